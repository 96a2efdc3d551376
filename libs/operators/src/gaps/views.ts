import type { GapView, OperatorGapView } from '#libs/contracts';
import type { FoundGap } from './ground.ts';

/** How many TLDs, operators a gap names; it says how many there are. */
const NAMED = 12;

/** To the operator itself, or of it. */
export const operatorGapView = ({ gap, detail, tlds, mailboxes, at }: FoundGap): OperatorGapView => ({
  gap,
  detail,
  tlds: tlds.slice(0, NAMED).map(({ unicode }) => unicode),
  tldCount: tlds.length,
  mailboxes,
  at: at?.toISOString() ?? null,
});

export const gapView = (found: FoundGap): GapView => ({
  of: found.of,
  operators: found.operators.slice(0, NAMED).map(({ slug, name }) => ({ slug, name })),
  ...operatorGapView(found),
});
