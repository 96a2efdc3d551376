import type { Gap } from '../gaps.ts';
import type { OperatorGapView, OperatorNameView } from './directory.ts';

/** Answer of `GET /api/v1/stats/gaps`: how many of each, and of how many there could be. */
export interface GapCountsView {
  /** Of the root zone that was asked; null where none was imported. */
  serial: number | null;
  directory: { tlds: number; operators: number; contacts: number };
  counts: { gap: Gap; count: number }[];
}

/** One of the list of a gap. */
export interface GapView extends OperatorGapView {
  /** What the list is ordered by, and is in it once: a label, a slug, a mailbox. */
  of: string;
  operators: OperatorNameView[];
}
