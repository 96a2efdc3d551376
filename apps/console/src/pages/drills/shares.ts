import type { CoverageView, DrillStanding } from '#libs/contracts';
import { DRILL_STANDINGS } from '#libs/contracts';

export interface Share {
  standing: DrillStanding;
  /** Where it begins, and how much it is: hundredths of all. */
  from: number;
  share: number;
}

export const countIn = ({ standings }: Pick<CoverageView, 'standings'>, wanted: DrillStanding): number =>
  standings.find(({ standing }) => standing === wanted)?.count ?? 0;

/** Parts of a bar, the best first; what is none takes no place. */
export function sharesOf(coverage: Pick<CoverageView, 'standings' | 'operators'>): Share[] {
  const all = coverage.operators;
  if (all === 0) return [];
  let from = 0;
  return DRILL_STANDINGS.flatMap((standing) => {
    const share = (countIn(coverage, standing) / all) * 100;
    if (share === 0) return [];
    const part = { standing, from, share };
    from += share;
    return [part];
  });
}
