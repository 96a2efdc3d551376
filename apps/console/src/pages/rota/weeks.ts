import type { ShiftView } from '#libs/contracts';
import { instantIn, wallIn } from '../../ui/zoned-instant.ts';

/** ms */
const DAY = 86_400_000;

/** A stretch of a week, with one person on duty, or nobody. */
export interface Stretch {
  shift: ShiftView | null;
  /** ms since 1970. */
  from: number;
  until: number;
}

export interface Week {
  /** Its Monday on the wall of the zone, `2026-03-02`. */
  monday: string;
  /** One after the other, without a gap: where nobody is on duty, that is a stretch of its own. */
  stretches: Stretch[];
}

/** The weeks of a rota as its own zone counts them, Monday to Sunday; a week in which clocks change is an hour longer or shorter. */
export function weeksOf(shifts: readonly ShiftView[], zone: string, now: number, count: number): Week[] {
  const first = mondayBefore(wallIn(zone, now).slice(0, 10));
  return Array.from({ length: count }, (_, index) => {
    const [monday, next] = [dayAfter(first, index * 7), dayAfter(first, index * 7 + 7)];
    const [from, until] = [instantIn(zone, `${monday}T00:00`), instantIn(zone, `${next}T00:00`)];
    return { monday, stretches: stretchesOf(shifts, from.getTime(), until.getTime()) };
  });
}

function stretchesOf(shifts: readonly ShiftView[], from: number, until: number): Stretch[] {
  const stretches: Stretch[] = [];
  let at = from;
  for (const shift of shifts) {
    const [begins, ends] = [Math.max(Date.parse(shift.from), at), Math.min(Date.parse(shift.until), until)];
    if (ends <= begins) continue;
    if (begins > at) stretches.push({ shift: null, from: at, until: begins });
    stretches.push({ shift, from: begins, until: ends });
    at = ends;
  }
  if (at < until) stretches.push({ shift: null, from: at, until });
  return stretches;
}

const mondayBefore = (day: string): string =>
  dayAfter(day, -((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7));

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY).toISOString().slice(0, 10);
