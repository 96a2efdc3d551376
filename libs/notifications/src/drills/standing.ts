import type { CoverageView, DrillStanding, Region } from '#libs/contracts';
import { DRILL_STANDINGS } from '#libs/contracts';

/**
 * Where an operator `o` (drill_operators) stands, by the best of its contacts. Who was told only that something waits was given
 * no button, and counts as one whose mail came back.
 */
export const STANDING = `(SELECT CASE
    WHEN count(k.id) = 0 THEN 'no_contact'
    WHEN bool_or(k.answered_at IS NOT NULL) THEN 'answered'
    WHEN bool_or(d.state IN ('handed_over', 'acknowledged') AND d.protection IS DISTINCT FROM 'minimal') THEN 'reached'
    WHEN bool_or(d.state IN ('queued', 'sending', 'delayed')) THEN 'waiting'
    ELSE 'bounced' END
  FROM drill_calls k JOIN deliveries d ON d.id = k.delivery_id WHERE k.drill_id = o.drill_id AND k.operator_id = o.operator_id)`;

/** So many operators of a region stand there. */
export interface StandingCount {
  region: Region;
  standing: DrillStanding;
  count: number;
}

export function coverageOf(counts: StandingCount[]): CoverageView {
  const standings = DRILL_STANDINGS.map((standing) => ({
    standing,
    count: sum(counts.filter((one) => one.standing === standing)),
  }));
  const operators = sum(counts);
  const answered = standings.find(({ standing }) => standing === 'answered')?.count ?? 0;
  return {
    operators,
    standings,
    answeredPercent: operators === 0 ? null : Math.round((answered / operators) * 1_000) / 10,
  };
}

const sum = (counts: { count: number }[]): number => counts.reduce((total, { count }) => total + count, 0);
