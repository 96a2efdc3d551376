import type { EvidenceTableView } from '#libs/contracts';
import { FEWEST_OPERATORS, tellable } from '../suppression.ts';
import type { Count } from './counts.service.ts';

/** Who reads: the CERT's own people, or others, who see nothing that stands for too few. */
export type Reader = 'staff' | 'outside';

/** The sum of all, as it may be told to them. */
export function totalFor(reader: Reader, counts: readonly Count[]): number | null {
  if (reader === 'outside' && tellable(counts) === null) return null;
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** What of each may be told. What may not is gathered into one row, so that the rows still make up the sum. */
export function rowsFor(
  reader: Reader,
  counts: readonly Count[],
  nameOf: (name: string) => string,
): EvidenceTableView['rows'] {
  if (reader === 'staff') return counts.map(({ name, count }) => [nameOf(name), count]);
  const parts = tellable(counts);
  if (parts === null) return [];
  const told = counts.filter((one) => parts.told.includes(one));
  const rest = parts.untold.reduce((sum, { count }) => sum + count, 0);
  return [
    ...told.map(({ name, count }): [string, number] => [nameOf(name), count]),
    ...(rest === 0 ? [] : [[`all others, each of fewer than ${FEWEST_OPERATORS} operators`, rest]]),
  ];
}

/** A count of operators: to others none that is small, and none of which the rest of all is. */
export function operatorsFor(reader: Reader, count: number, all: number): number | null {
  if (reader === 'staff' || count >= FEWEST_OPERATORS) {
    const rest = all - count;
    return reader === 'staff' || rest === 0 || rest >= FEWEST_OPERATORS ? count : null;
  }
  return null;
}
