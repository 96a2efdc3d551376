import { describe, expect, it } from '@jest/globals';
import { durationText, hoursAfter, instantText, localInstant } from './instants.ts';

describe('instants', () => {
  it('of hours run through both changes of the clock', () => {
    expect(hoursAfter(new Date('2026-03-28T12:00:00+01:00'), 24).toISOString()).toBe(
      '2026-03-29T11:00:00.000Z',
    );
    expect(instantText(new Date('2026-03-29T11:00:00Z'), 'Europe/Vienna')).toBe(
      'Sun 2026-03-29 13:00:00 +02:00 Europe/Vienna',
    );
    expect(instantText(hoursAfter(new Date('2026-10-24T12:00:00+02:00'), 24), 'Europe/Vienna')).toBe(
      'Sun 2026-10-25 11:00:00 +01:00 Europe/Vienna',
    );
  });

  it.each([
    ['2026-07-01T14:00', 'Europe/Vienna', { at: new Date('2026-07-01T12:00:00Z'), twice: false }],
    // Put back at 03:00: 02:30 is there twice, and the later one counts.
    ['2026-10-25T02:30', 'Europe/Vienna', { at: new Date('2026-10-25T01:30:00Z'), twice: true }],
    ['2026-04-05T02:30', 'Pacific/Auckland', { at: new Date('2026-04-04T14:30:00Z'), twice: true }],
    ['2026-07-01T14:00', 'UTC', { at: new Date('2026-07-01T14:00:00Z'), twice: false }],
  ])('of %s in %s', (local, zone, expected) => {
    expect(localInstant(local, zone)).toEqual(expected);
  });

  it.each([
    [
      '2026-03-29T02:30',
      'Europe/Vienna',
      'There is no 2026-03-29T02:30 in Europe/Vienna: clocks are put forward over it.',
    ],
    ['2026-02-30T10:00', 'UTC', '2026-02-30T10:00 is no date and time.'],
    ['2026-02-03T10:00', 'Europe/Nowhere', 'Europe/Nowhere is no time zone.'],
  ])('and there is none of %s in %s', (local, zone, fault) => {
    expect(localInstant(local, zone)).toEqual({ fault });
  });

  it.each([
    [90, '90 seconds'],
    [60, '1 minute'],
    [5_400, '90 minutes'],
    [3_600, '1 hour'],
    [172_800, '2 days'],
    [0, '0 seconds'],
  ])('%s s are %s', (seconds, words) => expect(durationText(seconds, 'en')).toBe(words));
});
