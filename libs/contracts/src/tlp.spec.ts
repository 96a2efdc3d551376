import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tlp } from './tlp-field.ts';
import { TLP_LABELS, tlpRestriction } from './tlp.ts';

describe('a label of the Traffic Light Protocol', () => {
  it('is one of five once read, and then read as itself', () => {
    const nearly = fc
      .array(
        fc.constantFrom(
          'TLP',
          ':',
          ' ',
          '+',
          '-',
          'RED',
          'AMBER',
          'STRICT',
          'WHITE',
          'clear',
          'Green',
          '\u0130',
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), nearly), (text) => {
        const read = tlp.safeParse(text);
        if (!read.success) return;
        expect(TLP_LABELS).toContain(read.data);
        expect(tlp.parse(read.data)).toBe(read.data);
        expect(tlp.parse(`TLP:${read.data}`)).toBe(read.data);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is never read as a wider one than it names', () => {
    const blank = fc.constantFrom('', ' ', '  ', '\t');
    const spelling = fc.record({
      label: fc.constantFrom(...TLP_LABELS),
      before: blank,
      mark: fc.constantFrom('', 'TLP:', 'tlp: ', 'Tlp :'),
      after: blank,
      isLower: fc.boolean(),
    });
    fc.assert(
      fc.property(spelling, ({ label, before, mark, after, isLower }) => {
        const text = `${before}${mark}${label}${after}`;
        expect(tlp.parse(isLower ? text.toLowerCase() : text)).toBe(label);
      }),
    );
  });

  it('narrows in this order', () => {
    expect(TLP_LABELS.map(tlpRestriction)).toEqual([4, 3, 2, 1, 0]);
  });
});
