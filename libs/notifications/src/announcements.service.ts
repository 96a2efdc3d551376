import { Injectable } from '@nestjs/common';
import type { TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { Announcement, Incident, Report } from '#libs/incidents';
import type { Claim, WorkHandler } from '#libs/queue';
import { NotificationFault } from './faults.ts';
import { Telling } from './telling.service.ts';

const AUTOMATIC: TimelineActor = { kind: 'system', name: 'automatic notice' };

/** Takes up what triage asked to be told: the receipt to the reporter, the notice to the operators. */
@Injectable()
export class Announcements implements WorkHandler {
  readonly job = 'announcement.prepare' as const;
  readonly table = 'announcements';
  readonly states = ['due'];

  constructor(
    private readonly transactions: Transactions,
    private readonly telling: Telling,
  ) {}

  async work(claim: Claim): Promise<void> {
    await this.transactions.run(async (tx) => {
      const announcement = await this.held(tx, claim);
      if (announcement === null) return;
      const report = await tx.getRepository(Report).findOneByOrFail({ id: announcement.reportId ?? '' });
      const incident = await tx
        .getRepository(Incident)
        .findOneByOrFail({ id: announcement.incidentId ?? '' });
      if (announcement.receipt) await this.telling.sendReceipt(tx, report, incident);
      if (announcement.notice) await this.tellOperators(tx, announcement, incident);
      await tx.getRepository(Announcement).update({ id: claim.id }, { state: 'prepared', leaseUntil: null });
    });
  }

  private async tellOperators(tx: Tx, announcement: Announcement, incident: Incident): Promise<void> {
    try {
      await this.telling.tell(tx, {
        incident,
        template: 'notice',
        audience: { affected: true },
        onlyOperators: announcement.operatorIds,
        tlp: incident.tlp,
        subject: null,
        body: null,
        sentBy: AUTOMATIC,
      });
    } catch (error) {
      // All of them are touched by a name alone, or have answered meanwhile: there is nobody to tell, which is no fault.
      if (!(error instanceof NotificationFault && error.code === 'notification.nobody')) throw error;
    }
  }

  async quarantine(claim: Claim, why: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      if ((await this.held(tx, claim)) === null) return;
      await tx
        .getRepository(Announcement)
        .update({ id: claim.id }, { state: 'quarantined', reason: why, leaseUntil: null });
    });
  }

  private async held(tx: Tx, claim: Claim): Promise<Announcement | null> {
    return tx.getRepository(Announcement).findOne({
      where: { id: claim.id, attempt: claim.attempt, state: 'due' },
      lock: { mode: 'pessimistic_write' },
    });
  }
}
