import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { EMPTY_ROOT } from '../merkle/hash.ts';
import { consistencyPlan, inclusionPlan, rootPlan } from '../merkle/plan.ts';
import { readCheckpoint } from './checkpoint.ts';
import { lastCheckpoint, logKeys } from './checkpoints.ts';
import type { StoredCheckpoint } from './checkpoints.ts';
import { LogFault } from './faults.ts';
import { isSignedBy } from './note.ts';
import type { NoteKey } from './note.ts';
import { storedHashes } from './stored-tree.ts';
import { storedVouchers } from './vouchers.ts';
import type { StoredVoucher } from './vouchers.ts';

/** A sealed entry's place in the log. */
export interface Leaf {
  logIndex: number;
  leafHash: Buffer;
  streamId: string;
  /** Within its stream. */
  index: number;
}

export interface InclusionProof {
  logIndex: number;
  size: number;
  leafHash: Buffer;
  root: Buffer;
  proof: Buffer[];
}

export interface ConsistencyProof {
  from: { size: number; root: Buffer };
  to: { size: number; root: Buffer };
  proof: Buffer[];
}

/** How the sealing stands. */
export interface SealingState {
  size: number;
  /** Entries that wait, and s that the oldest of them does. */
  unsealed: number;
  oldestSeconds: number;
  /** Entries that were changed before they were sealed. */
  faulty: number;
  /** Why nothing is signed any more; null while all is well. */
  alarm: string | null;
}

/** The log as anybody may ask it: its head, its leaves, and proofs of both. Reads alone. */
@Injectable()
export class RecordLog {
  constructor(private readonly transactions: Transactions) {}

  /** @throws LogFault `record.no_checkpoint` before anything was sealed */
  async head(): Promise<StoredCheckpoint> {
    const last = await lastCheckpoint(this.transactions.reader);
    if (last === null)
      throw new LogFault(
        'record.no_checkpoint',
        'Nothing has been signed yet. Ask again in a second, or see whether a process with the worker role runs.',
      );
    return last;
  }

  /** Whose signature a head bears: not always the newest key, which may have signed nothing yet. */
  async keyOf(note: string): Promise<NoteKey> {
    const keys = await logKeys(this.transactions.reader);
    const read = readCheckpoint(note);
    const key = keys.find((one) => read !== null && isSignedBy(read.note, one)) ?? keys[0];
    if (key === undefined) throw new Error('a log that has signed has a key');
    return key;
  }

  /** What earlier keys of the log have signed of later ones. */
  async vouchers(): Promise<StoredVoucher[]> {
    return storedVouchers(this.transactions.reader);
  }

  async leaves(from: number, limit: number): Promise<Leaf[]> {
    const rows = await this.transactions.reader.query<LeafRow[]>(
      'SELECT log_index, stream_id, index, leaf_hash FROM record_leaves WHERE log_index >= $1 ORDER BY log_index LIMIT $2',
      [from, limit],
    );
    return rows.map(leafOf);
  }

  /** @throws LogFault `record.no_such_leaf` */
  async leafOfHash(leafHash: Buffer): Promise<Leaf> {
    const [row] = await this.transactions.reader.query<LeafRow[]>(
      'SELECT log_index, stream_id, index, leaf_hash FROM record_leaves WHERE leaf_hash = $1 ORDER BY log_index LIMIT 1',
      [leafHash],
    );
    if (row === undefined)
      throw new LogFault(
        'record.no_such_leaf',
        'The log holds no such leaf. An entry gets its place within a second of being written.',
      );
    return leafOf(row);
  }

  /** @param size of the tree; that of the head when absent. @throws LogFault `record.no_such_leaf`, `record.no_such_size`, `record.no_checkpoint` */
  async inclusion(logIndex: number, size?: number): Promise<InclusionProof> {
    const [first] = await this.inclusions([logIndex], size);
    if (first === undefined) throw new Error('one proof a leaf');
    return first;
  }

  /** The same of several leaves in one tree, with one look at the store. */
  async inclusions(logIndexes: readonly number[], size?: number): Promise<InclusionProof[]> {
    const tree = await this.sizeOf(size);
    const beyond = logIndexes.find((logIndex) => logIndex >= tree);
    if (beyond !== undefined)
      throw new LogFault('record.no_such_leaf', `A tree of ${tree} leaves has no leaf ${beyond}.`);
    const plans = logIndexes.map((logIndex) => inclusionPlan(logIndex, tree));
    const leaves = logIndexes.map((position) => [{ level: 0, position }]);
    const hashes = await storedHashes(this.transactions.reader, [rootPlan(tree), ...leaves, ...plans.flat()]);
    const [root = EMPTY_ROOT, ...rest] = hashes;
    let taken = logIndexes.length;
    return logIndexes.map((logIndex, at) => {
      const length = plans[at]?.length ?? 0;
      const proof = rest.slice(taken, taken + length);
      taken += length;
      return { logIndex, size: tree, leafHash: rest[at] ?? EMPTY_ROOT, root, proof };
    });
  }

  /** @throws LogFault `record.no_such_size`, `record.no_checkpoint` */
  async consistency(from: number, to?: number): Promise<ConsistencyProof> {
    const size = await this.sizeOf(to);
    if (from > size)
      throw new LogFault(
        'record.no_such_size',
        `A tree of ${from} leaves is not continued by one of ${size}.`,
      );
    const spans = [rootPlan(from), rootPlan(size), ...consistencyPlan(from, size)];
    const [fromRoot = EMPTY_ROOT, toRoot = EMPTY_ROOT, ...proof] = await storedHashes(
      this.transactions.reader,
      spans,
    );
    return { from: { size: from, root: fromRoot }, to: { size, root: toRoot }, proof };
  }

  async state(): Promise<SealingState> {
    const [row] = await this.transactions.reader.query<
      { size: string | null; alarm: string | null; faulty: string; unsealed: string; oldest: number | null }[]
    >(
      `SELECT (SELECT max(size) FROM record_checkpoints) AS size, s.alarm, (SELECT count(*) FROM record_faults) AS faulty,
              w.unsealed, w.oldest
         FROM record_sealing s,
              LATERAL (SELECT count(*) AS unsealed, extract(epoch FROM dnscert_now() - min(e.recorded_at))::float8 AS oldest
                         FROM timeline_entries e WHERE e.written_in >= s.sealed_before AND NOT EXISTS (
                              SELECT 1 FROM record_leaves l WHERE l.stream_id = e.stream_id AND l.index = e.index)) AS w`,
    );
    return {
      size: Number(row?.size ?? 0),
      unsealed: Number(row?.unsealed ?? 0),
      oldestSeconds: Math.max(0, Math.round(row?.oldest ?? 0)),
      faulty: Number(row?.faulty ?? 0),
      alarm: row === undefined ? 'the row that says how far the record is sealed is gone' : row.alarm,
    };
  }

  private async sizeOf(asked: number | undefined): Promise<number> {
    const { size } = await this.head();
    if (asked === undefined) return size;
    if (asked > size)
      throw new LogFault('record.no_such_size', `The log was signed up to ${size} leaves, not to ${asked}.`);
    return asked;
  }
}

interface LeafRow {
  log_index: string;
  stream_id: string;
  index: number;
  leaf_hash: Buffer;
}

const leafOf = ({ log_index, stream_id, index, leaf_hash }: LeafRow): Leaf => ({
  logIndex: Number(log_index),
  leafHash: leaf_hash,
  streamId: stream_id,
  index,
});
