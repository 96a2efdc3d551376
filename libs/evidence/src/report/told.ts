import type { EvidenceTableView } from '#libs/contracts';
import { FEWEST_OPERATORS, tellable } from '../suppression.ts';
import type { Count } from './counts.service.ts';

/** Who reads: the CERT's own people, or others, who see nothing that stands for too few. */
export type Reader = 'staff' | 'outside';

/** The sum of all, as it may be told to them. */
export function totalFor(reader: Reader, counts: readonly Count[]): number | null {
  return reader === 'outside' && tellable(counts) === null ? null : sumOf(counts);
}

export const sumOf = (counts: readonly Count[]): number => counts.reduce((sum, { count }) => sum + count, 0);

/** Rows of a table with what each is of. */
export type Rows = Pick<EvidenceTableView, 'keys' | 'rows'>;

/** One row for each of `items`, in their order. */
export const rowsOf = <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  rowOf: (item: T) => (string | number | null)[],
): Rows => ({ keys: items.map(keyOf), rows: items.map(rowOf) });

/**
 * What of each may be told. What may not is gathered into one row, so that the rows still make up the sum.
 * @param others what that row is called, by how few operators it is of
 */
export function rowsFor(
  reader: Reader,
  counts: readonly Count[],
  nameOf: (name: string) => string,
  others: (fewest: number) => string,
): Rows {
  const plain = (some: readonly Count[]) =>
    rowsOf(
      some,
      ({ name }) => name,
      ({ name, count }) => [nameOf(name), count],
    );
  if (reader === 'staff') return plain(counts);
  const parts = tellable(counts);
  if (parts === null) return { keys: [], rows: [] };
  const told = plain(counts.filter((one) => parts.told.includes(one)));
  const rest = sumOf(parts.untold);
  if (rest === 0) return told;
  return {
    keys: [...told.keys, 'others'],
    rows: [...told.rows, [others(FEWEST_OPERATORS), rest]],
  };
}

/** A count of operators: to others none that is small, and none of which the rest of all is. */
export function operatorsFor(reader: Reader, count: number, all: number): number | null {
  if (reader === 'staff' || count >= FEWEST_OPERATORS) {
    const rest = all - count;
    return reader === 'staff' || rest === 0 || rest >= FEWEST_OPERATORS ? count : null;
  }
  return null;
}
