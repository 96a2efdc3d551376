import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Announcement, Incident, Report } from '#libs/incidents';
import type { Claim, Rest, WorkHandler } from '#libs/queue';
import { putAside } from '#libs/queue';
import { NotificationFault } from './faults.ts';
import { Holding } from './lists/holding.service.ts';
import { waitingByRule } from './reached.ts';
import { Receipts } from './receipts.service.ts';
import type { Answered } from './receipts.service.ts';
import { ClosureSlices } from './slices/closure-slices.service.ts';
import { Telling } from './telling.service.ts';

const AUTOMATIC: TimelineActor = { kind: 'system', name: 'automatic notice' };

/** Not to be prepared together with others. */
const isAlone = ({ notice, closedAt }: Announcement): boolean => notice || closedAt !== null;

/** What triage asked to be told, with what it is about. */
interface Asked extends Answered {
  announcement: Announcement;
}

/** Takes up what is asked to be told: the receipt to the reporter, the notice to the operators, their slices at closure. */
@Injectable()
export class Announcements implements WorkHandler {
  readonly job = 'announcement.prepare' as const;
  readonly table = 'announcements';
  readonly states = ['due'];
  readonly aside = { state: 'quarantined', again: 'due', over: 'discarded' };

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly receipts: Receipts,
    private readonly telling: Telling,
    private readonly holding: Holding,
    private readonly slices: ClosureSlices,
  ) {}

  async work(claim: Claim): Promise<Rest | null> {
    const [rest = null] = await this.workAll([claim]);
    return rest;
  }

  /**
   * Receipts together; a notice is long, and its transaction holds its own incident's record alone. Slices wait for the record
   * beside the worker.
   */
  async workAll(claims: Claim[]): Promise<(Rest | null)[]> {
    const alone = await this.transactions.run(async (tx) => {
      const held = await this.held(tx, claims);
      await this.prepare(
        tx,
        held.filter((one) => !isAlone(one)),
      );
      return new Map(held.filter(isAlone).map((one) => [one.id, one]));
    });
    for (const claim of claims)
      if (alone.get(claim.id)?.notice === true)
        await this.transactions.run(async (tx) => this.prepare(tx, await this.held(tx, [claim])));
    return claims.map((claim) => {
      const { closedAt = null, incidentId = null } = alone.get(claim.id) ?? {};
      return closedAt === null || incidentId === null ? null : { rest: this.slices.tell(claim, incidentId) };
    });
  }

  private async prepare(tx: Tx, held: Announcement[]): Promise<void> {
    if (held.length === 0) return;
    const asked = await this.askedOf(tx, held);
    await tx
      .getRepository(Announcement)
      .update({ id: In(held.map(({ id }) => id)) }, { state: 'prepared', leaseUntil: null });
    await this.receipts.send(
      tx,
      asked.filter(({ announcement }) => announcement.receipt),
      await this.clock.now(tx),
    );
    await this.holding.consider(
      tx,
      asked.map(({ incident }) => incident.id),
      await this.clock.now(tx),
    );
    for (const one of asked) if (one.announcement.notice) await this.tellOperators(tx, one);
  }

  private async askedOf(tx: Tx, announcements: Announcement[]): Promise<Asked[]> {
    const idsOf = (field: 'reportId' | 'incidentId') =>
      In([...new Set(announcements.map((one) => one[field] ?? ''))]);
    const reports = await tx.getRepository(Report).findBy({ id: idsOf('reportId') });
    const incidents = await tx.getRepository(Incident).find({
      where: { id: idsOf('incidentId') },
      // A notice goes by the label, which stays until it is written; taken before the record's head, as by whoever changes it.
      ...(announcements.some(({ notice }) => notice)
        ? { order: { id: 'ASC' }, lock: { mode: 'pessimistic_read' } }
        : {}),
    });
    return announcements.map((announcement) => {
      const report = reports.find(({ id }) => id === announcement.reportId);
      const incident = incidents.find(({ id }) => id === announcement.incidentId);
      if (report === undefined || incident === undefined)
        throw new Error(`announcement ${announcement.id} is about nothing that is there`);
      return { announcement, report, incident };
    });
  }

  /** Many, or under TLP:RED, are not told by one report alone: it becomes a proposal, on which two people decide. */
  private async tellOperators(tx: Tx, { announcement, incident }: Asked): Promise<void> {
    const waiting = await waitingByRule(tx, incident.id);
    const operatorIds = (announcement.operatorIds ?? []).filter((id) => !waiting.has(id));
    if (operatorIds.length === 0) return;
    try {
      await this.telling.tell(tx, {
        incident,
        template: 'notice',
        audience: { affected: true },
        onlyOperators: operatorIds,
        frozenOperators: null,
        tlp: null,
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
    await putAside(this.transactions.reader, this, claim, why);
  }

  /** Those that are still ours, locked. */
  private async held(tx: Tx, claims: Claim[]): Promise<Announcement[]> {
    const rows = await tx.getRepository(Announcement).find({
      where: { id: In(claims.map(({ id }) => id)), state: 'due' },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return rows.filter(({ id, attempt }) =>
      claims.some((claim) => claim.id === id && claim.attempt === attempt),
    );
  }
}
