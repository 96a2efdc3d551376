import type { Tx } from '#libs/database';
import type { EntryRow } from '../entry-row.ts';
import { toRecordEntry } from '../entry-row.ts';
import { fitsItsHash } from '../record.ts';

/** An entry that waits for its place, and the hash of the one before it as it stands there. */
export interface UnsealedRow extends EntryRow {
  before_hash: Buffer | null;
}

/** Of an entry `e`: it is not sealed, and not known to be faulty. */
export const WITHOUT_PLACE = `NOT EXISTS (SELECT 1 FROM record_leaves l WHERE l.stream_id = e.stream_id AND l.index = e.index)
  AND NOT EXISTS (SELECT 1 FROM record_faults f WHERE f.stream_id = e.stream_id AND f.index = e.index)`;

/**
 * Entries without a place, in an order that keeps each stream's own. A transaction that began early may commit late, so an
 * instant or a counter would pass entries over: those of all transactions since `since` are looked at, and `horizon` is the
 * oldest that may still add some.
 */
export async function unsealedEntries(
  tx: Tx,
  since: string,
  most: number,
): Promise<{ rows: UnsealedRow[]; horizon: string }> {
  const rows = await tx.query<(UnsealedRow & { horizon: string })[]>(
    `SELECT e.*, p.leaf_hash AS before_hash, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon
       FROM (SELECT e.*, max(e.recorded_at) OVER (PARTITION BY e.stream_id ORDER BY e.index) AS settled_at
               FROM timeline_entries e
              WHERE e.written_in >= $1::xid8 AND ${WITHOUT_PLACE}) AS e
       LEFT JOIN timeline_entries p ON p.stream_id = e.stream_id AND p.index = e.index - 1
      ORDER BY e.settled_at, e.stream_id, e.index LIMIT $2`,
    [since, most],
  );
  return { rows, horizon: rows[0]?.horizon ?? since };
}

/** What is wrong with an entry as it is stored; null for a good one. */
export function faultOf(row: UnsealedRow): string | null {
  // What was erased before it was sealed says nothing that could be looked at.
  if (row.salt !== null && !fitsItsHash(toRecordEntry(row)))
    return 'its content does not fit its hash: it was edited';
  const follows =
    row.prev_hash === null
      ? row.index === 0
      : row.before_hash !== null && row.prev_hash.equals(row.before_hash);
  return follows ? null : 'does not follow from the entry before it';
}
