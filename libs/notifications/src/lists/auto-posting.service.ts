import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { TimelineActor } from '#libs/contracts';
import { narrowest } from '#libs/contracts';
import { Audit } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Incident, TRIAGE_RULES } from '#libs/incidents';
import type { Claim, WorkHandler } from '#libs/queue';
import { putAside } from '#libs/queue';
import type { TriageRules } from '#libs/triage';
import { kindTitle } from '../variables.ts';
import { alertWords, digestWords } from './alert-words.ts';
import { ListFault } from './faults.ts';
import { MailingList } from './list.entity.ts';
import { isPostable, whyNotByRule } from './matching.ts';
import { Posting } from './posting.service.ts';
import { HeldAlert, ListRule } from './rule.entity.ts';

const POSTING: TimelineActor = { kind: 'system', name: 'automatic alert' };

/** Posts held alerts when their time has come; those that are too many for their window go together, at its end. */
@Injectable()
export class AutoPosting implements WorkHandler {
  readonly job = 'alert.post' as const;
  readonly table = 'list_alerts';
  readonly states = ['held', 'gathering'];
  readonly aside = { state: 'quarantined', again: 'held', over: 'stopped' };

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly posting: Posting,
    private readonly audit: Audit,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {}

  async work(claim: Claim): Promise<null> {
    await this.transactions.run(async (tx) => {
      const alert = await tx
        .getRepository(HeldAlert)
        .findOne({ where: { id: claim.id, attempt: claim.attempt, state: In(this.states) } });
      if (alert === null) return;
      const rule = await this.holdRule(tx, alert);
      // Others of its rule may have taken it along while we waited.
      const held = await lockHeld(tx, alert);
      if (held === null) return;
      const now = await this.clock.now(tx);
      if (held.state === 'gathering') await this.post(tx, rule, await gathered(tx, rule), POSTING, now);
      else if (await this.putOff(tx, rule, held)) return;
      else await this.post(tx, rule, [held], POSTING, now);
    });
    return null;
  }

  /** One by one: each holds its rule still, and those of a window see each other. */
  async workAll(claims: Claim[]): Promise<null[]> {
    for (const claim of claims) await this.work(claim);
    return claims.map(() => null);
  }

  async quarantine(claim: Claim, why: string): Promise<void> {
    await putAside(this.transactions.reader, this, claim, why);
  }

  /** Alone and now, because a person says so, or together with nobody. */
  async postNow(tx: Tx, alert: HeldAlert, by: TimelineActor, now: Date): Promise<void> {
    await this.post(tx, await this.holdRule(tx, alert), [alert], by, now);
  }

  private async holdRule(tx: Tx, { ruleId }: HeldAlert): Promise<ListRule> {
    return tx
      .getRepository(ListRule)
      .findOneOrFail({ where: { id: ruleId }, lock: { mode: 'pessimistic_write' } });
  }

  /** The window is full: it waits for its end, where all that wait go together. */
  private async putOff(tx: Tx, rule: ListRule, { id }: HeldAlert): Promise<boolean> {
    const [row] = await tx.query<{ posted: number; over: Date | null }[]>(
      `SELECT count(DISTINCT notification_id)::int AS posted, min(decided_at) + make_interval(mins => $2) AS over FROM list_alerts
        WHERE rule_id = $1 AND state = 'sent' AND decided_at > dnscert_now() - make_interval(mins => $2)`,
      [rule.id, rule.windowMinutes],
    );
    if (row === undefined || row.over === null || row.posted < rule.mostAlerts) return false;
    await tx
      .getRepository(HeldAlert)
      .update({ id }, { state: 'gathering', dueAt: row.over, leaseUntil: null, strikes: 0, rungAt: null });
    return true;
  }

  /** By the labels of now. What may not go is withheld, and it is seen why. */
  private async post(
    tx: Tx,
    rule: ListRule,
    alerts: HeldAlert[],
    by: TimelineActor,
    now: Date,
  ): Promise<void> {
    const list = await tx.getRepository(MailingList).findOneByOrFail({ id: rule.listId });
    const incidents = await tx.getRepository(Incident).find({
      where: { id: In(alerts.map(({ incidentId }) => incidentId)) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_read' },
    });
    const about = alerts.flatMap((alert) => {
      const incident = incidents.find(({ id }) => id === alert.incidentId);
      return incident === undefined ? [] : [{ alert, incident }];
    });
    const going: typeof about = [];
    for (const one of about) {
      const why = whyNotNow(rule, one.incident);
      if (why === null) going.push(one);
      else await this.end(tx, [one.alert], { state: 'withheld', reason: why, by, now });
    }
    const [first, ...others] = going;
    if (first === undefined) return;
    const toldOf = ({ severity, tlds, openedAt, kind }: Incident) => ({
      severity,
      tlds,
      openedAt,
      kindTitle: kindTitle(this.rules, kind),
    });
    const words = {
      ...(others.length === 0
        ? alertWords(toldOf(first.incident))
        : digestWords(going.map(({ incident }) => toldOf(incident)))),
      tlp: narrowest(first.incident.tlp, ...others.map(({ incident }) => incident.tlp)),
    };
    const sent = going.map(({ alert }) => alert);
    try {
      const notificationId = await this.posting.postByRule(
        tx,
        list.slug,
        words,
        going.map(({ incident }) => incident.id),
        by,
      );
      await this.end(tx, sent, { state: 'sent', reason: null, by, now, notificationId });
    } catch (error) {
      if (!(error instanceof ListFault)) throw error;
      await this.end(tx, sent, { state: 'withheld', reason: error.message, by, now });
    }
  }

  private async end(
    tx: Tx,
    alerts: HeldAlert[],
    { state, reason, by, now, notificationId }: End,
  ): Promise<void> {
    await tx.getRepository(HeldAlert).update(
      { id: In(alerts.map(({ id }) => id)) },
      {
        ...{ state, reason, decidedAt: now, leaseUntil: null, strikes: 0 },
        decidedBy: by.kind === 'system' ? null : by,
        notificationId: notificationId ?? null,
      },
    );
    if (state !== 'withheld') return;
    await this.audit.append(
      tx,
      alerts.map(({ id, listId, incidentId }) => ({
        type: 'alert.withheld' as const,
        actor: by,
        subject: { kind: 'list_alert', id },
        data: { listId, incidentId, reason },
      })),
    );
  }
}

interface End {
  state: 'sent' | 'withheld';
  reason: string | null;
  by: TimelineActor;
  now: Date;
  notificationId?: string;
}

function whyNotNow(rule: ListRule, incident: Incident): string | null {
  if (!isPostable(incident))
    return `The incident is ${incident.exercise ? 'an exercise' : incident.state} by now.`;
  const why = whyNotByRule(rule, incident);
  return why === null ? null : `${why}.`;
}

export async function lockHeld(tx: Tx, { id }: Pick<HeldAlert, 'id'>): Promise<HeldAlert | null> {
  return tx.getRepository(HeldAlert).findOne({
    where: { id, state: In(['held', 'gathering']) },
    lock: { mode: 'pessimistic_write' },
  });
}

/** All of a rule that wait for the end of its window. */
async function gathered(tx: Tx, { id }: ListRule): Promise<HeldAlert[]> {
  return tx.getRepository(HeldAlert).find({
    where: { ruleId: id, state: 'gathering' },
    order: { createdAt: 'ASC', id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
}
