import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import type { Tx } from '#libs/database';
import type { EntryRow } from '../entry-row.ts';
import { toRecordEntry } from '../entry-row.ts';
import { verifyStream } from '../record.ts';
import type { RecordFault, StreamRecord } from '../record.ts';
import type { Checkpoint } from './checkpoint.ts';
import { treeFaults } from './tree-check.ts';

const PAGE = 5_000;
/** s; what was written so long before the log was signed last has its place in it. */
const SEALED_BY_THEN = 60;

/** What is wrong; `streamId` is `log` where it is of the log itself, and `index` a place in it. */
export interface WholeVerdict {
  faults: RecordFault[];
  streams: number;
  entries: number;
  /** Entries that are sealed. */
  sealed: number;
}

/** An entry beside what was sealed of it; one of the two may be gone. */
type Row = {
  [Column in keyof EntryRow]: EntryRow[Column] | null;
} & {
  stream_id: string;
  index: number;
  next_index: number | null;
  last_hash: Buffer | null;
  sealed_hash: Buffer | null;
  is_late: boolean;
};

/** Checks everything there is, from the stored bytes up to what was signed, as of one moment. Changes nothing. */
@Injectable()
export class WholeCheck {
  constructor(private readonly transactions: Transactions) {}

  /** @param kept heads of the log that somebody has kept elsewhere */
  async run(kept: readonly Checkpoint[] = []): Promise<WholeVerdict> {
    return this.transactions.run(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      return wholeVerdict(tx, kept);
    });
  }
}

/** The same within a transaction of the caller's. */
export async function wholeVerdict(tx: Tx, kept: readonly Checkpoint[] = []): Promise<WholeVerdict> {
  const { faults, streams, entries } = await everyStream(tx);
  const missing = await missingStreams(tx);
  const tree = await treeFaults(tx, kept);
  return {
    faults: [...faults, ...missing, ...tree.faults],
    streams: streams + missing.length,
    entries,
    sealed: tree.leaves,
  };
}

async function everyStream(tx: Tx): Promise<{ faults: RecordFault[]; streams: number; entries: number }> {
  const faults: RecordFault[] = [];
  let streams = 0;
  let entries = 0;
  let rows: Row[] = [];
  const finish = () => {
    if (rows.length === 0) return;
    streams += 1;
    faults.push(...streamFaults(rows));
    rows = [];
  };
  for await (const row of entryRows(tx)) {
    if (rows[0]?.stream_id !== row.stream_id) finish();
    rows.push(row);
    if (row.leaf_hash !== null) entries += 1;
  }
  finish();
  return { faults, streams, entries };
}

async function* entryRows(tx: Tx): AsyncGenerator<Row> {
  await tx.query(
    `DECLARE every_entry NO SCROLL CURSOR FOR
       SELECT stream_id, index, e.version, e.stream, e.at, e.until, e.uncertain, e.observed_at, e.recorded_at, e.actor, e.type, e.data,
              e.shared, e.salt, e.prev_hash, e.leaf_hash, l.leaf_hash AS sealed_hash, h.next_index, h.last_hash,
              COALESCE(e.recorded_at < (SELECT max(signed_at) FROM record_checkpoints) - make_interval(secs => ${SEALED_BY_THEN}), false) AS is_late
         FROM timeline_entries e FULL JOIN record_leaves l USING (stream_id, index) LEFT JOIN timeline_heads h USING (stream_id)
        ORDER BY stream_id, index`,
  );
  for (;;) {
    const rows = await tx.query<Row[]>(`FETCH ${PAGE} FROM every_entry`);
    yield* rows;
    if (rows.length < PAGE) break;
  }
  await tx.query('CLOSE every_entry');
}

function streamFaults(rows: readonly Row[]): RecordFault[] {
  const [first] = rows;
  if (first === undefined) return [];
  const present = rows.filter(isEntry);
  const record: StreamRecord = {
    stream: present[0]?.stream ?? 'incident',
    streamId: first.stream_id,
    count: first.next_index ?? 0,
    lastHash: first.last_hash?.toString('hex') ?? null,
    entries: present.map(toRecordEntry),
  };
  return [...verifyStream(record), ...rows.flatMap(sealFaults)];
}

const isEntry = (row: Row): row is Row & EntryRow => row.leaf_hash !== null;

function sealFaults({ stream_id: streamId, index, leaf_hash, sealed_hash, is_late }: Row): RecordFault[] {
  if (leaf_hash === null) return [{ streamId, index, message: 'was removed after it was sealed' }];
  if (sealed_hash === null)
    return is_late ? [{ streamId, index, message: 'has no place in the log, although later ones have' }] : [];
  return leaf_hash.equals(sealed_hash)
    ? []
    : [{ streamId, index, message: 'is not the entry that was sealed' }];
}

/** What must have a record, by its head or its row, and has no entry at all. */
async function missingStreams(tx: Tx): Promise<RecordFault[]> {
  const rows = await tx.query<
    { id: string; stream: 'incident' | 'report'; count: number; last_hash: Buffer | null }[]
  >(
    `SELECT m.id, m.stream, COALESCE(h.next_index, 0) AS count, h.last_hash
       FROM (SELECT stream_id AS id, 'incident' AS stream FROM timeline_heads UNION SELECT id, 'incident' FROM incidents
             UNION SELECT id, 'report' FROM reports WHERE id NOT IN (SELECT stream_id FROM timeline_heads)) AS m
       LEFT JOIN timeline_heads h ON h.stream_id = m.id
      WHERE NOT EXISTS (SELECT 1 FROM timeline_entries e WHERE e.stream_id = m.id)`,
  );
  return rows.flatMap(({ id, stream, count, last_hash }) =>
    verifyStream({ stream, streamId: id, count, lastHash: last_hash?.toString('hex') ?? null, entries: [] }),
  );
}
