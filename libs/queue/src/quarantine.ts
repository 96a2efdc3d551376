import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { JobName, Lane } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { Bells } from './bells.ts';
import { WorkHandlers } from './work-handlers.ts';
import type { Claim, Decision, Word, WorkTable } from './work.ts';

/** A row that waits for a person's word. */
export interface AsideRow {
  job: JobName;
  id: string;
  lane: Lane;
  /** Claims since the last result. */
  strikes: number;
  since: Date;
  /** What the last try said. */
  why: string;
}

/** Work that failed three times by a fault of ours, and what a person makes of it once the fault is mended. */
@Injectable()
export class Quarantine {
  constructor(
    private readonly transactions: Transactions,
    private readonly bells: Bells,
    private readonly handlers: WorkHandlers,
  ) {}

  /** What was put aside last comes first. `after` is the last row that was read. */
  async page(limit: number, after?: Pick<AsideRow, 'since' | 'id'>): Promise<AsideRow[]> {
    const each = this.handlers.all().map(
      ({ job, table }, index) =>
        `SELECT '${job}' AS job, id, lane, strikes, aside_at AS since, COALESCE(aside_why, 'unknown') AS why
           FROM ${table} WHERE aside_at IS NOT NULL AND state = ANY($${index + 4})
            AND ($2::timestamptz IS NULL OR (aside_at, id) < ($2, $3::uuid))`,
    );
    return this.transactions.reader.query<AsideRow[]>(
      `${each.join(' UNION ALL ')} ORDER BY since DESC, id DESC LIMIT $1`,
      [limit, after?.since ?? null, after?.id ?? null, ...this.handlers.all().map(asideStates)],
    );
  }

  /** How many wait, by job; a job without any is not named. */
  async counts(): Promise<Partial<Record<JobName, number>>> {
    const each = this.handlers
      .all()
      .map(
        ({ job, table }, index) =>
          `SELECT '${job}' AS job, count(*)::int AS count FROM ${table} WHERE aside_at IS NOT NULL AND state = ANY($${index + 1})`,
      );
    const rows = await this.transactions.reader.query<{ job: JobName; count: number }[]>(
      each.join(' UNION ALL '),
      this.handlers.all().map(asideStates),
    );
    return Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ job, count }) => [job, count]));
  }

  /** Nobody can let go of what ends by a rule of its own. */
  mayDiscard(job: JobName): boolean {
    return this.handlers.of(job).aside.over !== null;
  }

  /**
   * What is taken up again is due at once, with all its tries before it. On what is discarded nobody works any more; its row
   * and evidence stay. @returns whether it was waiting for this
   */
  async decide(tx: Tx, job: JobName, id: string, how: Decision, word: Word): Promise<boolean> {
    const handler = this.handlers.of(job);
    const isAgain = how === 'taken up again';
    const [rows] = await tx.query<[{ lane: Lane; attempt: number }[], number]>(
      `UPDATE ${handler.table} SET state = COALESCE($3, state), aside_at = NULL, lease_until = NULL
              ${isAgain ? ', strikes = 0, rung_at = NULL, due_at = dnscert_now()' : ''}
        WHERE id = $1 AND aside_at IS NOT NULL AND state = ANY($2) RETURNING lane, attempt`,
      [id, asideStates(handler), isAgain ? handler.aside.again : handler.aside.over],
    );
    const [row] = rows;
    if (row === undefined) return false;
    await handler.decided?.(tx, id, how, word);
    if (isAgain) this.bells.ringAfterCommit(tx, { job, lane: row.lane, id, attempt: row.attempt });
    return true;
  }
}

/** Puts a row aside whose claim still holds. @returns whether it did */
export async function putAside(
  manager: EntityManager,
  work: WorkTable,
  { id, attempt }: Claim,
  why: string,
): Promise<boolean> {
  const [, count] = await manager.query<[unknown[], number]>(
    `UPDATE ${work.table} SET state = COALESCE($4, state), lease_until = NULL, aside_why = $5,
            aside_at = date_trunc('milliseconds', dnscert_now())
      WHERE id = $1 AND attempt = $2 AND state = ANY($3)`,
    [id, attempt, work.states, work.aside.state, why],
  );
  return count > 0;
}

const asideStates = ({ states, aside }: WorkTable): readonly string[] =>
  aside.state === null ? states : [aside.state];
