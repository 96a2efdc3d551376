import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ShiftView } from '#libs/contracts';
import { weeksOf } from './weeks.ts';

const HOUR = 3_600_000;
const shift = (userId: string, from: number, until: number): ShiftView => ({
  userId,
  name: userId,
  from: new Date(from).toISOString(),
  until: new Date(until).toISOString(),
  overrideId: null,
});

describe('the weeks of a rota', () => {
  it('begin on Mondays of its zone, and tell who is on duty and when nobody is', () => {
    const now = Date.parse('2026-03-04T12:00:00Z');
    const turn = Date.parse('2026-03-02T08:00:00Z');
    const [week] = weeksOf([shift('a', turn, turn + 24 * HOUR)], 'Europe/Vienna', now, 1);
    expect(week?.monday).toBe('2026-03-02');
    expect(week?.stretches.map((one) => [one.shift?.userId ?? null, (one.until - one.from) / HOUR])).toEqual([
      [null, 9],
      ['a', 24],
      [null, 168 - 33],
    ]);
  });

  it('are an hour shorter when clocks go forward, and an hour longer when they go back', () => {
    const hours = (day: string) =>
      weeksOf([], 'Europe/Vienna', Date.parse(day), 1).map(({ stretches }) =>
        stretches.reduce((sum, { from, until }) => sum + (until - from) / HOUR, 0),
      );
    expect(hours('2026-03-25T12:00:00Z')).toEqual([167]);
    expect(hours('2026-10-21T12:00:00Z')).toEqual([169]);
  });

  it('have each moment once, whatever the turns are', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 })), {
          maxLength: 8,
        }),
        fc.constantFrom('UTC', 'Pacific/Auckland', 'America/New_York'),
        (turns, zone) => {
          let at = Date.parse('2026-03-20T00:00:00Z');
          const shifts = turns.map(([gap, length], index) => {
            const from = at + gap * HOUR;
            at = from + length * HOUR;
            return shift(`${index}`, from, at);
          });
          const stretches = weeksOf(shifts, zone, Date.parse('2026-03-24T00:00:00Z'), 4).flatMap(
            (week) => week.stretches,
          );
          stretches.forEach(({ from, until }, index) => {
            expect(until).toBeGreaterThan(from);
            expect(stretches[index + 1]?.from ?? until).toBe(until);
          });
        },
      ),
    ));
});
