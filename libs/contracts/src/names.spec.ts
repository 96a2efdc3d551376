import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hostName, tldLabel, toALabel } from './names.ts';

const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'.split(''));
const label = fc.array(letter, { minLength: 1, maxLength: 20 }).map((letters) => letters.join(''));
const asciiName = fc.array(label, { minLength: 1, maxLength: 6 }).map((labels) => labels.join('.'));
const upperCased = (text: string, mask: boolean[]) =>
  text.replace(/./g, (each, at: number) => (mask[at % mask.length] === true ? each.toUpperCase() : each));

describe('a name', () => {
  it('is canonical once read: reading it again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), asciiName),
        (text) => {
          const read = toALabel(text);
          if (read !== null) expect(toALabel(read)).toBe(read);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('is A-labels of lower case that fit into a packet, or no name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const read = toALabel(text);
        if (read === null || read === '.') return;
        expect(read.length).toBeLessThanOrEqual(253);
        for (const each of read.split('.')) expect(each).toMatch(/^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is the same in whatever case, with or without the dot at its end', () => {
    fc.assert(
      fc.property(asciiName, fc.array(fc.boolean(), { minLength: 1 }), (name, mask) => {
        expect(toALabel(`${upperCased(name, mask)}.`)).toBe(name);
        expect(hostName.parse(` ${upperCased(name, mask)} `)).toBe(name);
      }),
    );
  });

  it.each([
    ['рф', 'xn--p1ai'],
    ['.РФ', 'xn--p1ai'],
    ['XN--P1AI.', 'xn--p1ai'],
    ['中国', 'xn--fiqs8s'],
    ['みんな', 'xn--q9jyb4c'],
    ['.', '.'],
    ['.nz', 'nz'],
    ['ＮＺ', 'nz'],
  ])('of a TLD %s is %s', (given, kept) => expect(tldLabel.parse(given)).toBe(kept));

  it.each([
    '',
    ' ',
    '..',
    'a.b',
    'n z',
    'n/z',
    'nz:53',
    '*',
    '-nz',
    'nz-',
    '\u00ad',
    'a'.repeat(64),
    'x@y',
    '%6e',
  ])('of a TLD is not %p', (given) => expect(tldLabel.safeParse(given).success).toBe(false));
});
