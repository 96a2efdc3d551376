import { describe, expect, it } from '@jest/globals';
import { rankOf, RANKS } from './rank.ts';
import { rankedPage } from './ranked-page.ts';
import { wordsOf } from './words.ts';

const tld = (label: string, unicode = label, operator = 'Registry') => ({
  names: [label, unicode],
  beside: [operator],
});
const RF = tld('xn--p1ai', 'рф', 'Coordination centre');
const FR = tld('fr', 'fr', 'Réseau Élan');
const BHARAT = tld('xn--h2brj9c', 'भारत');
const STRASSE = tld('xn--strae-oqa', 'straße');

const rank = (q: string, thing: { names: string[]; beside: string[] }) => rankOf(wordsOf(q), thing);

describe('a search of the directory', () => {
  it.each([
    ['xn--p1ai', RF, RANKS.is],
    ['XN--P1AI', RF, RANKS.is],
    ['рф', RF, RANKS.is],
    ['.РФ', RF, RANKS.is],
    ['Р', RF, RANKS.begins],
    ['xn--p1', RF, RANKS.begins],
    ['p1', RF, RANKS.holds],
    ['भारत', BHARAT, RANKS.is],
    ['भार', BHARAT, RANKS.begins],
    ['xn--h2brj9c', BHARAT, RANKS.is],
    ['STRASSE', STRASSE, null],
    ['Straße', STRASSE, RANKS.is],
    ['ＦＲ', FR, RANKS.is],
    ['reseau', FR, RANKS.beside],
    ['ÉLAN', FR, RANKS.beside],
    ['fr reseau', FR, RANKS.beside],
    ['fr nobody', FR, null],
    ['', FR, 0],
  ])('finds by %s', (q, thing, expected) => {
    expect(rank(q, thing)).toBe(expected);
  });

  it('takes what is typed for text, never for a pattern', () => {
    for (const q of ['%', '_', '.*', '\\', '[', '$1', `'`]) expect([q, rank(q, FR)]).toEqual([q, null]);
  });

  it('shows the best first, and goes on after a place without a gap or a double', () => {
    const names = ['zz', 'nz', 'anz', 'nzz', 'za', 'nza'];
    const rankOfName = (name: { label: string }) => rank('nz', tld(name.label));
    const things = names.map((label) => ({ label }));
    const nameOf = ({ label }: { label: string }) => label;
    const read: string[] = [];
    for (let after: { rank: number; name: string } | undefined; ;) {
      const [next] = rankedPage(things, rankOfName, nameOf, { limit: 1, after });
      if (next === undefined) break;
      read.push(next.label);
      after = { rank: next.rank, name: next.label };
    }
    expect(read).toEqual(['nz', 'nza', 'nzz', 'anz']);
  });
});
