import type {
  EvidenceColumnView,
  EvidenceSectionView,
  EvidenceTableView,
  MeasureFiguresView,
} from '#libs/contracts';
import { FEWEST_FOR_P90 } from '#libs/contracts';
import type { ReportWords } from './words/index.ts';

export const text = (id: string, title: string): EvidenceColumnView => ({ id, title, unit: 'text' });
export const count = (id: string, title: string): EvidenceColumnView => ({ id, title, unit: 'count' });
export const seconds = (id: string, title: string): EvidenceColumnView => ({ id, title, unit: 'seconds' });
export const percent = (id: string, title: string): EvidenceColumnView => ({ id, title, unit: 'percent' });

export function section(
  words: ReportWords,
  id: EvidenceSectionView['id'],
  answer: string[],
  ...tables: EvidenceTableView[]
): EvidenceSectionView {
  return { id, question: words.questions[id], answer, tables };
}

/** The first column, which says what a row is of, is not among `columns`. */
export function table(
  words: ReportWords,
  id: keyof ReportWords['tables'],
  { columns, ...shown }: Omit<EvidenceTableView, 'id' | 'title'>,
): EvidenceTableView {
  const { title, first } = words.tables[id];
  return { id, title, columns: [text('what', first), ...columns], ...shown };
}

/** What a code is called; one without a name by itself. */
export const nameIn = (names: Readonly<Record<string, string>>, code: string): string => names[code] ?? code;

/** The time that nine in ten did not exceed, where there are enough for it to say more than the slowest. */
export const slowOf = ({ n, p90Seconds }: MeasureFiguresView): number | null =>
  n !== null && n >= FEWEST_FOR_P90 ? p90Seconds : null;
