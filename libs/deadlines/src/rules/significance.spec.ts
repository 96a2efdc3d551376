import { describe, expect, it } from '@jest/globals';
import type { SignificanceAsked } from '#libs/contracts';
import { significanceOf } from './significance.ts';
import { allInWords } from '../words/in-words.ts';

const HOUR = 3_600;
type Given = Partial<SignificanceAsked>;
const judged = (entity: SignificanceAsked['entity'], given: Given) => {
  const { verdict, article } = significanceOf({
    entity,
    maintenance: false,
    sameCauseWithinSixMonths: 0,
    ...given,
  });
  return [verdict, article];
};
const slow = (seconds: number, averageAnswerSeconds: number): Given => ({
  slow: { seconds, averageAnswerSeconds },
});
const names = (count: number, sharePercent: number, byMisconfiguration = true): Given => ({
  compromised: { names: count, sharePercent, byMisconfiguration },
});
const NOT = ['not_significant', null];

describe('significant by Implementing Regulation 2024/2690', () => {
  it.each<[string, Given, unknown[]]>([
    ['unavailable for a second', { unavailableSeconds: 1 }, ['significant', 'Article 6(a)']],
    ['never unavailable', { unavailableSeconds: 0 }, NOT],
    ['slow for exactly an hour', slow(HOUR, 11), NOT],
    ['slow for a second more', slow(HOUR + 1, 11), ['significant', 'Article 6(b)']],
    ['at exactly 10 s', slow(2 * HOUR, 10), NOT],
    ['at just above 10 s', slow(2 * HOUR, 10.01), ['significant', 'Article 6(b)']],
    ['one wrong name is enough', names(1, 0.001), ['significant', 'Article 6(c)']],
    ['all at once', { unavailableSeconds: 9, ...names(1, 1) }, ['significant', 'Article 6(a), Article 6(c)']],
    ['planned', { unavailableSeconds: 9 * HOUR, maintenance: true }, ['not_significant', 'Article 3(2)']],
    ['nothing of it, but for the second time', { sameCauseWithinSixMonths: 1 }, ['perhaps', 'Article 4']],
  ])('of a TLD registry: %s', (_what, given, expected) => {
    expect(judged('tld_registry', given)).toEqual(expected);
  });

  it.each<[string, Given, unknown[]]>([
    ['unavailable for exactly 30 minutes', { unavailableSeconds: 1_800 }, NOT],
    ['unavailable for a second more', { unavailableSeconds: 1_801 }, ['significant', 'Article 5(a)']],
    ['slow for exactly an hour', slow(HOUR, 11), NOT],
    ['slow for a second more', slow(HOUR + 1, 11), ['significant', 'Article 5(b)']],
    ['at exactly 10 s', slow(2 * HOUR, 10), NOT],
    ['999 names, 1 %, by misconfiguration', names(999, 1), NOT],
    ['1,000 names', names(1_000, 1), ['significant', 'Article 5(c)']],
    ['more than 1 %', names(999, 1.01), ['significant', 'Article 5(c)']],
    ['few names, by an attacker', names(1, 0.1, false), ['significant', 'Article 5(c)']],
    [
      'by misconfiguration, of nobody knows how many',
      { compromised: { byMisconfiguration: true } },
      ['significant', 'Article 5(c)'],
    ],
    ['planned', { unavailableSeconds: 9 * HOUR, maintenance: true }, ['not_significant', 'Article 3(2)']],
    ['a short one again', { unavailableSeconds: 60, sameCauseWithinSixMonths: 1 }, ['perhaps', 'Article 4']],
  ])('of a DNS provider: %s', (_what, given, expected) => {
    expect(judged('dns_provider', given)).toEqual(expected);
  });

  it('says why not, by each article', () => {
    const { why } = significanceOf({
      entity: 'dns_provider',
      unavailableSeconds: 1_800,
      maintenance: false,
      sameCauseWithinSixMonths: 0,
    });
    expect(allInWords(why, 'en')).toEqual([
      'Article 5(a): resolution was completely unavailable for 30 minutes, which is not more than 30 minutes.',
      'Article 5(b): nothing was said of slow answers.',
      'Article 5(c): no data of the resolution service was compromised.',
    ]);
  });
});
