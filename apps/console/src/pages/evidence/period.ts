import type { Period } from '../../api/evidence.ts';

/** ms */
const DAY = 86_400_000;
const GIVEN = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?$/;

/** Choices of one click. */
export const QUICK = ['days30', 'days90', 'days365', 'year', 'lastYear'] as const;
export type Quick = (typeof QUICK)[number];
const DAYS: Partial<Record<Quick, number>> = { days30: 30, days90: 90, days365: 365 };

export function quickPeriod(quick: Quick, now: Date): Period {
  const days = DAYS[quick];
  if (days !== undefined) return { from: dayOf(now.getTime() - (days - 1) * DAY), to: dayOf(now.getTime()) };
  const year = now.getUTCFullYear() - (quick === 'lastYear' ? 1 : 0);
  return { from: `${year}-01`, to: `${year}-12` };
}

/** Which of the choices it is; null: one of the person's own. */
export const quickOf = (period: Period, now: Date): Quick | null =>
  QUICK.find((quick) => isSame(quickPeriod(quick, now), period)) ?? null;

/** Quarters that are over, the last one first. */
export function quartersUntil(now: Date, count: number): Period[] {
  const begun = Math.floor(now.getUTCMonth() / 3) * 3;
  return Array.from({ length: count }, (_, back) => {
    const first = begun - 3 * (back + 1);
    return { from: monthOf(now.getUTCFullYear(), first), to: monthOf(now.getUTCFullYear(), first + 2) };
  });
}

/** The one of the same length just before it: as many days, or as many months. */
export function periodBefore({ from, to }: Period): Period {
  const [begins, ends] = [firstDay(from), lastDay(to)];
  if (from.length === 7 && to.length === 7) {
    const [year, month] = [begins.getUTCFullYear(), begins.getUTCMonth()];
    const months = (ends.getUTCFullYear() - year) * 12 + ends.getUTCMonth() - month + 1;
    return { from: monthOf(year, month - months), to: monthOf(year, month - 1) };
  }
  const days = Math.round((ends.getTime() - begins.getTime()) / DAY) + 1;
  return { from: dayOf(begins.getTime() - days * DAY), to: dayOf(begins.getTime() - DAY) };
}

/** As an address has it; null where it has none, or none that can be. */
export function periodIn(address: URLSearchParams): Period | null {
  const [from, to] = [address.get('from') ?? '', address.get('to') ?? ''];
  if (!GIVEN.test(from) || !GIVEN.test(to)) return null;
  const [begins, ends] = [firstDay(from).getTime(), lastDay(to).getTime()];
  return begins <= ends ? { from, to } : null;
}

/** Its first and last day, as fields for days have them. */
export const daysOf = ({ from, to }: Period): Period => ({
  from: dayOf(firstDay(from).getTime()),
  to: dayOf(lastDay(to).getTime()),
});

export const isSame = (one: Period, other: Period) => one.from === other.from && one.to === other.to;

const firstDay = (text: string) => new Date(`${text.slice(0, 7)}${text.slice(7) || '-01'}T00:00:00Z`);
const lastDay = (text: string) =>
  text.length === 7
    ? new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0))
    : firstDay(text);
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const monthOf = (year: number, month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
