import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#config/config';
import type { HealthView } from '#libs/contracts';
import { Clock } from '#libs/database';
import { CONFIG } from '../process/settings.ts';
import { worstOf } from './finding.ts';
import { LeavingLook } from './leaving-look.ts';
import { Machinery } from './machinery.ts';
import { PagingLook } from './paging-look.ts';
import { Readiness } from './readiness.ts';

/** How the installation is, in one answer. */
@Injectable()
export class HealthReport {
  private readonly startedAt = new Date(Date.now() - process.uptime() * 1_000).toISOString();

  constructor(
    private readonly machinery: Machinery,
    private readonly readiness: Readiness,
    private readonly pagingLook: PagingLook,
    private readonly leavingLook: LeavingLook,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async now(): Promise<HealthView> {
    const [at, { finding, lanes }, ...others] = await Promise.all([
      this.clock.now(),
      this.machinery.work(),
      this.machinery.database(),
      this.machinery.queues(),
      this.machinery.mail(),
      this.machinery.key(),
      this.readiness.rootZone(),
      this.readiness.contacts(),
      this.readiness.quarantine(),
      this.readiness.heldSends(),
      this.readiness.mailServers(),
      this.machinery.record(),
      this.leavingLook.anchors(),
      this.pagingLook.paging(),
    ]);
    const findings = [finding, ...others];
    return {
      state: worstOf(findings),
      at: at.toISOString(),
      version: this.config.version,
      startedAt: this.startedAt,
      findings,
      lanes,
    };
  }
}
