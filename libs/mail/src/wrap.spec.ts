import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TEXT_COLUMNS, wrapText } from './wrap.ts';

describe('wrapping', () => {
  it('breaks long lines at blanks and keeps their indentation', () => {
    expect(wrapText(`  ${'word '.repeat(20).trim()}`)).toBe(
      `  ${'word '.repeat(14).trim()}\n  ${'word '.repeat(6).trim()}`,
    );
  });

  it('leaves what fits as it is, and long words whole', () => {
    const table = 'server    ns1.registry.example   192.0.2.1 ';
    const link = `https://registry.example/${'x'.repeat(100)}`;
    expect(wrapText(`${table}\n\n${link}`)).toBe(`${table}\n\n${link}`);
    expect(wrapText(`see ${link} now`)).toBe(`see\n${link}\nnow`);
  });

  it('goes on under the value of a label, and under the text of an item', () => {
    const value = '.aa, .bb, .cc '.repeat(6).trim();
    expect(wrapText(`  Your TLDs  ${value}`)).toBe(
      `  Your TLDs  ${'.aa, .bb, .cc '.repeat(4).trim()}\n             .aa, .bb, .cc .aa, .bb, .cc`,
    );
    expect(wrapText(`  - ${'word '.repeat(15).trim()}`)).toBe(
      `  - ${'word '.repeat(13).trim()}\n    word word`,
    );
    expect(wrapText(`1. ${'word '.repeat(15).trim()}`)).toBe(`1. ${'word '.repeat(14).trim()}\n   word`);
    const digest = 'f'.repeat(64);
    expect(wrapText(`  SHA-256    ${digest}`)).toBe(`  SHA-256    ${digest}`);
  });

  it('takes a sentence with two blanks for no label', () => {
    const sentence = '  They have lost all of their name servers.  Nobody answers, as far as we can see.';
    expect(wrapText(sentence)).toBe(
      '  They have lost all of their name servers.  Nobody answers, as far as\n  we can see.',
    );
  });

  it('counts columns, not letters', () => {
    const [first = ''] = wrapText('漢字 '.repeat(30)).split('\n');
    expect(first).toBe('漢字 '.repeat(14).trim());
  });

  it('loses no word and makes no line longer than it must be', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,90}$/), { maxLength: 80 });
    fc.assert(
      fc.property(words, (given) => {
        const wrapped = wrapText(given.join(' '));
        expect(wrapped.split(/\s/).filter(Boolean)).toEqual(given);
        for (const line of wrapped.split('\n'))
          expect(line.length <= TEXT_COLUMNS || !line.includes(' ')).toBe(true);
      }),
    );
  });
});
