import { expect, it } from '@jest/globals';
import { monthWords } from './month-words.ts';

it.each([
  ['2026-11', 'en', 'November 2026'],
  ['2026-01', 'fr', 'janvier 2026'],
  ['soon', 'en', 'soon'],
])('the month %s in %s is %s', (month, locale, words) => expect(monthWords(month, locale)).toBe(words));
