import type { EntryType, TimelineActor } from '#libs/contracts';
import type { RecordEntry } from './record.ts';

/** An entry as it is stored. */
export interface EntryRow {
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

export function toRecordEntry(row: EntryRow): RecordEntry {
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
