import { DateTime } from 'luxon';
import { localInstant } from '../rules/instants.ts';

/** Who follows whom, and when they hand over. */
export interface Rota {
  /** User ids in the order of their turns. */
  members: readonly string[];
  /** Local time in `zone` at which the first of them began, such as `2026-03-02T09:00`. */
  firstHandOver: string;
  zone: string;
  turnDays: number;
}

export interface Override {
  id: string;
  userId: string;
  from: Date;
  until: Date;
}

/** Who is on duty from when until when; `overrideId` set: standing in. */
export interface Shift {
  userId: string;
  from: Date;
  until: Date;
  overrideId: string | null;
}

/**
 * Who is on duty between two instants, in order and without gaps but before the rota begins. Days are those of the zone's
 * calendar, so that the hour of hand-over stays the same when clocks change. Of two overrides that overlap the later in the
 * list counts.
 */
export function shiftsBetween(rota: Rota | null, overrides: Override[], from: Date, until: Date): Shift[] {
  const turns = rota === null ? [] : turnsBetween(rota, from, until);
  return overrides.reduce((shifts, override) => overlaid(shifts, override, from, until), turns);
}

/** Null: nobody is. */
export function onDuty(rota: Rota | null, overrides: Override[], at: Date): Shift | null {
  const soon = new Date(at.getTime() + 1);
  return (
    shiftsBetween(rota, overrides, at, soon).find((shift) => shift.from <= at && at < shift.until) ?? null
  );
}

function turnsBetween({ members, firstHandOver, zone, turnDays }: Rota, from: Date, until: Date): Shift[] {
  const first = DateTime.fromISO(firstHandOver, { zone });
  const handOver = (turn: number) => first.plus({ days: turn * turnDays }).toJSDate();
  const between = DateTime.fromJSDate(from).setZone(zone).diff(first, 'days').days;
  const shifts: Shift[] = [];
  // One earlier than the days say: a day may have 25 hours.
  for (let turn = Math.max(0, Math.floor(between / turnDays) - 1); handOver(turn) < until; turn += 1) {
    const userId = members[turn % members.length];
    const end = handOver(turn + 1);
    if (userId !== undefined && end > from)
      shifts.push({ userId, from: handOver(turn), until: end, overrideId: null });
  }
  return shifts;
}

function overlaid(shifts: Shift[], { id, userId, from, until }: Override, start: Date, end: Date): Shift[] {
  if (until <= start || from >= end) return shifts;
  const cut = shifts.flatMap((shift) =>
    [
      { ...shift, until: earlier(shift.until, from) },
      { ...shift, from: later(shift.from, until) },
    ].filter((part) => part.from < part.until),
  );
  return [...cut, { userId, from, until, overrideId: id }].sort(
    (a, b) => a.from.getTime() - b.from.getTime(),
  );
}

const earlier = (a: Date, b: Date) => (a < b ? a : b);
const later = (a: Date, b: Date) => (a > b ? a : b);

/** Why a rota cannot begin then; null: it can. */
export function whyNoStart(firstHandOver: string, zone: string): string | null {
  const found = localInstant(firstHandOver, zone);
  return 'fault' in found ? found.fault : null;
}
