import type { Shift } from '../rota/turns.ts';

/** One person on duty without a break, over however many shifts. */
export interface Stretch {
  userId: string;
  from: Date;
  until: Date;
}

/** A time in which nobody is on duty; `until` null: no end is in sight. */
export interface Gap {
  from: Date;
  until: Date | null;
}

/** Shifts of one person that follow each other are one: to go on is no hand-over. Who does not work here any more is on no duty. */
export function stretchesOf(shifts: readonly Shift[], staff: ReadonlySet<string>): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { userId, from, until } of shifts.filter((shift) => staff.has(shift.userId))) {
    const last = stretches.at(-1);
    if (last !== undefined && last.userId === userId && last.until >= from) last.until = until;
    else stretches.push({ userId, from, until });
  }
  return stretches;
}

export const stretchAt = (stretches: readonly Stretch[], at: Date): Stretch | null =>
  stretches.find(({ from, until }) => from <= at && at < until) ?? null;

/** Those that touch the time from `from` to before `until`. One that goes on already begins when the last stretch before it ended, or at `from`. */
export function gapsBetween(stretches: readonly Stretch[], from: Date, until: Date): Gap[] {
  const gaps: Gap[] = [];
  let covered = stretches.findLast((stretch) => stretch.until <= from)?.until ?? from;
  for (const stretch of stretches.filter((one) => one.until > from)) {
    if (covered >= until) return gaps;
    if (stretch.from > covered) gaps.push({ from: covered, until: stretch.from });
    covered = stretch.until;
  }
  if (covered < until) gaps.push({ from: covered, until: null });
  return gaps;
}
