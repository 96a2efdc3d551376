import { describe, expect, it } from '@jest/globals';
import { instantIn, wallIn } from './zoned-instant.ts';

describe('an hour on the wall of a zone', () => {
  it.each([
    ['UTC', '2026-03-01T02:14', '2026-03-01T02:14:00.000Z'],
    ['Pacific/Auckland', '2026-01-15T14:14', '2026-01-15T01:14:00.000Z'],
    ['Pacific/Auckland', '2026-07-15T14:14', '2026-07-15T02:14:00.000Z'],
    ['Asia/Kathmandu', '2026-01-15T05:45', '2026-01-15T00:00:00.000Z'],
    ['America/Lima', '2026-01-14T19:00', '2026-01-15T00:00:00.000Z'],
    // The evening before and the morning after a change of clocks.
    ['Europe/Paris', '2026-03-28T23:30', '2026-03-28T22:30:00.000Z'],
    ['Europe/Paris', '2026-03-29T09:30', '2026-03-29T07:30:00.000Z'],
    // It is skipped: read as before the change.
    ['Europe/Paris', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    // It comes twice: the first.
    ['Europe/Paris', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ])('%s %s is %s', (zone, wall, instant) => expect(instantIn(zone, wall).toISOString()).toBe(instant));

  it('is found back', () =>
    expect(wallIn('Pacific/Auckland', Date.parse('2026-01-15T01:14:30Z'))).toBe('2026-01-15T14:14'));
});
