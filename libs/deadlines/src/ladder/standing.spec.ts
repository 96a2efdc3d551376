import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actsAt, isLastRepeat, nextActAt, withRepeats } from './standing.ts';
import type { Repeats, Standing } from './standing.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000);
const minutesOf = (date: Date) => (date.getTime() - at(0).getTime()) / 60_000;

/** What happens to one deadline: time goes on, somebody acknowledges, a correction moves it, it is met. */
type Event =
  | { what: 'wake'; after: number; crashes: boolean; twice: boolean }
  | { what: 'acknowledge'; minutes: number }
  | { what: 'move'; by: number }
  | { what: 'stop' };

/** Minutes; how often the last step is taken again. */
interface Again {
  every: number;
  most: number;
}

interface Plan {
  due: number;
  offsets: number[];
  again: Again;
  events: Event[];
}

const plans: fc.Arbitrary<Plan> = fc.record({
  due: fc.integer({ min: 0, max: 200 }),
  offsets: fc
    .array(fc.integer({ min: -60, max: 120 }), { maxLength: 5 })
    .map((some) => some.sort((a, b) => a - b)),
  again: fc.record({ every: fc.integer({ min: 1, max: 60 }), most: fc.integer({ min: 0, max: 4 }) }),
  events: fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          what: fc.constant('wake' as const),
          // A worker that looks each minute, or was away for hours; and a clock that is put back, or far forward.
          after: fc.oneof(
            { weight: 4, arbitrary: fc.integer({ min: 0, max: 5 }) },
            { weight: 4, arbitrary: fc.integer({ min: 0, max: 300 }) },
            { weight: 1, arbitrary: fc.integer({ min: -120, max: -1 }) },
            { weight: 1, arbitrary: fc.integer({ min: 1_440, max: 10_080 }) },
          ),
          crashes: fc.boolean(),
          twice: fc.boolean(),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          what: fc.constant('acknowledge' as const),
          minutes: fc.integer({ min: 1, max: 90 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ what: fc.constant('move' as const), by: fc.integer({ min: -30, max: 60 }) }),
      },
      { weight: 1, arbitrary: fc.constant({ what: 'stop' as const }) },
    ),
    { maxLength: 25 },
  ),
});

const inMs = ({ every, most }: Again): Repeats => ({ every: every * 60_000, most });
const ONCE: Again = { every: 1, most: 0 };

const standingOf = (due: number, offsets: number[], again = ONCE): Standing => ({
  dueAt: at(due),
  rungs: withRepeats(
    offsets.map((offset) => ({ step: 'duty', at: at(due + offset), why: null })),
    inMs(again),
  ),
  climbed: 0,
  climbedAt: null,
  notedDueAt: null,
  quietUntil: null,
});

/** The same by minutes that are counted one after the other, and a list of what was told: no look ahead, no arithmetic of gaps. */
class Model {
  readonly told: number[] = [];
  private readonly toldAt: number[] = [];
  quiet = -Infinity;
  constructor(
    public due: number,
    private readonly offsets: number[],
    private readonly again: Again,
  ) {}

  /** Of a step, or of the last one once more. */
  private offsetOf(step: number): number | undefined {
    const last = this.offsets.length - 1;
    if (step <= last || last < 0) return this.offsets[step];
    let offset = this.offsets[last] ?? 0;
    for (let times = 0; times < step - last; times += 1) offset += this.again.every;
    return step - last > this.again.most ? undefined : offset;
  }

  wake(minute: number): void {
    for (;;) {
      const next = this.told.length;
      const offset = this.offsetOf(next);
      if (offset === undefined || minute < this.due + offset || minute < this.quiet) return;
      const before = next === 0 ? undefined : this.offsetOf(next - 1);
      const isLadder = before !== undefined && before >= 0;
      if (isLadder && minute - (this.toldAt[next - 1] ?? 0) < offset - before) return;
      this.told.push(next);
      this.toldAt.push(minute);
    }
  }
}

