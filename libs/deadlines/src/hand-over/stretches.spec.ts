import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shiftsBetween } from '../rota/turns.ts';
import type { Override, Rota } from '../rota/turns.ts';
import { gapsBetween, stretchAt, stretchesOf } from './stretches.ts';

const at = (text: string) => new Date(text);
const HOUR = 3_600_000;
const STAFF = new Set(['a', 'b', 'c']);
const rotaOf = (firstHandOver: string, members = ['a', 'b']): Rota => ({
  members,
  firstHandOver,
  zone: 'Europe/Vienna',
  turnDays: 1,
});
const stretches = (rota: Rota | null, from: Date, until: Date, overrides: Override[] = [], staff = STAFF) =>
  stretchesOf(shiftsBetween(rota, overrides, from, until), staff);
const shown = (found: { userId?: string; from: Date; until: Date | null }[]) =>
  found.map(({ userId, from, until }) =>
    [userId, from.toISOString().slice(5, 16), until?.toISOString().slice(5, 16)].filter(Boolean).join(' '),
  );

describe('who is on duty without a break', () => {
  it('hands over at the same hour in the nights in which clocks are changed, also at an hour that there is not, or twice', () => {
    const march = stretches(rotaOf('2026-03-27T02:30'), at('2026-03-28T12:00Z'), at('2026-03-30T12:00Z'));
    expect(shown(march)).toEqual([
      'b 03-28T01:30 03-29T01:30',
      'a 03-29T01:30 03-30T00:30',
      'b 03-30T00:30 03-31T00:30',
    ]);
    const october = stretches(rotaOf('2026-10-23T02:30'), at('2026-10-24T12:00Z'), at('2026-10-26T12:00Z'));
    expect(october.map(({ from, until }) => (until.getTime() - from.getTime()) / HOUR).sort()).toEqual([
      24, 24, 25,
    ]);
    for (const [from, found] of [
      [at('2026-03-28T12:00Z'), march],
      [at('2026-10-24T12:00Z'), october],
    ] as const)
      expect(gapsBetween(found, from, new Date(from.getTime() + 48 * HOUR))).toEqual([]);
  });

  it('goes on where the same person has the next shift, or stands in for themselves', () => {
    const own = { id: '1', userId: 'a', from: at('2026-05-02T10:00Z'), until: at('2026-05-02T12:00Z') };
    const found = stretches(
      rotaOf('2026-05-01T09:00', ['a']),
      at('2026-05-01T08:00Z'),
      at('2026-05-04T00:00Z'),
      [own],
    );
    expect(shown(found)).toEqual(['a 05-01T07:00 05-04T07:00']);
  });

  it('is left by whoever does not work here any more: that is a gap, as is the time before a rota begins', () => {
    const from = at('2026-05-01T12:00Z');
    const found = stretches(rotaOf('2026-05-01T09:00'), from, at('2026-05-04T12:00Z'), [], new Set(['a']));
    expect(shown(gapsBetween(found, from, at('2026-05-03T06:00Z')))).toEqual(['05-02T07:00 05-03T07:00']);
    expect(stretchAt(found, at('2026-05-02T08:00Z'))).toBeNull();
    const ahead = stretches(rotaOf('2026-05-02T09:00'), from, at('2026-05-04T12:00Z'));
    expect(shown(gapsBetween(ahead, from, at('2026-05-02T12:00Z')))).toEqual(['05-01T12:00 05-02T07:00']);
    expect(shown(gapsBetween([], from, at('2026-05-02T12:00Z')))).toEqual(['05-01T12:00']);
  });

  it('fits what the rota says of each minute, whatever stands in and whoever has left (1,000 runs)', () => {
    const day = at('2026-03-28T00:00Z').getTime();
    const minute = fc.integer({ min: 0, max: 4_000 });
    const override = fc.record({
      from: minute,
      length: fc.integer({ min: 1, max: 1_500 }),
      who: fc.constantFrom('a', 'b', 'c'),
    });
    const plan = fc.record({
      overrides: fc.array(override, { maxLength: 4 }),
      left: fc.constantFrom('', 'a', 'c'),
      looked: fc.array(minute, { minLength: 5, maxLength: 20 }),
    });
    const check = ({ overrides, left, looked }: typeof plan extends fc.Arbitrary<infer T> ? T : never) => {
      const rota = rotaOf('2026-03-28T02:30');
      const kept = overrides.map(({ from, length, who }, index) => ({
        id: String(index),
        userId: who,
        from: new Date(day + from * 60_000),
        until: new Date(day + (from + length) * 60_000),
      }));
      const staff = new Set(['a', 'b', 'c'].filter((who) => who !== left));
      const [begin, end] = [new Date(day), new Date(day + 5 * 24 * HOUR)];
      const found = stretches(rota, begin, end, kept, staff);
      const gaps = gapsBetween(found, begin, end);
      for (const instant of looked.map((one) => new Date(day + one * 60_000))) {
        // Of two overrides the later counts; else the turn. That of the night of the change begins an hour later by UTC's day.
        const standing = kept.findLast(({ from, until }) => from <= instant && instant < until)?.userId;
        const begun = ['2026-03-28T01:30Z', '2026-03-29T01:30Z', '2026-03-30T00:30Z', '2026-03-31T00:30Z'];
        const turn = begun.findLastIndex((one) => at(one) <= instant);
        const who = standing ?? (turn < 0 ? undefined : ['a', 'b'][turn % 2]);
        const expected = who !== undefined && staff.has(who) ? who : null;
        expect(stretchAt(found, instant)?.userId ?? null).toBe(expected);
        const isGap = gaps.some(({ from, until }) => from <= instant && (until === null || instant < until));
        expect(isGap).toBe(expected === null);
      }
      // One after the other, and no two of one person that touch.
      found.forEach((one, index) => {
        const next = found[index + 1];
        if (next === undefined) return;
        expect(next.from >= one.until).toBe(true);
        expect(next.userId !== one.userId || next.from > one.until).toBe(true);
      });
    };
    fc.assert(fc.property(plan, check), { numRuns: 1_000 });
  });
});
