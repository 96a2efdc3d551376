import type { EntryType, TimelineActor } from '#libs/contracts';
import type { RecordEntry } from './record.ts';

/** An entry as it is stored. */
export interface EntryRow {
  version: 1 | 2;
  stream: 'incident' | 'report';
  stream_id: string;
  index: number;
  at: Date;
  until: Date | null;
  uncertain: boolean;
  observed_at: Date | null;
  recorded_at: Date;
  actor: TimelineActor;
  type: EntryType;
  data: Record<string, unknown>;
  shared: string[];
  /** Null: what it said was erased. */
  salt: Buffer | null;
  prev_hash: Buffer | null;
  leaf_hash: Buffer;
}

export function toRecordEntry(row: EntryRow): RecordEntry {
  const second = {
    version: 2 as const,
    until: row.until?.toISOString() ?? null,
    uncertain: row.uncertain,
    observedAt: row.observed_at?.toISOString() ?? null,
    shared: row.shared,
  };
  return {
    ...(row.version === 2 ? second : {}),
    stream: row.stream,
    streamId: row.stream_id,
    index: row.index,
    at: row.at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    actor: row.actor,
    type: row.type,
    data: row.data,
    prev: row.prev_hash?.toString('hex') ?? null,
    salt: row.salt?.toString('hex') ?? null,
    leafHash: row.leaf_hash.toString('hex'),
  };
}
