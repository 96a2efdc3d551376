import type { Tx } from '#libs/database';
import { toRecordEntry } from '../entry-row.ts';
import { fitsItsHash } from '../record.ts';
import { lineUp, nextInLine } from './backlog.ts';
import { IN_ORDER, withContent, WITHOUT_PLACE } from './waiting.ts';
import type { UnsealedRow } from './waiting.ts';

const LAST_XID = String(2n ** 64n - 1n);

/** What is to be sealed next. */
export interface Batch {
  rows: UnsealedRow[];
  /** All that older transactions wrote has been looked at with it; null: more waits. */
  horizon: string | null;
}

interface Sealing {
  since: string;
  before: string;
  horizon: string;
}

/**
 * Entries without a place, at most `most`, in an order that keeps each stream's own. A transaction that began early may commit
 * late, so an instant or a counter would pass entries over: those of all transactions since a horizon are looked at. Where more
 * than `most` wait they are lined up once, for to sort all of them again for each batch would take the square of their number.
 * @param all also of transactions that this cluster says were before, or are still to come: those of another, whose dump this is
 */
export async function unsealedEntries(tx: Tx, most: number, all: boolean): Promise<Batch> {
  const lined = await nextInLine(tx, most);
  if (lined !== null) return { rows: lined, horizon: null };
  // Before the look: what was over by then is seen by it.
  const [sealing] = await tx.query<Sealing[]>(
    `SELECT CASE WHEN $1 THEN '0' ELSE sealed_before::text END AS since,
            CASE WHEN $1 THEN $2 ELSE pg_snapshot_xmax(pg_current_snapshot())::text END AS before,
            pg_snapshot_xmin(pg_current_snapshot())::text AS horizon
       FROM record_sealing`,
    [all, LAST_XID],
  );
  if (sealing === undefined) throw new Error('the row that says how far the record is sealed is gone');
  const { since, before, horizon } = sealing;
  const rows = await tx.query<UnsealedRow[]>(withContent(`${IN_ORDER} ORDER BY place LIMIT $3`), [
    since,
    before,
    most,
  ]);
  if (rows.length < most) return { rows, horizon };
  await lineUp(tx, since, before, horizon);
  return { rows: (await nextInLine(tx, most)) ?? [], horizon: null };
}

/** Does anything wait that was written in this cluster, or was lined up? */
export async function isAnythingUnsealed(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ waiting: boolean }[]>(
    `SELECT CASE WHEN EXISTS (SELECT 1 FROM record_backlog b WHERE b.place > s.backlog_passed) THEN true
                 ELSE EXISTS (SELECT 1 FROM timeline_entries e WHERE e.written_in >= s.sealed_before
                                 AND e.written_in < pg_snapshot_xmax(pg_current_snapshot()) AND ${WITHOUT_PLACE})
            END AS waiting
       FROM record_sealing s`,
  );
  return row?.waiting ?? false;
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
