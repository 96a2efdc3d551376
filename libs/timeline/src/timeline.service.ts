import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntryType, TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { leafHash } from './leaf.ts';
import type { EntryContent } from './leaf.ts';
import type { RecordEntry, StreamRecord } from './record.ts';

export interface Stream {
  stream: 'incident' | 'report';
  id: string;
}

/** `at` is when it happened; absent, that is now. */
export interface NewEntry {
  type: EntryType;
  actor: TimelineActor;
  at?: Date;
  data: Record<string, unknown>;
}

interface EntryRow {
  stream: 'incident' | 'report';
  stream_id: string;
  index: number;
  at: Date;
  recorded_at: Date;
  actor: TimelineActor;
  type: EntryType;
  data: Record<string, unknown>;
  salt: Buffer;
  prev_hash: Buffer | null;
  leaf_hash: Buffer;
}

/** The record. There is a way to append to it and none to change it. */
@Injectable()
export class Timeline {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Appends in the transaction of the change that the entries tell of. Takes the stream's head, so appends to one
   * incident queue up until commit: call it last.
   */
  async append(tx: Tx, { stream, id }: Stream, entries: NewEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const head = await this.takeHead(tx, id);
    let prev = head.last_hash;
    const rows = entries.map((entry, offset) => {
      const content: EntryContent = {
        stream,
        streamId: id,
        index: head.next_index + offset,
        at: (entry.at ?? head.now).toISOString(),
        recordedAt: head.now.toISOString(),
        actor: entry.actor,
        type: entry.type,
        // What is hashed must be what comes back from storage: JSON, without undefined.
        data: JSON.parse(JSON.stringify(entry.data)) as Record<string, unknown>,
        prev: prev?.toString('hex') ?? null,
      };
      const salt = randomBytes(16);
      const row = { content, salt, prev, hash: leafHash(content, salt) };
      prev = row.hash;
      return row;
    });
    await tx.query(
      `WITH added AS (
         INSERT INTO timeline_entries (stream_id, index, stream, at, recorded_at, actor, type, data, salt, prev_hash, leaf_hash)
         SELECT $1, index, $2, at, recorded_at, actor, type, data, salt, prev_hash, leaf_hash
           FROM unnest($3::int[], $4::timestamptz[], $5::timestamptz[], $6::jsonb[], $7::text[], $8::jsonb[], $9::bytea[], $10::bytea[], $11::bytea[])
                AS e (index, at, recorded_at, actor, type, data, salt, prev_hash, leaf_hash))
       UPDATE timeline_heads SET next_index = next_index + $12, last_hash = $13 WHERE stream_id = $1`,
      [
        id,
        stream,
        rows.map(({ content }) => content.index),
        rows.map(({ content }) => content.at),
        rows.map(({ content }) => content.recordedAt),
        rows.map(({ content }) => JSON.stringify(content.actor)),
        rows.map(({ content }) => content.type),
        rows.map(({ content }) => JSON.stringify(content.data)),
        rows.map(({ salt }) => salt),
        rows.map((row) => row.prev),
        rows.map(({ hash }) => hash),
        rows.length,
        prev,
      ],
    );
  }

  private async takeHead(
    tx: Tx,
    id: string,
  ): Promise<{ next_index: number; last_hash: Buffer | null; now: Date }> {
    const [head] = await tx.query<{ next_index: number; last_hash: Buffer | null; now: Date }[]>(
      `INSERT INTO timeline_heads (stream_id, next_index) VALUES ($1, 0)
         ON CONFLICT (stream_id) DO UPDATE SET next_index = timeline_heads.next_index
       RETURNING next_index, last_hash, date_trunc('milliseconds', dnscert_now()) AS now`,
      [id],
    );
    if (head === undefined) throw new Error(`no head for stream ${id}`);
    return head;
  }

  /** Entries of a stream in order, from `fromIndex` on. */
  async entriesOf(streamId: string, fromIndex = 0, limit = 1_000_000): Promise<RecordEntry[]> {
    const rows = await this.transactions.reader.query<EntryRow[]>(
      `SELECT * FROM timeline_entries WHERE stream_id = $1 AND index >= $2 ORDER BY index LIMIT $3`,
      [streamId, fromIndex, limit],
    );
    return rows.map(toRecordEntry);
  }

  /** A stream with its head, as one snapshot, for export and verification; null when there is none. */
  async recordOf(streamId: string): Promise<StreamRecord | null> {
    const [head] = await this.transactions.reader.query<
      { next_index: number; last_hash: Buffer | null; entries: number }[]
    >(`SELECT next_index, last_hash FROM timeline_heads WHERE stream_id = $1`, [streamId]);
    const entries = await this.entriesOf(streamId);
    const first = entries[0];
    if (head === undefined && first === undefined) return null;
    // Entries that were appended between the two reads are not the head's business.
    const counted = head === undefined ? entries : entries.filter((entry) => entry.index < head.next_index);
    return {
      stream: first?.stream ?? 'incident',
      streamId,
      count: head?.next_index ?? 0,
      lastHash: head?.last_hash?.toString('hex') ?? null,
      entries: counted,
    };
  }

  /** Every stream there is, by head or by entry, so that a stream whose head was deleted is found too. */
  async streamIds(): Promise<string[]> {
    const rows = await this.transactions.reader.query<{ id: string }[]>(
      `SELECT stream_id AS id FROM timeline_heads UNION SELECT DISTINCT stream_id FROM timeline_entries ORDER BY 1`,
    );
    return rows.map(({ id }) => id);
  }
}

function toRecordEntry(row: EntryRow): RecordEntry {
  return {
    stream: row.stream,
    streamId: row.stream_id,
    index: row.index,
    at: row.at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    actor: row.actor,
    type: row.type,
    data: row.data,
    prev: row.prev_hash?.toString('hex') ?? null,
    salt: row.salt.toString('hex'),
    leafHash: row.leaf_hash.toString('hex'),
  };
}
