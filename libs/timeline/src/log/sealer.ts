import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { isDatabaseAway, Transactions } from '#libs/database';
import type { Tx } from '#libs/database';
import { CompactRange } from '../merkle/fold.ts';
import { EMPTY_ROOT } from '../merkle/hash.ts';
import { consistencyPlan, rootPlan } from '../merkle/plan.ts';
import { TileFault } from '../merkle/tiles.ts';
import { isConsistent } from '../merkle/verify.ts';
import { checkpointText } from './checkpoint.ts';
import { lastCheckpoint, logKeys, signedCheckpoint } from './checkpoints.ts';
import { RecordForked } from './faults.ts';
import type { NoteSigner } from './note-signer.ts';
import { storedHashes, storedRoot, storeLeaves } from './stored-tree.ts';
import { faultOf, isAnythingUnsealed, unsealedEntries } from './unsealed.ts';
import type { UnsealedRow } from './waiting.ts';

/** 'SEAL': one process at a time. */
const SEAL_LOCK = 0x5345414c;
/** ms; an entry is sealed within 1 s of its commit. */
const EVERY = 200;
const MOST = 10_000;

export const RECORD_SETTINGS = Symbol('RecordSettings');

export interface RecordSettings {
  /** Of this process; null where it holds no key of the log, and then nothing is sealed here. */
  signer: NoteSigner | null;
}

/** The tree up to which something was signed. */
interface Head {
  size: number;
  root: Buffer;
}

/**
 * Gives each committed entry its place in the log and signs the tree over them. What is stored is read again and must hash to
 * what it claims, and the tree must continue the one that was signed last; if it does not, nothing is signed any more and an
 * alarm stands in the database until a person has looked.
 */
