/** What a number of a table is. Times are in seconds, shares in whole percent. */
export type EvidenceUnit = 'count' | 'seconds' | 'percent' | 'text';

export interface EvidenceColumnView {
  id: string;
  title: string;
  unit: EvidenceUnit;
}

/** `null`: not told, for it would stand for too few operators, or there is none. The first column says what the row is. */
export interface EvidenceTableView {
  id: string;
  title: string;
  columns: EvidenceColumnView[];
  /** By row: the code of what it is of, such as a kind, a severity or a measure; `others` for what is told together. */
  keys: string[];
  rows: (string | number | null)[][];
  /** The column that a chart of it would draw; null: none. */
  drawn: string | null;
  /** How to read it. */
  note: string | null;
}

/** One question that was asked of a CERT for the DNS, and what is known of its answer. */
export interface EvidenceSectionView {
  id: EvidenceQuestion;
  question: string;
  /** Sentences. */
  answer: string[];
  tables: EvidenceTableView[];
}

export type EvidenceQuestion =
  'problems' | 'level' | 'frequency' | 'severity' | 'gaps' | 'run' | 'role' | 'part' | 'cost';

/** Answer of `GET /api/v1/evidence`. */
export interface EvidenceReportView {
  /** First and last month, `2026-03`, or day, `2026-03-15`, in UTC. */
  from: string;
  to: string;
  madeAt: string;
  /** Fewest operators behind each figure. */
  fewest: number;
  /** Where everybody may read the last quarter; null: nowhere. */
  publicPage: string | null;
  sections: EvidenceSectionView[];
}
