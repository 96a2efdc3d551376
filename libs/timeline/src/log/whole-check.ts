import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import type { Tx } from '#libs/database';
import type { RecordFault } from '../record.ts';
import { verifyStream } from '../record.ts';
import { lookInThreads } from './check-threads.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Outside } from './outside-check.ts';
import { EVERYTHING, lookAlong } from './stretch.ts';
import type { Looked, Stretch } from './stretch.ts';
import { treeFaults } from './tree-check.ts';

/** Entries of one stretch: a second's work or two, so that the threads end together. */
const STRETCH = 25_000;

/** What is wrong; `streamId` is `log` where it is of the log itself, and `index` a place in it. */
export interface WholeVerdict extends Looked {
  /** Entries that are sealed. */
  sealed: number;
  outside: Outside;
}

/** Checks everything there is, from the stored bytes up to what was signed, as of one moment. Changes nothing. */
@Injectable()
export class WholeCheck {
  constructor(private readonly transactions: Transactions) {}

  /**
   * A long record by several threads, which look at one moment of it.
   * @param kept heads of the log that somebody has kept elsewhere
   * @param stretch entries that one thread looks along at a time
   */
  async run(kept: readonly Checkpoint[] = [], stretch = STRETCH): Promise<WholeVerdict> {
    return this.transactions.run(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const stretches = await stretchesOf(tx, stretch);
      return stretches.length < 2 ? wholeVerdict(tx, kept) : verdictOf(tx, kept, lookedApart(tx, stretches));
    });
  }
}

/** The same within a transaction of the caller's, and with what that has changed. */
export async function wholeVerdict(tx: Tx, kept: readonly Checkpoint[] = []): Promise<WholeVerdict> {
  return verdictOf(tx, kept, Promise.resolve([await lookAlong(tx, EVERYTHING)]));
}

async function verdictOf(
  tx: Tx,
  kept: readonly Checkpoint[],
  looking: Promise<Looked[]>,
): Promise<WholeVerdict> {
  const [looked, tree] = await Promise.all([looking, treeFaults(tx, kept)]);
  const missing = await missingStreams(tx);
  return {
    faults: [...looked.flatMap(({ faults }) => faults), ...missing, ...tree.faults],
    streams: looked.reduce((sum, { streams }) => sum + streams, missing.length),
    entries: looked.reduce((sum, { entries }) => sum + entries, 0),
    sealed: tree.leaves,
    outside: tree.outside,
  };
}

async function lookedApart(tx: Tx, stretches: readonly Stretch[]): Promise<Looked[]> {
  // It may wait for the threads longer than a transaction may be idle.
  await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  const [row] = await tx.query<{ snapshot: string }[]>('SELECT pg_export_snapshot() AS snapshot');
  const { options } = tx.dataSource;
  if (row === undefined || options.type !== 'postgres' || options.url === undefined)
    throw new Error('no snapshot of a database that has an address');
  return lookInThreads({ url: options.url, snapshot: row.snapshot }, stretches);
}

/** All there is, cut after streams so that each stretch has about so many entries, as far as the heads tell. */
async function stretchesOf(tx: Tx, length: number): Promise<Stretch[]> {
  const cuts = await tx.query<{ id: string }[]>(
    `SELECT DISTINCT ON (part) stream_id AS id
       FROM (SELECT stream_id, floor(sum(next_index) OVER (ORDER BY stream_id) / $1) AS part FROM timeline_heads) AS h
      ORDER BY part, stream_id DESC`,
    [length],
  );
  // Streams that no head tells of may lie beyond the last one.
  const ends = [...cuts.slice(0, -1).map(({ id }) => id), null];
  return ends.map((upTo, at) => ({ after: ends[at - 1] ?? null, upTo }));
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
