import { describe, expect, it } from '@jest/globals';
import { monthsAfter } from './eu-month.ts';
import { inWords } from '../words/in-words.ts';

describe('a month by Regulation 1182/71', () => {
  it.each([
    // event, zone, the first instant that is too late
    ['an ordinary day', '2026-03-10T09:15:00Z', 'UTC', '2026-04-11T00:00:00.000Z'],
    ['the last day of a long month', '2026-03-31T09:00:00Z', 'UTC', '2026-05-01T00:00:00.000Z'],
    [
      '31 January, into a short February (28 February 2026 is a Saturday)',
      '2026-01-31T09:00:00Z',
      'UTC',
      '2026-03-03T00:00:00.000Z',
    ],
    ['31 January of a leap year', '2028-01-31T09:00:00Z', 'UTC', '2028-03-01T00:00:00.000Z'],
    ['the leap day ', '2028-02-29T09:00:00Z', 'UTC', '2028-03-30T00:00:00.000Z'],
    ['a Saturday goes on to Monday', '2026-04-16T09:00:00Z', 'UTC', '2026-05-19T00:00:00.000Z'],
    ['a Sunday goes on to Monday', '2026-04-17T09:00:00Z', 'UTC', '2026-05-19T00:00:00.000Z'],
    ['the year ends between', '2026-12-15T09:00:00Z', 'UTC', '2027-01-16T00:00:00.000Z'],
    ['the day is the one in the zone', '2026-06-09T23:30:00Z', 'Europe/Helsinki', '2026-07-10T21:00:00.000Z'],
    ['clocks are put forward between', '2026-03-10T09:00:00Z', 'Europe/Vienna', '2026-04-10T22:00:00.000Z'],
    ['clocks are put back between', '2026-10-12T09:00:00Z', 'Europe/Vienna', '2026-11-12T23:00:00.000Z'],
    [
      'clocks are put forward on the Sunday that it goes on over',
      '2026-02-28T09:00:00Z',
      'Europe/Vienna',
      '2026-03-30T22:00:00.000Z',
    ],
  ])('%s', (_what, event, zone, tooLate) => {
    expect(monthsAfter(new Date(event), 1, zone).dueAt.toISOString()).toBe(tooLate);
  });

  it('says why it ends later', () => {
    expect(inWords(monthsAfter(new Date('2026-04-17T09:00:00Z'), 1, 'UTC').moved ?? '', 'en')).toBe(
      '2026-05-17 is a Sunday, so it ends with 2026-05-18 (Article 3(4)).',
    );
    expect(monthsAfter(new Date('2026-03-10T09:00:00Z'), 1, 'UTC').moved).toBeNull();
  });
});
