import { z } from 'zod';
import { instantsOf, isMonthOrDay, isPastQuarter, lastQuarter, monthsUntil } from '#libs/evidence';
import type { Period } from '#libs/evidence';
import { invalid } from '../http/problem.ts';

/** Months of a period whose beginning is not said. */
const USUAL_MONTHS = 12;
const MOST_MONTHS = 120;

const monthOrDay = z
  .string()
  .refine(isMonthOrDay, 'must be a month such as 2026-03, or a day such as 2026-03-15');

/** Fields of a query. */
export const periodQuery = {
  from: monthOrDay
    .optional()
    .describe(
      'First month or day, UTC. Default: the month eleven before that of `to`; for observers the last quarter that is over.',
    ),
  to: monthOrDay.optional().describe('Last month or day, all of it. Default: this month.'),
};

export const usualPeriod = (isStaff: boolean, now: Date): Period =>
  isStaff ? monthsUntil(now, USUAL_MONTHS) : lastQuarter(now);

/** @throws RequestRefused 400 */
export function periodOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  usual: Period,
): Period {
  if (from === undefined && to === undefined) return usual;
  const end = to ?? usual.to;
  const last = new Date(`${end.slice(0, 7)}-01T00:00:00Z`);
  const period = { from: from ?? monthsUntil(last, USUAL_MONTHS).from, to: end };
  const [begins, ends] = instantsOf(period);
  if (begins >= ends) throw invalid([{ pointer: '/from', message: 'must not be after `to`' }]);
  if (period.from < monthsUntil(last, MOST_MONTHS).from)
    throw invalid([{ pointer: '/from', message: 'must be within ten years before `to`' }]);
  return period;
}

/** @throws RequestRefused 400 */
export function assertPastQuarter(period: Period, now: Date): void {
  if (!isPastQuarter(period, now))
    throw invalid([{ pointer: '/from', message: 'must begin, and `to` end, one quarter that is over' }]);
}
