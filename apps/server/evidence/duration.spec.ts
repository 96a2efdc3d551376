import { expect, it } from '@jest/globals';
import { durationWords } from './duration.ts';

it.each([
  [0, '0 s'],
  [0.4, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [61, '1 min 1 s'],
  [3_600, '1 h'],
  [7_505, '2 h 5 min'],
  [86_400, '1 d'],
  [90_061, '1 d 1 h'],
])('%d seconds are %s', (seconds, words) => {
  expect(durationWords(seconds, 'en')).toBe(words);
});

it('a day has its own sign in French', () => expect(durationWords(90_061, 'fr')).toBe('1 j 1 h'));