function play({ due, offsets, again, events }: Plan): void {
  let standing = standingOf(due, offsets, again);
  const model = new Model(due, offsets, again);
  const all = offsets.length + (offsets.length === 0 ? 0 : again.most);
  const lasts: number[] = [];
  let minute = 0;
  let stopped = false;
  const climbed: number[] = [];
  const noted: number[] = [];
  const wake = (crashes: boolean) => {
    if (stopped) return;
    const done = actsAt(standing, at(minute));
    // A worker that dies before its commit leaves all as it was, and told nobody.
    if (crashes) return;
    for (const act of done.acts) {
      if (act.what === 'due') noted.push(minutesOf(standing.dueAt));
      else {
        climbed.push(act.index);
        if (isLastRepeat(standing.rungs, act.index)) lasts.push(act.index);
      }
    }
    standing = done.standing;
    model.wake(minute);
    // Whatever was due has been done: what comes next lies ahead.
    const next = nextActAt(standing);
    expect(next === null || next > at(minute)).toBe(true);
  };
  for (const event of events) {
    if (event.what === 'wake') {
      minute += event.after;
      wake(event.crashes);
      if (event.twice) wake(false);
    } else if (event.what === 'acknowledge') {
      standing = { ...standing, quietUntil: at(minute + event.minutes) };
      model.quiet = minute + event.minutes;
    } else if (event.what === 'move') {
      model.due += event.by;
      const moved = standingOf(model.due, offsets, again);
      standing = { ...standing, dueAt: moved.dueAt, rungs: moved.rungs };
    } else stopped = true;
  }
  expect(climbed).toEqual(model.told);
  // Each in its order and once.
  expect(climbed).toEqual(climbed.map((_, index) => index));
  // An instant is noted once, until a correction has moved it away.
  expect(noted.every((due, index) => due !== noted[index - 1])).toBe(true);
  if (stopped) return;
  // Left alone for long enough, none is missed.
  for (let left = 0; left < all + 1; left += 1) {
    minute += 2_000;
    wake(false);
  }
  expect(climbed).toHaveLength(all);
  // With the last of the repeats it is an alarm, once; where nothing is repeated it is none.
  expect(lasts).toEqual(again.most > 0 && all > 0 ? [all - 1] : []);
  expect(noted.at(-1)).toBe(model.due);
  expect(nextActAt(standing)).toBeNull();
}

describe('what is done of a deadline, and when', () => {
  it('is each step once and none missed, whatever clocks, crashes and people do (20,000 runs beside a model)', () => {
    fc.assert(fc.property(plans, play), { numRuns: 20_000 });
  });

  it('keeps steps apart that come late together', () => {
    const late = actsAt(standingOf(0, [0, 15, 30]), at(600));
    expect(late.acts).toHaveLength(2);
    expect(nextActAt(late.standing)).toEqual(at(615));
  });

  it('is not put off by a warning that was given before the clock was put back and the instant moved', () => {
    const warned = actsAt(standingOf(0, [-1, 1]), at(0)).standing;
    const moved = { ...warned, dueAt: at(-2), rungs: standingOf(-2, [-1, 1]).rungs };
    expect(nextActAt({ ...moved, notedDueAt: at(-2) })).toEqual(at(-1));
  });

  it('takes the last step again at its distance, however late the one before came, and stops at the most', () => {
    const late = actsAt(standingOf(0, [0, 15], { every: 30, most: 2 }), at(600)).standing;
    const next = actsAt(late, at(615)).standing;
    expect([nextActAt(late), nextActAt(next)]).toEqual([at(615), at(645)]);
    const quiet = { ...next, quietUntil: at(700) };
    expect(nextActAt(quiet)).toEqual(at(700));
    const again = actsAt(quiet, at(700)).standing;
    expect(nextActAt(again)).toEqual(at(730));
    expect(nextActAt(actsAt(again, at(730)).standing)).toBeNull();
  });

  it('is quiet while somebody sees to it, and notes the instant all the same', () => {
    const quiet = { ...standingOf(10, [0]), quietUntil: at(40) };
    expect(actsAt(quiet, at(20)).acts).toEqual([{ what: 'due' }]);
    expect(nextActAt(actsAt(quiet, at(20)).standing)).toEqual(at(40));
  });
});