@Injectable()
export class Sealer implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Sealer.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** The last that this process signed: a store that was set back is noticed by whoever remembers. */
  private signed: Head = { size: 0, root: EMPTY_ROOT };
  /** False until everything has been looked at once: transactions of another cluster say nothing in this one. */
  private caughtUp = false;
  /** False until what was found faulty by an earlier process is looked at again: it may have been put right since. */
  private begun = false;

  constructor(
    private readonly transactions: Transactions,
    @Inject(RECORD_SETTINGS) private readonly settings: RecordSettings,
  ) {}

  start(): void {
    if (this.settings.signer !== null) this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    let failed = false;
    while (!this.isOver()) {
      try {
        while ((await this.seal()) === 'more' && !this.isOver());
        failed = false;
      } catch (error) {
        // The watch says when the database is away.
        if (!failed && !isDatabaseAway(error))
          this.logger.warn(`the record is sealed later: ${String(error)}`);
        failed = true;
      }
      await sleep(EVERY, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private isOver(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Seals what waits, up to {@link MOST} entries. @returns whether more waits; null where another process is at it, or an alarm stands */
  async seal(): Promise<'all' | 'more' | null> {
    const { signer } = this.settings;
    if (signer === null) return null;
    const { reader } = this.transactions;
    if (await isAlarmed(reader)) return null;
    if (this.caughtUp && !(await isAnythingUnsealed(reader))) return 'all';
    try {
      return await this.sealing(signer);
    } catch (error) {
      if (!(error instanceof RecordForked || error instanceof TileFault)) throw error;
      await this.raiseAlarm(error.message);
      return null;
    }
  }

  private async sealing(signer: NoteSigner): Promise<'all' | 'more' | null> {
    const done = await this.transactions.run(async (tx) => {
      const [lock] = await tx.query<{ taken: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
        SEAL_LOCK,
      ]);
      if (lock?.taken !== true) return null;
      if (!this.begun) await tx.query('DELETE FROM record_faults');
      const { rows, horizon } = await unsealedEntries(tx, MOST, !this.caughtUp);
      const head = await this.headIn(tx, signer);
      const good = await this.goodOf(tx, rows);
      const next = await this.extend(tx, signer, head, good);
      if (horizon !== null) await tx.query('UPDATE record_sealing SET sealed_before = $1::xid8', [horizon]);
      return { next, isAll: horizon !== null };
    });
    if (done === null) return null;
    this.signed = done.next;
    this.begun = true;
    this.caughtUp ||= done.isAll;
    return done.isAll ? 'all' : 'more';
  }

  /** What was signed last, if what is stored is what was signed. @throws RecordForked, TileFault */
  private async headIn(tx: Tx, signer: NoteSigner): Promise<Head | null> {
    const last = await lastCheckpoint(tx);
    const [count] = await tx.query<{ leaves: string }[]>(
      'SELECT COALESCE(max(log_index) + 1, 0) AS leaves FROM record_leaves',
    );
    const leaves = Number(count?.leaves);
    const size = last?.size ?? 0;
    if (leaves !== size)
      throw new RecordForked(`${size} entries were signed last, and ${leaves} have a place`);
    if (size < this.signed.size)
      throw new RecordForked(`this process signed ${this.signed.size} entries, and ${size} are known now`);
    if (!(await rootIn(tx, this.signed.size)).equals(this.signed.root))
      throw new RecordForked(`the first ${this.signed.size} entries are not those that this process signed`);
    if (last === null) return null;
    const { root } = signedCheckpoint(last, [signer.key, ...(await logKeys(tx))]);
    if (!(await rootIn(tx, size)).equals(root))
      throw new RecordForked(`the tree of ${size} entries is not the one that was signed`);
    return { size, root };
  }

  /** Those that are what they claim; the others get no place, and stand where people see them. */
  private async goodOf(tx: Tx, rows: UnsealedRow[]): Promise<UnsealedRow[]> {
    const looked = rows.map((row) => ({ row, fault: faultOf(row) }));
    const faulty = looked.filter(({ fault }) => fault !== null);
    if (faulty.length > 0) {
      this.logger.error(`${faulty.length} entries of the record were changed before they were sealed`);
      await tx.query(
        `INSERT INTO record_faults (stream_id, index, message) SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[])
           ON CONFLICT (stream_id, index) DO UPDATE SET message = excluded.message`,
        [
          faulty.map(({ row }) => row.stream_id),
          faulty.map(({ row }) => row.index),
          faulty.map(({ fault }) => fault),
        ],
      );
    }
    return looked.filter(({ fault }) => fault === null).map(({ row }) => row);
  }

  private async extend(tx: Tx, signer: NoteSigner, head: Head | null, rows: UnsealedRow[]): Promise<Head> {
    const from = head ?? { size: 0, root: EMPTY_ROOT };
    if (head !== null && rows.length === 0) return head;
    const leafHashes = rows.map(({ leaf_hash }) => leaf_hash);
    if (rows.length > 0) {
      await tx.query(
        `INSERT INTO record_leaves (log_index, stream_id, index, leaf_hash)
         SELECT $1::bigint + place - 1, stream_id, index, leaf_hash
           FROM unnest($2::uuid[], $3::int[], $4::bytea[]) WITH ORDINALITY AS l (stream_id, index, leaf_hash, place)`,
        [from.size, rows.map(({ stream_id }) => stream_id), rows.map(({ index }) => index), leafHashes],
      );
      await storeLeaves(tx, from.size, leafHashes);
    }
    const to = await this.checked(tx, from, leafHashes);
    const note = signer.sign(checkpointText({ origin: signer.key.name, ...to }));
    await tx.query(
      'INSERT INTO record_checkpoints (size, root, note, signed_at) VALUES ($1, $2, $3, dnscert_now())',
      [to.size, to.root, note],
    );
    return to;
  }

  /** The tree as it stands in the store now, if it continues `from` by these leaves. @throws RecordForked, TileFault */
  private async checked(tx: Tx, from: Head, leafHashes: Buffer[]): Promise<Head> {
    const size = from.size + leafHashes.length;
    const peaks = rootPlan(from.size).map((node) => ({ node, span: [node] }));
    const hashes = await storedHashes(
      tx,
      peaks.map(({ span }) => span),
    );
    const expected = CompactRange.from(
      peaks.map(({ node }, at) => ({ level: node.level, hash: hashes[at] ?? EMPTY_ROOT })),
    );
    for (const leafHash of leafHashes) expected.append(leafHash);
    const to = { size, root: await rootIn(tx, size) };
    const proof = await storedHashes(tx, consistencyPlan(from.size, size));
    if (!to.root.equals(expected.root()) || !isConsistent({ from, to, proof }))
      throw new RecordForked(`the tree of ${size} entries does not continue the one of ${from.size}`);
    return to;
  }

  private async raiseAlarm(message: string): Promise<void> {
    this.logger.error(`nothing more of the record is signed: ${message}`);
    await this.transactions.run((tx) =>
      tx.query('UPDATE record_sealing SET alarm = $1, alarm_at = dnscert_now() WHERE alarm IS NULL', [
        message,
      ]),
    );
  }
}

async function isAlarmed(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ alarm: string | null }[]>('SELECT alarm FROM record_sealing');
  if (row === undefined) throw new Error('the row that says how far the record is sealed is gone');
  return row.alarm !== null;
}

const rootIn = (tx: Tx, size: number): Promise<Buffer> =>
  size === 0 ? Promise.resolve(EMPTY_ROOT) : storedRoot(tx, size);
