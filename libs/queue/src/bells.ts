import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { JobName, Lane } from '#libs/contracts';
import { JOB_NAMES, LANES } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { afterCommit } from '#libs/database';
import type { BellQueue, QueueBackend } from './backend.ts';

export const QUEUE_BACKEND = Symbol('QueueBackend');

/** `report-triage-urgent`: one queue a job and lane, so that each lane has workers of its own. */
export const queueName = (job: JobName, lane: Lane) => `${job.replace('.', '-')}-${lane}`;

/** Rings for a row. `attempt` is the row's own, so that the bell for a later try is another bell. */
export interface Bell {
  job: JobName;
  lane: Lane;
  id: string;
  attempt: number;
}

type Row = Pick<Bell, 'id' | 'attempt'>;

/** More than these unanswered and we stop ringing: the sweeper will, from the rows. */
const MOST_UNANSWERED = 20_000;
/** Rows that go into one job: what becomes due together is worked on together, and a job costs more than a row. */
const ROWS_IN_A_JOB = 24;
const JOBS_IN_A_CALL = 50;
/** ms between two rings of a line that is not urgent: what becomes due meanwhile is rung for in one call. */
const PACE = 40;

/**
 * Rings for work that stands in a row. A bell may be lost, doubled or late without harm, so ringing never makes anybody
 * wait and never fails a request: what was not rung is rung by the sweeper.
 */
@Injectable()
export class Bells {
  private readonly logger = new Logger(Bells.name);
  private readonly queues = new Map<string, BellQueue>();
  private readonly waiting = new Map<string, Row[]>();
  private readonly ringing = new Map<string, Promise<void>>();
  private unanswered = 0;

  constructor(@Inject(QUEUE_BACKEND) backend: QueueBackend) {
    for (const job of JOB_NAMES) {
      for (const lane of LANES) this.queues.set(queueName(job, lane), backend.queue(queueName(job, lane)));
    }
  }

  /** All of them, to look at. */
  queuesOf(): BellQueue[] {
    return [...this.queues.values()];
  }

  ringAfterCommit(tx: Tx, bell: Bell): void {
    afterCommit(tx, () => this.ring([bell]));
  }

  /** Rings soon, many at once where many come together. */
  ring(bells: Bell[]): void {
    for (const { job, lane, id, attempt } of bells) {
      if (this.unanswered >= MOST_UNANSWERED) return;
      const name = queueName(job, lane);
      const line = this.waiting.get(name) ?? [];
      line.push({ id, attempt });
      this.waiting.set(name, line);
      this.unanswered += 1;
      if (!this.ringing.has(name)) this.ringing.set(name, this.ringLine(name));
    }
  }

  private async ringLine(name: string): Promise<void> {
    // Lets the caller's loop finish, so that its bells go out in one call.
    await Promise.resolve();
    for (;;) {
      const line = this.waiting.get(name) ?? [];
      const batch = line.splice(0, ROWS_IN_A_JOB * JOBS_IN_A_CALL);
      if (batch.length === 0) break;
      await this.ringBatch(name, batch);
      this.unanswered -= batch.length;
      if (isPaced(name)) await sleep(PACE);
    }
    this.ringing.delete(name);
  }

  private async ringBatch(name: string, batch: Row[]): Promise<void> {
    const jobs = inJobs(batch).map((rows) => ({
      name,
      data: { ids: rows.map(({ id }) => id) },
      // A finished job that is kept would swallow a later bell of the same id.
      opts: { jobId: jobIdOf(rows), removeOnComplete: true, removeOnFail: true },
    }));
    const [first] = jobs;
    if (first === undefined) return;
    try {
      // One by itself is far cheaper than a bulk of one, on PostgreSQL by a factor of ten.
      if (jobs.length === 1) await this.queues.get(name)?.add(name, first.data, first.opts);
      else await this.queues.get(name)?.addBulk(jobs);
    } catch (error) {
      this.logger.warn(
        `the bells for ${batch.length} rows of ${name} were not heard; the sweeper will ring again: ${String(error)}`,
      );
    }
  }

  async close(): Promise<void> {
    await Promise.race([
      Promise.all(this.ringing.values()),
      new Promise((over) => setTimeout(over, 2_000).unref()),
    ]);
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
  }
}

const isPaced = (name: string) => !name.endsWith('urgent');

function inJobs(rows: Row[]): Row[][] {
  const count = Math.ceil(rows.length / ROWS_IN_A_JOB);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * ROWS_IN_A_JOB, (index + 1) * ROWS_IN_A_JOB),
  );
}

/** The same rows rung for twice make one job while it waits. */
function jobIdOf(rows: Row[]): string {
  const text = rows.map(({ id, attempt }) => `${id}-${attempt}`).join(' ');
  return rows.length === 1 ? text : createHash('sha256').update(text).digest('base64url');
}
