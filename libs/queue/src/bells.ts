import { Inject, Injectable, Logger } from '@nestjs/common';
import type { JobName, JobPayload, Lane } from '#libs/contracts';
import { JOB_NAMES, LANES } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { afterCommit } from '#libs/database';
import type { BellQueue, QueueBackend } from './backend.ts';

export const QUEUE_BACKEND = Symbol('QueueBackend');

/** `report-triage-urgent`: one queue a job and lane, so that each lane has workers of its own. */
export const queueName = (job: JobName, lane: Lane) => `${job.replace('.', '-')}-${lane}`;

export interface Bell extends JobPayload {
  job: JobName;
  lane: Lane;
}

/** More than these unanswered and we stop ringing: the sweeper will, from the rows. */
const MOST_UNANSWERED = 20_000;
const MOST_IN_ONE_CALL = 500;

/**
 * Rings for work that stands in a row. A bell may be lost, doubled or late without harm, so ringing never makes anybody
 * wait and never fails a request: what was not rung is rung by the sweeper.
 */
@Injectable()
export class Bells {
  private readonly logger = new Logger(Bells.name);
  private readonly queues = new Map<string, BellQueue>();
  private readonly waiting = new Map<string, JobPayload[]>();
  private readonly ringing = new Map<string, Promise<void>>();
  private unanswered = 0;

  constructor(@Inject(QUEUE_BACKEND) backend: QueueBackend) {
    for (const job of JOB_NAMES) {
      for (const lane of LANES) this.queues.set(queueName(job, lane), backend.queue(queueName(job, lane)));
    }
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
      const batch = line.splice(0, MOST_IN_ONE_CALL);
      if (batch.length === 0) break;
      await this.ringBatch(name, batch);
      this.unanswered -= batch.length;
    }
    this.ringing.delete(name);
  }

  private async ringBatch(name: string, batch: JobPayload[]): Promise<void> {
    try {
      await this.queues.get(name)?.addBulk(
        batch.map((data) => ({
          name,
          data,
          // A finished job that is kept would swallow a later bell of the same id.
          opts: { jobId: `${data.id}-${data.attempt}`, removeOnComplete: true, removeOnFail: true },
        })),
      );
    } catch (error) {
      this.logger.warn(
        `${batch.length} bells of ${name} were not heard; the sweeper will ring again: ${String(error)}`,
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
