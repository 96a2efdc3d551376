import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Lane, NotificationRequest, TimelineActor } from '#libs/contracts';
import { isAtLeast } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Incident } from '#libs/incidents';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import { audienceName } from './audience.ts';
import { Deliveries } from './deliveries.service.ts';
import { Drafting } from './drafting.service.ts';
import type { Drafted } from './drafting.service.ts';
import { NotificationFault } from './faults.ts';
import { Posting } from './lists/posting.service.ts';
import { labelled, noticeOf } from './new-notice.ts';
import type { NewNotice, Notice } from './new-notice.ts';
import { Notification } from './notification.entity.ts';
import { secondPersonOf } from './reached.ts';
import { sampleMail } from './sample-mail.ts';
import { WAITS_HOURS } from './second-person.ts';
import type { SecondPerson } from './second-person.ts';
import { MAIL_SETTINGS, SENDING_POLICY } from './settings.ts';
import type { MailSettings, SendingPolicy } from './settings.ts';
import { asksForAnswer, isOpenedAgain } from './slices/record-slice.ts';
import { Templates } from './templates.ts';

/** Tells an audience: writes one delivery a contact, or, where it takes a second person, the proposal. Sending is another job. */
@Injectable()
export class Telling {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly drafting: Drafting,
    private readonly timeline: Timeline,
    private readonly deliveries: Deliveries,
    private readonly templates: Templates,
    private readonly posting: Posting,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
  ) {}

  /** A person tells an audience. @throws NotificationFault */
  async notify(principal: Principal, incident: Incident, request: NotificationRequest): Promise<string> {
    const alert = alertIn(incident, request);
    if (alert !== null) return this.posting.post(principal, alert.slug, alert);
    const notice = noticeOf(this.templates, actorOf(principal), incident, request);
    return this.transactions.run((tx) => this.tell(tx, notice));
  }

  /**
   * In one transaction with the record: the notification and its deliveries, or the notification as a proposal that waits for
   * a second person; the mails follow. The label is that of the incident at this moment, held until the commit.
   * @returns the notification's id
   * @throws NotificationFault
   */
  async tell(tx: Tx, asked: NewNotice): Promise<string> {
    const notice = labelled(asked, await presentIncident(tx, asked.incident.id));
    const now = await this.clock.now(tx);
    const drafted = await this.drafting.draft(tx, notice, now);
    const second = await secondPersonOf(tx, notice, drafted.operators, this.policy);
    const id = uuidv7();
    const entries =
      second.needed === 0
        ? await this.write(tx, id, notice, drafted, now)
        : await this.propose(tx, id, notice, drafted, second, now);
    await this.timeline.append(tx, { stream: 'incident', id: notice.incident.id }, entries);
    return id;
  }

  private async write(tx: Tx, id: string, notice: Notice, drafted: Drafted, now: Date): Promise<NewEntry[]> {
    await tx.getRepository(Notification).insert({ ...rowOf(id, notice, now), state: 'sent' });
    return this.queue(tx, id, notice, drafted, now, {});
  }

  private async propose(
    tx: Tx,
    id: string,
    notice: Notice,
    drafted: Drafted,
    { needed, why }: SecondPerson,
    now: Date,
  ): Promise<NewEntry[]> {
    const counts = {
      operators: drafted.operators.length,
      deliveries: drafted.drafts.length,
      withheld: drafted.drafts.filter(({ addressee }) => addressee.withheld !== null).length,
    };
    const expiresAt = new Date(now.getTime() + WAITS_HOURS * 3_600_000);
    await tx.getRepository(Notification).insert({
      ...rowOf(id, notice, now),
      state: 'awaiting_approval',
      approvalsNeeded: needed,
      expiresAt,
      proposal: {
        why: why ?? '',
        operatorIds: drafted.operators.map((operator) => operator.id),
        ...counts,
        sample: sampleMail(this.templates, notice, drafted.drafts[0], this.settings.publicUrl),
      },
    });
    return [
      {
        type: 'notification.proposed',
        actor: notice.sentBy,
        at: now,
        data: {
          notificationId: id,
          template: notice.template,
          tlp: notice.tlp,
          audience: audienceName(notice.audience),
          ...counts,
          approvalsNeeded: needed,
          reason: why,
          expiresAt: expiresAt.toISOString(),
        },
      },
    ];
  }

  /**
   * The others agreed: writes what was proposed, to those who were in the audience then.
   * @returns the entries, for the caller's append
   * @throws NotificationFault `notification.tlp_wider` when the incident was raised meanwhile, `notification.opened_again`
   */
  async release(tx: Tx, proposed: Notification, approvedBy: TimelineActor[], now: Date): Promise<NewEntry[]> {
    const incident = await presentIncident(tx, proposed.incidentId ?? '');
    const { template, audience, tlp, subject, body, sentBy, proposal } = proposed;
    if ('person' in audience) throw new Error('a letter is never proposed');
    if (isOpenedAgain(proposed, incident.closedAt))
      throw new NotificationFault(
        'notification.opened_again',
        'The incident was opened again: each operator gets its part of the record when it is closed again.',
      );
    const frozenOperators = proposal?.operatorIds ?? [];
    const notice = labelled(
      { incident, template, audience, onlyOperators: null, frozenOperators, tlp, subject, body, sentBy },
      incident,
    );
    const drafted = await this.drafting.draft(tx, notice, now);
    await tx.getRepository(Notification).update({ id: proposed.id }, { state: 'sent', decidedAt: now });
    return this.queue(tx, proposed.id, notice, drafted, now, { approvedBy });
  }

  private async queue(
    tx: Tx,
    notificationId: string,
    notice: Notice,
    { drafts }: Drafted,
    now: Date,
    more: Record<string, unknown>,
  ): Promise<NewEntry[]> {
    const { incident } = notice;
    // What asks for nothing is in no hurry.
    const isUrgent = asksForAnswer(notice.template) && isAtLeast(incident.severity, 'high');
    const lane: Lane = isUrgent ? 'urgent' : 'normal';
    const { withheld } = await this.deliveries.write(
      tx,
      drafts.map((draft) => ({ ...draft, notificationId, incidentId: incident.id, lane })),
      now,
    );
    return [
      {
        type: 'notification.queued',
        actor: notice.sentBy,
        at: now,
        data: {
          notificationId,
          template: notice.template,
          tlp: notice.tlp,
          audience: audienceName(notice.audience),
          deliveries: drafts.length,
          withheld: withheld.length,
          ...more,
        },
      },
      ...withheld.map(({ entry }) => entry),
    ];
  }
}

/** What goes to one list as a person wrote it; null: it is for operators, or cannot be. */
function alertIn(incident: Incident, { audience, subject, body, tlp }: NotificationRequest) {
  const [slug, ...others] = audience.lists ?? [];
  if (slug === undefined || others.length > 0 || subject === undefined || body === undefined) return null;
  return { slug, subject, body, tlp: tlp ?? incident.tlp, incidentId: incident.id };
}

/** Nobody changes its label until we are done. */
async function presentIncident(tx: Tx, id: string): Promise<Incident> {
  return tx.getRepository(Incident).findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_read' } });
}

const rowOf = (id: string, notice: Notice, now: Date) => ({
  id,
  incidentId: notice.incident.id,
  reportId: null,
  template: notice.template,
  tlp: notice.tlp,
  audience: notice.audience,
  subject: notice.subject,
  body: notice.body,
  sentBy: notice.sentBy,
  createdAt: now,
});
