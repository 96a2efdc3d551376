/** A month as `2026-03`, UTC. */
export const MONTH = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/;

/** Months, both in it. */
export interface Period {
  from: string;
  to: string;
}

/** `count` months back from the one of `now`, that one counted. */
export const monthsUntil = (now: Date, count: number): Period => ({
  from: monthOf(now, 1 - count),
  to: monthOf(now, 0),
});

/** The last quarter that is over. */
export function lastQuarter(now: Date): Period {
  const sinceItBegan = now.getUTCMonth() % 3;
  return { from: monthOf(now, -sinceItBegan - 3), to: monthOf(now, -sinceItBegan - 1) };
}

/**
 * Is it one whole calendar quarter that is over? Those outside see these alone: they never overlap and never grow, so that
 * nothing can be reckoned from two of them.
 */
export function isPastQuarter({ from, to }: Period, now: Date): boolean {
  const begins = new Date(`${from}-01T00:00:00Z`);
  return begins.getUTCMonth() % 3 === 0 && to === monthOf(begins, 2) && to < monthOf(now, 0);
}

/** All months of it. */
export function monthsOf({ from, to }: Period): string[] {
  const months = [from];
  for (let last = from; last < to; months.push(last)) last = monthOf(new Date(`${last}-01T00:00:00Z`), 1);
  return months;
}

/** When it begins, and the first instant after it. */
export const instantsOf = ({ from, to }: Period): [string, string] => [
  `${from}-01T00:00:00Z`,
  `${monthOf(new Date(`${to}-01T00:00:00Z`), 1)}-01T00:00:00Z`,
];

function monthOf(instant: Date, shifted: number): string {
  return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + shifted, 1))
    .toISOString()
    .slice(0, 7);
}
