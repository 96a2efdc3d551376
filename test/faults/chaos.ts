import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from '../harness/installation.ts';
import type { ServiceProcess } from '../harness/service-process.ts';
import type { FaultKind, PlannedFault } from './plan.ts';

/** Does to an installation what a plan says. */
export class Chaos {
  readonly done: Partial<Record<FaultKind, number>> = {};
  /** Connections of the service that were ended from outside. */
  connectionsEnded = 0;

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
        // A process that is only coming up holds nothing that could be lost.
        await this.worker.untilUp();
        await this.worker.kill();
        return;
      case 'kill-web':
        await this.web.untilUp();
        await this.web.kill();
        return;
      case 'crash-postgres':
        await this.installation.postgres.crash(awayMs);
        return;
      case 'end-listeners':
        await this.endConnections(`query ILIKE 'LISTEN%'`);
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

  private async endConnections(which: string): Promise<void> {
    const ended = await this.installation
      .sqlAsSuperuser(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'dns-cert%' AND ${which}`,
      )
      .catch(() => []);
    this.connectionsEnded += ended.length;
  }
}
