import { z } from 'zod';
import { isPastQuarter, lastQuarter, MONTH, monthsUntil } from '#libs/evidence';
import type { Period } from '#libs/evidence';
import { invalid } from '../problem.ts';

/** Months of a period whose beginning is not said. */
const USUAL_MONTHS = 12;
const MOST_MONTHS = 120;

const month = z.string().regex(MONTH, 'must be a month such as 2026-03');

/** Fields of a query. */
export const periodQuery = {
  from: month
    .optional()
    .describe('First month, UTC. Default: eleven before `to`; for observers the last quarter that is over.'),
  to: month.optional().describe('Last month. Default: this one.'),
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
  const last = new Date(`${end}-01T00:00:00Z`);
  const period = { from: from ?? monthsUntil(last, USUAL_MONTHS).from, to: end };
  if (period.from > period.to) throw invalid([{ pointer: '/from', message: 'must not be after `to`' }]);
  if (period.from < monthsUntil(last, MOST_MONTHS).from)
    throw invalid([{ pointer: '/from', message: 'must be within ten years before `to`' }]);
  return period;
}

/** @throws RequestRefused 400 */
export function assertPastQuarter(period: Period, now: Date): void {
  if (!isPastQuarter(period, now))
    throw invalid([{ pointer: '/from', message: 'must begin, and `to` end, one quarter that is over' }]);
}
