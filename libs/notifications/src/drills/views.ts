import type { DrillDetailView, DrillState, DrillView } from '#libs/contracts';
import { groupBy, REGIONS } from '#libs/contracts';
import type { Drill } from './drill.entity.ts';
import type { DrillResult } from './drill-results.service.ts';
import { coverageOf } from './standing.ts';

export const drillView = ({ drill, counts, now }: DrillResult): DrillView => ({
  id: drill.id,
  state: stateOf(drill, now),
  note: drill.note,
  startedBy: drill.askedBy,
  approvedBy: drill.approvedBy,
  askedAt: drill.askedAt.toISOString(),
  answerWithin: drill.answerWithin,
  startedAt: drill.startedAt?.toISOString() ?? null,
  answerBy: drill.answerBy?.toISOString() ?? null,
  coverage: coverageOf(counts),
});

export function drillDetailView(result: DrillResult): DrillDetailView {
  const byRegion = groupBy(result.counts, ({ region }) => region);
  return {
    ...drillView(result),
    regions: REGIONS.flatMap((region) => {
      const own = byRegion.get(region);
      return own === undefined ? [] : [{ region, ...coverageOf(own) }];
    }),
  };
}

function stateOf({ answerBy }: Drill, now: Date): DrillState {
  if (answerBy === null) return 'waits_for_second';
  return answerBy > now ? 'running' : 'over';
}
