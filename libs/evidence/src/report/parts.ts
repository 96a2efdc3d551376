import type {
  EvidenceColumnView,
  EvidenceSectionView,
  EvidenceTableView,
  MeasureFiguresView,
} from '#libs/contracts';
import { FEWEST_FOR_P90 } from '#libs/contracts';
import { QUESTIONS } from './words.ts';

export const what = (title: string): EvidenceColumnView => ({ id: 'what', title, unit: 'text' });
export const text = (id: string, title: string): EvidenceColumnView => ({ id, title, unit: 'text' });
export const count = (id: string, title: string): EvidenceColumnView => ({ id, title, unit: 'count' });
export const seconds = (id: string, title: string): EvidenceColumnView => ({ id, title, unit: 'seconds' });

export function section(
  id: EvidenceSectionView['id'],
  answer: string[],
  ...tables: EvidenceTableView[]
): EvidenceSectionView {
  return { id, question: QUESTIONS[id], answer, tables };
}

/** The time that nine in ten did not exceed, where there are enough for it to say more than the slowest. */
export const slowOf = ({ n, p90Seconds }: MeasureFiguresView): number | null =>
  n !== null && n >= FEWEST_FOR_P90 ? p90Seconds : null;

export const counted = (many: number, of: string) => `${many} ${of}${many === 1 ? '' : 's'}`;

export const NO_EXERCISES =
  'Exercises, rejected incidents and what a public source alone has told are left out; what was joined counts once.';
export const TOO_FEW = `Of fewer than ${FEWEST_FOR_P90} it is not told what nine in ten did not exceed: it would be the slowest of all.`;
