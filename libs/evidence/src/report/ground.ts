import type { GapCountsView, MeasureView, WeakSpot } from '#libs/contracts';
import type { Period } from '../measures/period.ts';
import type { EvidenceCounts } from './counts.service.ts';

/** All that the report is made of. */
export interface Ground {
  period: Period;
  counts: EvidenceCounts;
  measures: MeasureView[];
  gaps: GapCountsView;
  /** Of the root zone; null where none was imported. */
  spots: { spot: WeakSpot; count: number }[] | null;
  kindTitle: (kind: string) => string;
}
