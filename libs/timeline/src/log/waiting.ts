import type { EntryRow } from '../entry-row.ts';

/** An entry that waits for its place, and the hash of the one before it as it stands there. */
export interface UnsealedRow extends EntryRow {
  before_hash: Buffer | null;
}

/** Of an entry `e`: it is not sealed, and not known to be faulty. */
export const WITHOUT_PLACE = `NOT EXISTS (SELECT 1 FROM record_leaves l WHERE l.stream_id = e.stream_id AND l.index = e.index)
  AND NOT EXISTS (SELECT 1 FROM record_faults f WHERE f.stream_id = e.stream_id AND f.index = e.index)`;

/**
 * Which entries wait, of transactions from $1 to before $2, and in which order (`place`, from 1): by when they were recorded, and never one
 * before another of its stream that it follows, whatever the clock did between the two.
 */
export const IN_ORDER = `
  SELECT stream_id, index, row_number() OVER (ORDER BY settled_at, stream_id, index) AS place
    FROM (SELECT e.stream_id, e.index, max(e.recorded_at) OVER (PARTITION BY e.stream_id ORDER BY e.index) AS settled_at
            FROM timeline_entries e
           WHERE e.written_in >= $1::xid8 AND e.written_in < $2::xid8 AND ${WITHOUT_PLACE}) AS e`;

/**
 * Those of `keys` (stream_id, index, place) that still wait, in their order, as they stand there, each with the hash of the one
 * before it. Each is looked up by itself (LIMIT): a plan that reads whole tables would do so for each batch of a backlog.
 */
export const withContent = (keys: string): string => `
  SELECT e.*, p.leaf_hash AS before_hash
    FROM (${keys}) AS k
   CROSS JOIN LATERAL (SELECT * FROM timeline_entries e
                        WHERE e.stream_id = k.stream_id AND e.index = k.index AND ${WITHOUT_PLACE} LIMIT 1) AS e
    LEFT JOIN LATERAL (SELECT p.leaf_hash FROM timeline_entries p
                        WHERE p.stream_id = k.stream_id AND p.index = k.index - 1 LIMIT 1) AS p ON true
   ORDER BY k.place`;
