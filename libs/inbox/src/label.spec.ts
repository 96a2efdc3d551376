import { describe, expect, it } from '@jest/globals';
import { labelIn } from './label.ts';

describe('the label that a sender wrote', () => {
  it.each([
    ['', 'Hello', 'AMBER'],
    ['[TLP:CLEAR] News', 'Hello', 'CLEAR'],
    ['News', 'TLP: RED\n\nHello', 'RED'],
    ['News', 'tlp:white\n', 'CLEAR'],
    ['News', 'TLP:AMBER STRICT\n', 'AMBER+STRICT'],
    ['[TLP:GREEN] News', 'TLP:AMBER+STRICT\n', 'AMBER+STRICT'],
    ['Re: [TLP:GREEN] News', 'Thanks\n> TLP:RED\n', 'GREEN'],
    ['News', `${'x'.repeat(2_000)} TLP:RED`, 'AMBER'],
  ])('%j %j', (subject, text, label) => {
    expect(labelIn({ subject, text })).toBe(label);
  });
});
