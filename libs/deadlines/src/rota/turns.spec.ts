import { describe, expect, it } from '@jest/globals';
import { onDuty, shiftsBetween, whyNoStart } from './turns.ts';
import type { Rota } from './turns.ts';

const rota: Rota = {
  members: ['a', 'b', 'c'],
  firstHandOver: '2026-03-16T09:00',
  zone: 'Europe/Vienna',
  turnDays: 7,
};
const at = (text: string) => new Date(text);
const shown = (from: string, until: string, overrides: Parameters<typeof shiftsBetween>[1] = []) =>
  shiftsBetween(rota, overrides, at(from), at(until)).map(
    ({ userId, from, until }) =>
      `${userId} ${from.toISOString().slice(0, 16)} ${until.toISOString().slice(0, 16)}`,
  );

describe('turns', () => {
  it('go round, and hand over at the same hour when clocks are put forward', () => {
    expect(shown('2026-03-17T00:00:00Z', '2026-04-07T00:00:00Z')).toEqual([
      'a 2026-03-16T08:00 2026-03-23T08:00',
      'b 2026-03-23T08:00 2026-03-30T07:00',
      'c 2026-03-30T07:00 2026-04-06T07:00',
      'a 2026-04-06T07:00 2026-04-13T07:00',
    ]);
  });

  it.each([
    ['2026-03-16T07:59:59Z', undefined],
    ['2026-03-16T08:00:00Z', 'a'],
    ['2026-03-30T06:59:59Z', 'b'],
    ['2026-03-30T07:00:00Z', 'c'],
    ['2026-10-26T08:00:00Z', 'c'],
    ['2026-10-26T07:59:59Z', 'b'],
  ])('at %s it is %s', (when, who) => expect(onDuty(rota, [], at(when))?.userId).toBe(who));

  it('are cut where somebody stands in, and of two overrides the later counts', () => {
    const overrides = [
      { id: '1', userId: 'x', from: at('2026-03-18T08:00Z'), until: at('2026-03-20T08:00Z') },
      { id: '2', userId: 'y', from: at('2026-03-19T08:00Z'), until: at('2026-03-19T12:00Z') },
    ];
    expect(shown('2026-03-17T00:00:00Z', '2026-03-22T00:00:00Z', overrides)).toEqual([
      'a 2026-03-16T08:00 2026-03-18T08:00',
      'x 2026-03-18T08:00 2026-03-19T08:00',
      'y 2026-03-19T08:00 2026-03-19T12:00',
      'x 2026-03-19T12:00 2026-03-20T08:00',
      'a 2026-03-20T08:00 2026-03-23T08:00',
    ]);
    expect(onDuty(null, overrides, at('2026-03-19T09:00Z'))?.userId).toBe('y');
    expect(onDuty(null, overrides, at('2026-03-21T09:00Z'))).toBeNull();
  });

  it('do not begin at a time that there is not', () => {
    expect(whyNoStart('2026-03-29T02:30', 'Europe/Vienna')).toMatch(/put forward/);
    expect(whyNoStart('2026-03-16T09:00', 'Europe/Vienna')).toBeNull();
  });
});
