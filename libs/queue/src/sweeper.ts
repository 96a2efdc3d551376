import { Injectable, Logger } from '@nestjs/common';
import type { Lane } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { Bells } from './bells.ts';
import { WorkHandlers } from './work-handlers.ts';
import type { WorkTable } from './work.ts';

/** 'SWEP': one sweeper at a time in the whole installation. */
const SWEEP_LOCK = 0x53574550;
const MOST_ROWS = 2_000;
/** s; a row that was rung longer ago and made no progress is rung again. One whose lease has run out since is at once. */
const RING_AGAIN_AFTER = 30;

/**
 * Rings again for rows that are due and make no progress: a flushed Redis, a killed worker, a lost or late job. A dead
 * lease needs no freeing, for a claim looks at its time.
 */
@Injectable()
export class Sweeper {
  private readonly logger = new Logger(Sweeper.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly bells: Bells,
    private readonly handlers: WorkHandlers,
  ) {}

  /** @returns how many rows it rang for, and whether more may be waiting; null when another process is sweeping. */
  async sweep(): Promise<{ rung: number; more: boolean } | null> {
    const swept = await this.sweepAll(this.handlers.all());
    if (swept !== null && swept.rung > 0) this.logger.log(`rang again for ${swept.rung} rows`);
    return swept;
  }

  /** Those tables alone whose rows become due by the clock. */
  async sweepByClock(): Promise<{ rung: number; more: boolean } | null> {
    return this.sweepAll(this.handlers.all().filter(({ everySecond }) => everySecond === true));
  }

  private async sweepAll(works: WorkTable[]): Promise<{ rung: number; more: boolean } | null> {
    const results = await Promise.all(works.map((work) => this.sweepTable(work)));
    if (results.every((rung) => rung === null)) return null;
    const rung = results.reduce<number>((sum, one) => sum + (one ?? 0), 0);
    return { rung, more: results.some((one) => (one ?? 0) >= MOST_ROWS) };
  }

  private async sweepTable(work: WorkTable): Promise<number | null> {
    return this.transactions.run(async (tx) => {
      const [lock] = await tx.query<{ taken: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS taken',
        [SWEEP_LOCK, work.table],
      );
      if (lock?.taken !== true) return null;
      const [rows] = await tx.query<[{ id: string; attempt: number; lane: Lane }[], number]>(
        `UPDATE ${work.table} SET rung_at = dnscert_now()
          WHERE id IN (SELECT id FROM ${work.table}
                        WHERE state = ANY($1) AND due_at <= dnscert_now()
                          AND (lease_until IS NULL OR lease_until < dnscert_now())
                          AND (rung_at IS NULL OR rung_at < dnscert_now() - make_interval(secs => $2) OR rung_at < lease_until)
                        ORDER BY lane DESC, due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
          RETURNING id, attempt, lane`,
        [work.states, RING_AGAIN_AFTER, MOST_ROWS],
      );
      for (const row of rows) this.bells.ringAfterCommit(tx, { job: work.job, ...row });
      return rows.length;
    });
  }
}
