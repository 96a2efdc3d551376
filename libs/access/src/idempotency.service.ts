import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { AccessFault } from './faults.ts';

export interface StoredAnswer {
  status: number;
  answer: unknown;
}

/** A request under a key of its user. */
export interface KeyedRequest {
  userId: string;
  key: string;
  /** What {@link Idempotency.digestOf} made of it. */
  request: Buffer;
}

/** h */
const KEPT = 48;

/** The same request sent again gets the same answer, and is done once. Keys belong to a user. */
@Injectable()
export class Idempotency {
  constructor(private readonly transactions: Transactions) {}

  /** A request by method, path and body bytes. */
  digestOf(method: string, path: string, body: Buffer): Buffer {
    return createHash('sha256').update(`${method} ${path}\n`).update(body).digest();
  }

  /**
   * The answer that stands under the key, or else that of `work`, which is then kept. Key and work are of one transaction,
   * so a crash leaves both or neither.
   * @throws AccessFault `idempotency.running`, `idempotency.other_request`
   */
  async once(tx: Tx, keyed: KeyedRequest, work: () => Promise<StoredAnswer>): Promise<StoredAnswer> {
    await this.hold(tx, keyed);
    const known = await this.find(tx, keyed);
    if (known !== null) return known;
    const done = await work();
    await this.keep(tx, keyed, done);
    return done;
  }

  /** Until the transaction ends. */
  private async hold(tx: Tx, { userId, key }: KeyedRequest): Promise<void> {
    const [lock] = await tx.query<{ held: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS held`,
      [`${userId} ${key}`],
    );
    if (lock?.held === true) return;
    throw new AccessFault(
      'idempotency.running',
      'A request with this Idempotency-Key is still running. Wait for its answer, then ask again.',
    );
  }

  private async find(tx: Tx, { userId, key, request }: KeyedRequest): Promise<StoredAnswer | null> {
    const [row] = await tx.query<{ request: Buffer; status: number; answer: string }[]>(
      `SELECT request, status, answer FROM idempotency_keys
        WHERE user_id = $1 AND key = $2 AND created_at > dnscert_now() - make_interval(hours => $3)`,
      [userId, key, KEPT],
    );
    if (row === undefined) return null;
    if (row.request.equals(request)) return { status: row.status, answer: JSON.parse(row.answer) as unknown };
    throw new AccessFault(
      'idempotency.other_request',
      'This Idempotency-Key was used for another request. Use a new key for a new request.',
    );
  }

  private async keep(tx: Tx, { userId, key, request }: KeyedRequest, done: StoredAnswer): Promise<void> {
    // As a JSON string of JSON: jsonb would put the names into an order of its own, and the answer is to be the same.
    const answer = JSON.stringify(JSON.stringify(done.answer));
    await tx.query(
      `INSERT INTO idempotency_keys (user_id, key, request, status, answer) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (user_id, key) DO UPDATE
         SET request = EXCLUDED.request, status = EXCLUDED.status, answer = EXCLUDED.answer, created_at = dnscert_now()`,
      [userId, key, request, done.status, answer],
    );
  }

  /** Drops what is older than 48 h. */
  async forgetOld(): Promise<void> {
    await this.transactions.reader.query(
      `DELETE FROM idempotency_keys WHERE created_at < dnscert_now() - make_interval(hours => $1)`,
      [KEPT],
    );
  }
}
