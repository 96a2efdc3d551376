import { Injectable } from '@nestjs/common';
import type { JobName } from '#libs/contracts';
import { JOB_NAMES } from '#libs/contracts';
import type { WorkHandler } from './work.ts';

/** Who does which job. Every job has exactly one handler; a start with less or more is refused. */
@Injectable()
export class WorkHandlers {
  private readonly handlers = new Map<JobName, WorkHandler>();

  register(handler: WorkHandler): void {
    if (this.handlers.has(handler.job)) throw new Error(`job ${handler.job} has two handlers`);
    this.handlers.set(handler.job, handler);
  }

  all(): WorkHandler[] {
    return [...this.handlers.values()];
  }

  of(job: JobName): WorkHandler {
    const handler = this.handlers.get(job);
    if (handler === undefined) throw new Error(`no handler for the job ${job}`);
    return handler;
  }

  /** @throws when a job has no handler */
  assertComplete(): void {
    const missing = JOB_NAMES.filter((job) => !this.handlers.has(job));
    if (missing.length > 0) throw new Error(`no handler for the jobs ${missing.join(', ')}`);
  }
}
