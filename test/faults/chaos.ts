import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from '../harness/installation.ts';
import type { ServiceProcess } from '../harness/service-process.ts';
import type { FaultKind, PlannedFault } from './plan.ts';

/** Does to an installation what a plan says. */
export class Chaos {
  readonly done: Partial<Record<FaultKind, number>> = {};
  /** Connections of the service that were ended from outside. */
  connectionsEnded = 0;
  /** ms from a crash of PostgreSQL until it answered again, the longest. */
  longestAway = 0;

  constructor(
    private readonly installation: Installation,
    private readonly web: ServiceProcess,
    private readonly worker: ServiceProcess,
  ) {}

  /** Returns when the last fault was done and what was killed is up again. */
  async follow(plan: readonly PlannedFault[]): Promise<void> {
    const begun = performance.now();
    for (const fault of plan) {
      await sleep(Math.max(0, fault.atMs - (performance.now() - begun)));
      await this.inflict(fault);
      this.done[fault.kind] = (this.done[fault.kind] ?? 0) + 1;
    }
    await Promise.all([this.web.untilUp(), this.worker.untilUp()]);
  }

  private async inflict({ kind, awayMs }: PlannedFault): Promise<void> {
    switch (kind) {
      case 'kill-worker':
        await this.killAtWork(this.worker, awayMs);
        return;
      case 'kill-web':
        await this.killAtWork(this.web, awayMs);
        return;
      case 'crash-postgres':
        await this.crashPostgres(awayMs);
        return;
      case 'end-listeners':
        // BullMQ names the connections that listen after their queues.
        await this.endConnections(`application_name ~ '^(report|announcement|delivery)-'`);
        return;
      case 'end-connections':
        await this.endConnections('random() < 0.5');
        return;
      case 'flush-redis':
        await this.installation.redis?.flush();
        return;
      case 'crash-redis':
        await this.installation.redis?.crash(awayMs);
        return;
    }
  }

  private async crashPostgres(awayMs: number): Promise<void> {
    const begun = performance.now();
    await this.installation.postgres.crash(awayMs);
    this.longestAway = Math.max(this.longestAway, performance.now() - begun);
  }

  /** A process that is only coming up holds nothing that could be lost, so it gets some time to take up work. */
  private async killAtWork(process: ServiceProcess, afterMs: number): Promise<void> {
    await process.untilUp();
    await sleep(afterMs / 3);
    await process.untilUp();
    await process.kill();
  }

  private async endConnections(which: string): Promise<void> {
    const ended = await this.installation
      .sqlAsSuperuser(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'dnscert' AND application_name <> 'run' AND ${which}`,
      )
      .catch(() => []);
    this.connectionsEnded += ended.length;
  }
}
