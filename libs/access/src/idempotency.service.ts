import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';

export interface StoredAnswer {
  status: number;
  answer: unknown;
}

/** What stands under a key: nothing yet, an answer to repeat, another request's body, or one that still runs. */
export type KeyState =
  | { state: 'free' }
  | { state: 'answered'; stored: StoredAnswer }
  | { state: 'other_request' }
  | { state: 'running' };

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
   * Takes the key inside the transaction that does the work: a second request with it waits for the row, and finds the
   * answer once the first has committed. `NOWAIT` turns that wait into `running`.
   */
  async take(tx: Tx, userId: string, key: string, request: Buffer): Promise<KeyState> {
    const [held] = await tx.query<{ held: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS held`,
      [`${userId} ${key}`],
    );
    if (held?.held !== true) return { state: 'running' };
    const [row] = await tx.query<{ request: Buffer; status: number | null; answer: unknown }[]>(
      `SELECT request, status, answer FROM idempotency_keys
        WHERE user_id = $1 AND key = $2 AND created_at > dnscert_now() - make_interval(hours => $3)`,
      [userId, key, KEPT],
    );
    if (row === undefined) return { state: 'free' };
    if (!row.request.equals(request)) return { state: 'other_request' };
    return { state: 'answered', stored: { status: row.status ?? 200, answer: row.answer } };
  }

  async keep(tx: Tx, userId: string, key: string, request: Buffer, stored: StoredAnswer): Promise<void> {
    await tx.query(
      `INSERT INTO idempotency_keys (user_id, key, request, status, answer) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (user_id, key) DO UPDATE
         SET request = EXCLUDED.request, status = EXCLUDED.status, answer = EXCLUDED.answer, created_at = dnscert_now()`,
      [userId, key, request, stored.status, JSON.stringify(stored.answer)],
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
