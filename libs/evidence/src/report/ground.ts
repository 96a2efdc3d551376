import type { GapCountsView, MeasureView, WeakSpot } from '#libs/contracts';
import type { Period } from '../measures/period.ts';
import type { EvidenceCounts } from './counts.service.ts';
import type { ReportWords } from './words/index.ts';

/** All that the report is made of. */
export interface Ground {
  period: Period;
  counts: EvidenceCounts;
  measures: MeasureView[];
  gaps: GapCountsView;
  /** Of the root zone; null where none was imported. */
  spots: { spot: WeakSpot; count: number }[] | null;
  words: ReportWords;
  /** What holds of every measure, in the language of the words. */
  rules: string[];
  /** In the language of the words. */
  kindTitle: (kind: string) => string;
}
