import { describe, expect, it } from '@jest/globals';
import { clockWords, countdownWords, dateWords, durationWords } from './time-words.ts';

const MINUTE = 60_000;

describe('a duration', () => {
  it.each([
    [0, '0 min'],
    [59_999, '0 min'],
    [12 * MINUTE, '12 min'],
    [60 * MINUTE, '1 h'],
    [185 * MINUTE, '3 h 5 min'],
    [24 * 60 * MINUTE, '1 d'],
    [28 * 60 * MINUTE + 59 * MINUTE, '1 d 4 h'],
    [-31 * MINUTE, '31 min'],
  ])('of %d ms is %s', (ms, words) => expect(durationWords(ms)).toBe(words));

  it('has the sign of a day that the language has', () => {
    expect(durationWords(28 * 60 * MINUTE, 'fr')).toBe('1 j 4 h');
    expect(countdownWords(48 * 60 * MINUTE, 'fr')).toBe('2 j');
  });
});

describe('a countdown', () => {
  it.each([
    [12_000, '00:12'],
    [59 * MINUTE + 59_000, '59:59'],
    [60 * MINUTE, '01:00 h'],
    [100 * MINUTE, '01:40 h'],
    [47 * 60 * MINUTE, '47:00 h'],
    [49 * 60 * MINUTE, '2 d 1 h'],
    [-90_000, '01:30'],
  ])('of %d ms shows %s', (ms, words) => expect(countdownWords(ms)).toBe(words));
});

describe('an instant', () => {
  const at = new Date('2026-11-03T02:14:30Z');

  it('is told with its zone', () => {
    expect(clockWords(at, 'en')).toBe('02:14 UTC');
    expect(dateWords(at, 'en')).toBe('3 Nov 2026, 02:14 UTC');
    expect(dateWords(at, 'fr', 'Europe/Paris')).toMatch(/^3 nov\. 2026.*03:14 UTC\+1$/);
  });

  it('has no hour 24', () => expect(clockWords(new Date('2026-11-03T00:00:00Z'), 'en')).toBe('00:00 UTC'));
});
