import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SHARED_DATA } from '#libs/contracts';
import type { EntryType, TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { toRecordEntry } from './entry-row.ts';
import type { EntryRow } from './entry-row.ts';
import { leafHash } from './leaf.ts';
import type { EntryContent } from './leaf.ts';
import type { RecordEntry, StreamRecord } from './record.ts';

export interface Stream {
  stream: 'incident' | 'report';
  id: string;
}

/** `at` is when it happened or began; absent, that is now. The other times are told where somebody told them. */
export interface NewEntry {
  type: EntryType;
  actor: TimelineActor;
  at?: Date;
  until?: Date | null;
  /** True: whoever told these times was not sure. */
  uncertain?: boolean;
  observedAt?: Date | null;
  data: Record<string, unknown>;
}

interface Head {
  next_index: number;
  last_hash: Buffer | null;
  now: Date;
}

/** An entry with its place and its hash. */
interface Link {
  content: EntryContent;
  salt: Buffer;
  prev: Buffer | null;
  hash: Buffer;
}

/** Of the columns $1 to $16. */
const INSERT_ENTRIES = `
  INSERT INTO timeline_entries (stream_id, index, stream, at, recorded_at, actor, type, data, salt, prev_hash, leaf_hash,
                                until, uncertain, observed_at, shared, version)
  SELECT *, 2
    FROM unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::jsonb[], $7::text[], $8::jsonb[], $9::bytea[], $10::bytea[], $11::bytea[],
                $12::timestamptz[], $13::boolean[], $14::timestamptz[], $15::jsonb[])`;

/** The record. There is a way to append to it and none to change it. */
@Injectable()
export class Timeline {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Appends in the transaction of the change that the entries tell of. Takes the stream's head, so appends to one
   * incident queue up until commit: call it last.
   */
  async append(tx: Tx, stream: Stream, entries: NewEntry[]): Promise<void> {
    await this.appendAll(tx, [{ stream, entries }]);
  }

  /**
   * Appends to several streams, each named once, in as many statements as to one. Heads are taken in one order, so that two
   * processes never wait for each other's.
   */
  async appendAll(tx: Tx, appends: { stream: Stream; entries: NewEntry[] }[]): Promise<void> {
    const wanted = appends.filter(({ entries }) => entries.length > 0);
    if (wanted.length === 0) return;
    const heads = await this.takeHeads(
      tx,
      wanted.map(({ stream }) => stream.id),
    );
    const chains = wanted.map(({ stream, entries }) => chainOf(stream, headOf(heads, stream.id), entries));
    await tx.query(
      `WITH added AS (${INSERT_ENTRIES})
       UPDATE timeline_heads h SET next_index = h.next_index + n.count, last_hash = n.hash
         FROM unnest($16::uuid[], $17::int[], $18::bytea[]) AS n (stream_id, count, hash) WHERE h.stream_id = n.stream_id`,
      columnsOf(wanted, chains),
    );
  }

  /**
   * Writes the first entries of streams that this transaction begins, each named once. Nobody else knows them yet, so their
   * heads need not be taken before, and are written once. `now` is by the database's clock, in whole ms.
   */
  async beginAll(tx: Tx, now: Date, begun: { stream: Stream; entries: NewEntry[] }[]): Promise<void> {
    if (begun.length === 0) return;
    const chains = begun.map(({ stream, entries }) =>
      chainOf(stream, { next_index: 0, last_hash: null, now }, entries),
    );
    await tx.query(
      `WITH heads AS (
         INSERT INTO timeline_heads (stream_id, next_index, last_hash)
         SELECT stream_id, next_index, last_hash FROM unnest($16::uuid[], $17::int[], $18::bytea[]) AS h (stream_id, next_index, last_hash))
       ${INSERT_ENTRIES}`,
      columnsOf(begun, chains),
    );
  }

  /**
   * Takes away what a sealed entry says, for good: text, times, who, and the salt. Its hash and its place stay, and so does every
   * proof. The caller appends `entry.erased`, which says who did so and why.
   * @returns null where there is no such entry to erase: unknown, not sealed yet, erased already, or one that tells of an erasure
   */
  async erase(
    tx: Tx,
    streamId: string,
    index: number,
  ): Promise<{ leafHash: string; type: EntryType; recordedAt: Date } | null> {
    const [rows] = await tx.query<[{ leaf_hash: Buffer; type: EntryType; recorded_at: Date }[], number]>(
      `UPDATE timeline_entries e SET salt = NULL
        WHERE e.stream_id = $1 AND e.index = $2 AND e.salt IS NOT NULL AND e.type <> 'entry.erased'
          AND EXISTS (SELECT 1 FROM record_leaves l WHERE l.stream_id = e.stream_id AND l.index = e.index)
        RETURNING e.leaf_hash, e.type, e.recorded_at`,
      [streamId, index],
    );
    const [row] = rows;
    return row === undefined
      ? null
      : { leafHash: row.leaf_hash.toString('hex'), type: row.type, recordedAt: row.recorded_at };
  }

  private async takeHeads(tx: Tx, ids: string[]): Promise<Map<string, Head>> {
    const heads = await tx.query<(Head & { stream_id: string })[]>(
      `INSERT INTO timeline_heads (stream_id, next_index) SELECT id, 0 FROM unnest($1::uuid[]) AS wanted (id) ORDER BY id
         ON CONFLICT (stream_id) DO UPDATE SET next_index = timeline_heads.next_index
       RETURNING stream_id, next_index, last_hash, date_trunc('milliseconds', dnscert_now()) AS now`,
      [ids],
    );
    return new Map(heads.map((head) => [head.stream_id, head]));
  }

  /** Entries of a stream in order, from `fromIndex` on. */
  async entriesOf(streamId: string, fromIndex = 0, limit = 1_000_000): Promise<RecordEntry[]> {
    const rows = await this.transactions.reader.query<EntryRow[]>(
      `SELECT * FROM timeline_entries WHERE stream_id = $1 AND index >= $2 ORDER BY index LIMIT $3`,
      [streamId, fromIndex, limit],
    );
    return rows.map(toRecordEntry);
  }

  /** Those entries of a stream that are of one of these types or tell of one of these operators, in order. */
  async entriesAbout(
    streamId: string,
    types: readonly EntryType[],
    operatorIds: readonly string[],
  ): Promise<RecordEntry[]> {
    const rows = await this.transactions.reader.query<EntryRow[]>(
      `SELECT * FROM timeline_entries WHERE stream_id = $1 AND (type = ANY($2) OR data->>'operatorId' = ANY($3)) ORDER BY index`,
      [streamId, types, operatorIds],
    );
    return rows.map(toRecordEntry);
  }

  /** The places in the log of those of these entries of a stream that are sealed, by index. */
  async placesAt(streamId: string, indexes: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.transactions.reader.query<{ index: number; log_index: string }[]>(
      'SELECT index, log_index FROM record_leaves WHERE stream_id = $1 AND index = ANY($2)',
      [streamId, indexes],
    );
    return new Map(rows.map(({ index, log_index }) => [index, Number(log_index)]));
  }

  /** The places in the log of those entries of a stream that are sealed, by index. */
  async placesOf(streamId: string, fromIndex = 0): Promise<Map<number, number>> {
    const rows = await this.transactions.reader.query<{ index: number; log_index: string }[]>(
      'SELECT index, log_index FROM record_leaves WHERE stream_id = $1 AND index >= $2',
      [streamId, fromIndex],
    );
    return new Map(rows.map(({ index, log_index }) => [index, Number(log_index)]));
  }

  /** Whether every entry of a stream has its place in the log. */
  async isSealed(streamId: string): Promise<boolean> {
    const [row] = await this.transactions.reader.query<{ sealed: boolean }[]>(
      `SELECT NOT EXISTS (SELECT 1 FROM timeline_entries e WHERE e.stream_id = $1 AND NOT EXISTS (
                SELECT 1 FROM record_leaves l WHERE l.stream_id = e.stream_id AND l.index = e.index)) AS sealed`,
      [streamId],
    );
    return row?.sealed === true;
  }

  /**
   * A stream with its head, for export and verification: one statement, and so one snapshot, that leaves out nothing that
   * stands in the tables. Empty where an incident or report has lost its whole stream; null when there is no such thing.
   */
  async recordOf(streamId: string): Promise<StreamRecord | null> {
    const rows = await this.transactions.reader.query<
      (EntryRow & {
        kind: StreamRecord['stream'] | null;
        next_index: number | null;
        last_hash: Buffer | null;
      })[]
    >(
      `SELECT e.*, h.next_index, h.last_hash, CASE WHEN r.id IS NOT NULL THEN 'report' WHEN i.id IS NOT NULL THEN 'incident' END AS kind
         FROM (SELECT $1::uuid AS id) AS asked
         LEFT JOIN timeline_heads h ON h.stream_id = asked.id
         LEFT JOIN timeline_entries e ON e.stream_id = asked.id
         LEFT JOIN incidents i ON i.id = asked.id
         LEFT JOIN reports r ON r.id = asked.id
        ORDER BY e.index`,
      [streamId],
    );
    const [first] = rows;
    // Without an entry its columns are null.
    const entries = rows.filter(({ leaf_hash }) => (leaf_hash as Buffer | null) !== null).map(toRecordEntry);
    if (first === undefined || (entries.length === 0 && first.next_index === null && first.kind === null))
      return null;
    return {
      stream: entries[0]?.stream ?? first.kind ?? 'incident',
      streamId,
      count: first.next_index ?? 0,
      lastHash: first.last_hash?.toString('hex') ?? null,
      entries,
    };
  }

  /** Every stream there is or must be: by head, by entry, and by the incidents and reports that the record tells of. */
  async streamIds(): Promise<string[]> {
    const rows = await this.transactions.reader.query<{ id: string }[]>(
      `SELECT stream_id AS id FROM timeline_heads UNION SELECT DISTINCT stream_id FROM timeline_entries
        UNION SELECT id FROM incidents UNION SELECT id FROM reports ORDER BY 1`,
    );
    return rows.map(({ id }) => id);
  }
}

function headOf(heads: ReadonlyMap<string, Head>, id: string): Head {
  const head = heads.get(id);
  if (head === undefined) throw new Error(`no head for stream ${id}`);
  return head;
}

/** Fifteen columns of entries, then three of streams: id, how many entries, hash of the last. */
function columnsOf(appends: { stream: Stream }[], chains: Link[][]): unknown[][] {
  const rows = chains.flat();
  return [
    rows.map(({ content }) => content.streamId),
    rows.map(({ content }) => content.index),
    rows.map(({ content }) => content.stream),
    rows.map(({ content }) => content.at),
    rows.map(({ content }) => content.recordedAt),
    rows.map(({ content }) => JSON.stringify(content.actor)),
    rows.map(({ content }) => content.type),
    rows.map(({ content }) => JSON.stringify(content.data)),
    rows.map(({ salt }) => salt),
    rows.map(({ prev }) => prev),
    rows.map(({ hash }) => hash),
    rows.map(({ content }) => content.until),
    rows.map(({ content }) => content.uncertain),
    rows.map(({ content }) => content.observedAt),
    rows.map(({ content }) => JSON.stringify(content.shared)),
    appends.map(({ stream }) => stream.id),
    chains.map((chain) => chain.length),
    chains.map((chain) => chain.at(-1)?.hash ?? null),
  ];
}

/** The entries with place and hash, each following from the one before it. */
function chainOf({ stream, id }: Stream, head: Head, entries: NewEntry[]): Link[] {
  let prev = head.last_hash;
  return entries.map((entry, offset) => {
    // What is hashed must be what comes back from storage: JSON, without undefined.
    const data = JSON.parse(JSON.stringify(entry.data)) as Record<string, unknown>;
    const content: EntryContent = {
      version: 2,
      stream,
      streamId: id,
      index: head.next_index + offset,
      at: (entry.at ?? head.now).toISOString(),
      until: entry.until?.toISOString() ?? null,
      uncertain: entry.uncertain ?? false,
      observedAt: entry.observedAt?.toISOString() ?? null,
      recordedAt: head.now.toISOString(),
      actor: entry.actor,
      type: entry.type,
      data,
      shared: SHARED_DATA.filter((name) => name in data),
      prev: prev?.toString('hex') ?? null,
    };
    const salt = randomBytes(16);
    const row = { content, salt, prev, hash: leafHash(content, salt) };
    prev = row.hash;
    return row;
  });
}
