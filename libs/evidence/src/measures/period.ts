/** A month as `2026-03`, UTC. */
export const MONTH = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/;

/** A day as `2026-03-15`, UTC. */
const DAY = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-\d\d$/;
/** ms */
const DAY_LONG = 86_400_000;
const DAYS_OF_MONTH = 365.25 / 12;

/** Is it a month, or a day that there is? */
export function isMonthOrDay(text: string): boolean {
  if (MONTH.test(text)) return true;
  const at = Date.parse(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** First and last month or day, both in it. */
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
  if (!MONTH.test(from) || !MONTH.test(to)) return false;
  const begins = new Date(`${from}-01T00:00:00Z`);
  return begins.getUTCMonth() % 3 === 0 && to === monthOf(begins, 2) && to < monthOf(now, 0);
}

/** All months of it, those that a day cuts among them. */
export function monthsOf(period: Period): string[] {
  const [from, to] = [period.from.slice(0, 7), period.to.slice(0, 7)];
  const months = [from];
  for (let last = from; last < to; months.push(last)) last = monthOf(new Date(`${last}-01T00:00:00Z`), 1);
  return months;
}

/** When it begins, and the first instant after it. */
export const instantsOf = ({ from, to }: Period): [string, string] => [
  MONTH.test(from) ? `${from}-01T00:00:00Z` : `${from}T00:00:00Z`,
  MONTH.test(to)
    ? `${monthOf(new Date(`${to}-01T00:00:00Z`), 1)}-01T00:00:00Z`
    : new Date(Date.parse(`${to}T00:00:00Z`) + DAY_LONG).toISOString().replace('.000', ''),
];

/** Whole days; and months, not whole where a day cuts one. */
export function lengthOf(period: Period): { days: number; months: number } {
  const [begins, ends] = instantsOf(period).map((at) => Date.parse(at)) as [number, number];
  const days = Math.round((ends - begins) / DAY_LONG);
  const isWhole = MONTH.test(period.from) && MONTH.test(period.to);
  return { days, months: isWhole ? monthsOf(period).length : days / DAYS_OF_MONTH };
}

function monthOf(instant: Date, shifted: number): string {
  return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + shifted, 1))
    .toISOString()
    .slice(0, 7);
}
