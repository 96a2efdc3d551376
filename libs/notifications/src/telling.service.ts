import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Audience, Lane, NotificationRequest, TimelineActor, Tlp } from '#libs/contracts';
import { groupBy, isAtLeast, tlpRestriction } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, digestOf, newSecret } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { AffectedOperator, Incident, Report, TRIAGE_RULES } from '#libs/incidents';
import { messageId } from '#libs/mail';
import { Directory } from '#libs/operators';
import type { Contact, Operator } from '#libs/operators';
import { Bells } from '#libs/queue';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import type { TriageRules } from '#libs/triage';
import { addresseesOf, audienceName, DONE_STATES, encryptionNote } from './audience.ts';
import type { Addressee } from './audience.ts';
import { NotificationFault } from './faults.ts';
import { Notification } from './notification.entity.ts';
import { isAllowedAddress, MAIL_SETTINGS } from './settings.ts';
import type { MailSettings } from './settings.ts';
import { Templates } from './templates.ts';
import { noticeVariables, receiptVariables } from './variables.ts';

export interface NewNotice {
  incident: Incident;
  template: string;
  audience: Audience;
  /** Null: everybody of the audience. */
  onlyOperators: string[] | null;
  tlp: Tlp;
  subject: string | null;
  body: string | null;
  sentBy: TimelineActor;
}

/** A delivery that is about to be written, with what the mail will be filled with. */
interface Draft {
  addressee: Addressee;
  variables: Record<string, string>;
  token: string | null;
  /** The delivery that did not get through, where this one stands in for it. */
  insteadOfId?: string;
}

export interface Preview {
  subject: string;
  text: string;
  deliveries: {
    contact: { id: string | null; email: string | null };
    operatorId: string | null;
    willBeSent: boolean;
    encrypted: false;
    encryptedTo: null;
    why: string;
  }[];
}

/** Works out who is told what, and writes one delivery a contact. Sending is another job. */
@Injectable()
export class Telling {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly timeline: Timeline,
    private readonly bells: Bells,
    private readonly templates: Templates,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  /** A person tells an audience. @throws NotificationFault */
  async notify(principal: Principal, incident: Incident, request: NotificationRequest): Promise<string> {
    const notice = this.noticeOf(principal, incident, request);
    return this.transactions.run((tx) => this.tell(tx, notice));
  }

  /** What `notify` would send, to whom, and why not; sends nothing. */
  async preview(principal: Principal, incident: Incident, request: NotificationRequest): Promise<Preview> {
    const notice = this.noticeOf(principal, incident, request);
    const now = await this.clock.now();
    const { drafts, contacts } = await this.draft(this.transactions.reader, notice, now);
    const [first] = drafts;
    const rendered = this.templates.render(notice.template, 'en', first?.variables ?? {});
    return {
      subject: notice.subject ?? rendered.subject,
      text: rendered.body,
      deliveries: drafts.map(({ addressee }) => ({
        contact: { id: addressee.contactId, email: addressee.recipient.email },
        operatorId: addressee.operatorId,
        willBeSent: addressee.withheld === null,
        encrypted: false,
        encryptedTo: null,
        why:
          addressee.withheld ??
          `signed; ${encryptionNote(contacts.find(({ id }) => id === addressee.contactId))}`,
      })),
    };
  }

  private noticeOf(principal: Principal, incident: Incident, request: NotificationRequest): NewNotice {
    const tlp = request.tlp ?? incident.tlp;
    if (tlpRestriction(tlp) < tlpRestriction(incident.tlp)) {
      throw new NotificationFault(
        'notification.tlp_wider',
        `The incident is TLP:${incident.tlp}; a notice cannot be TLP:${tlp}, which is wider.`,
      );
    }
    if (!this.templates.names().includes(request.template)) {
      throw new NotificationFault(
        'notification.template_unknown',
        `There is no template ${request.template}; there are ${this.templates.names().join(', ')}.`,
      );
    }
    if (request.audience.lists !== undefined) {
      throw new NotificationFault(
        'notification.audience_unknown',
        `There are no mailing lists yet: ${request.audience.lists.join(', ')}.`,
      );
    }
    return {
      incident,
      template: request.template,
      audience: request.audience,
      onlyOperators: null,
      tlp,
      subject: request.subject ?? null,
      body: request.body ?? null,
      sentBy: actorOf(principal),
    };
  }

  /** Writes the notification, its deliveries and the record in one transaction; the mails follow. @returns its id */
  async tell(tx: Tx, notice: NewNotice): Promise<string> {
    const now = await this.clock.now(tx);
    const { drafts } = await this.draft(tx, notice, now);
    const id = uuidv7();
    await tx.getRepository(Notification).insert({
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
    const lane: Lane = isAtLeast(notice.incident.severity, 'high') ? 'urgent' : 'normal';
    const withheld = await this.writeDeliveries(tx, id, notice.incident.id, drafts, lane, now);
    await this.timeline.append(tx, { stream: 'incident', id: notice.incident.id }, [
      {
        type: 'notification.queued',
        actor: notice.sentBy,
        at: now,
        data: {
          notificationId: id,
          template: notice.template,
          tlp: notice.tlp,
          audience: audienceName(notice.audience),
          deliveries: drafts.length,
          withheld: withheld.length,
        },
      },
      ...withheld,
    ]);
    return id;
  }

  /** The signed receipt that tells a reporter what became of the report. */
  async sendReceipt(tx: Tx, report: Report, incident: Incident): Promise<void> {
    const [user] = await tx.query<
      { id: string; email: string; name: string; timezone: string | null; language: string | null }[]
    >(
      `SELECT u.id, u.email, u.name, c.timezone, c.language FROM users u
         LEFT JOIN contacts c ON c.operator_id = u.operator_id AND lower(c.email) = lower(u.email)
        WHERE u.id = $1 LIMIT 1`,
      [report.reporterId],
    );
    if (user === undefined) return;
    const now = await this.clock.now(tx);
    const id = uuidv7();
    const timezone = user.timezone ?? 'UTC';
    await tx.getRepository(Notification).insert({
      id,
      incidentId: incident.id,
      reportId: report.id,
      template: 'receipt',
      tlp: report.tlp,
      audience: { reporter: true },
      subject: null,
      body: null,
      sentBy: SYSTEM,
      createdAt: now,
    });
    const addressee: Addressee = {
      operatorId: report.operatorId,
      contactId: null,
      userId: user.id,
      recipient: { email: user.email, name: user.name, language: user.language ?? 'en', timezone },
      withheld: isAllowedAddress(this.settings, user.email)
        ? receiptWithheld(report)
        : `This installation mails addresses under ${this.settings.onlyDomains.join(', ')} alone.`,
    };
    const variables = receiptVariables(
      report,
      incident,
      this.kindTitle(report.kind ?? incident.kind),
      timezone,
      this.settings,
    );
    const lane: Lane = isAtLeast(incident.severity, 'high') ? 'urgent' : 'normal';
    const withheld = await this.writeDeliveries(
      tx,
      id,
      incident.id,
      [{ addressee, variables, token: null }],
      lane,
      now,
    );
    await this.timeline.append(tx, { stream: 'incident', id: incident.id }, [
      {
        type: 'notification.queued',
        actor: SYSTEM,
        at: now,
        data: {
          notificationId: id,
          template: 'receipt',
          tlp: report.tlp,
          audience: 'the reporter',
          reportId: report.id,
          deliveries: 1,
          withheld: withheld.length,
        },
      },
      ...withheld,
    ]);
  }

  private async draft(
    manager: Tx,
    notice: NewNotice,
    now: Date,
  ): Promise<{ drafts: Draft[]; contacts: Contact[] }> {
    const affected = await manager.getRepository(AffectedOperator).findBy({ incidentId: notice.incident.id });
    const operators = await this.operatorsOf(manager, notice, affected);
    const contacts = await this.directory.contactsOf(
      operators.map(({ id }) => id),
      manager,
    );
    const facts = {
      incident: notice.incident,
      kindTitle: this.kindTitle(notice.incident.kind),
      tlp: notice.tlp,
      body: notice.body,
      now,
    };
    const byOperator = groupBy(contacts, ({ operatorId }) => operatorId);
    const drafts = operators.flatMap((operator) =>
      addresseesOf(operator, byOperator.get(operator.id) ?? [], notice.tlp, this.settings).map(
        (addressee) => {
          const token = newSecret();
          const own = affected.find(({ operatorId }) => operatorId === operator.id);
          return {
            addressee,
            token,
            variables: noticeVariables(facts, operator, own, addressee, this.ackUrl(token), this.settings),
          };
        },
      ),
    );
    return { drafts, contacts };
  }

  private async operatorsOf(
    manager: Tx,
    notice: NewNotice,
    affected: AffectedOperator[],
  ): Promise<Operator[]> {
    const { audience, onlyOperators, incident } = notice;
    if (audience.operators !== undefined) {
      const found = await this.directory.operatorsBySlugs(audience.operators, manager);
      const missing = audience.operators.filter((slug) => !found.some((operator) => operator.slug === slug));
      if (missing.length > 0) {
        throw new NotificationFault(
          'notification.audience_unknown',
          `The directory does not know ${missing.join(', ')}.`,
        );
      }
      return found;
    }
    if (audience.reporter === true) {
      const rows = await manager.query<{ operator_id: string }[]>(
        `SELECT DISTINCT operator_id FROM reports WHERE incident_id = $1 AND operator_id IS NOT NULL`,
        [incident.id],
      );
      return this.assertSome(
        await this.directory.operatorsByIds(
          rows.map(({ operator_id }) => operator_id),
          manager,
        ),
        'reported it',
      );
    }
    // Suspected by a name alone: a person decides on those first, by setting them to not_told.
    const wanted = affected.filter(
      ({ operatorId, state }) =>
        state !== 'suspected' &&
        !DONE_STATES.includes(state) &&
        (onlyOperators?.includes(operatorId) ?? true),
    );
    return this.assertSome(
      await this.directory.operatorsByIds(
        wanted.map(({ operatorId }) => operatorId),
        manager,
      ),
      'is affected',
    );
  }

  private assertSome(operators: Operator[], what: string): Operator[] {
    if (operators.length === 0)
      throw new NotificationFault(
        'notification.nobody',
        `Nobody would be told: no operator of the directory ${what}.`,
      );
    return operators;
  }

  /** One statement for all of them. @returns the entries of those that are withheld */
  private async writeDeliveries(
    tx: Tx,
    notificationId: string,
    incidentId: string,
    drafts: Draft[],
    lane: Lane,
    now: Date,
  ): Promise<NewEntry[]> {
    const rows = drafts.map(({ addressee, variables, token, insteadOfId }) => ({
      id: uuidv7(),
      operatorId: addressee.operatorId,
      contactId: addressee.contactId,
      userId: addressee.userId,
      recipient: addressee.recipient,
      variables,
      state: addressee.withheld === null ? 'queued' : 'withheld',
      reason: addressee.withheld,
      messageId: messageId(this.settings.domain),
      tokenHash: token === null ? null : digestOf(token).toString('hex'),
      mailToken: randomBytes(18).toString('hex'),
      insteadOfId: insteadOfId ?? null,
    }));
    await tx.query(
      `INSERT INTO deliveries (id, notification_id, incident_id, operator_id, contact_id, user_id, recipient, variables, state, reason,
                               message_id, token_hash, mail_token, instead_of_id, created_at, lane, rung_at)
       SELECT (d->>'id')::uuid, $1, $2, (d->>'operatorId')::uuid, (d->>'contactId')::uuid, (d->>'userId')::uuid, d->'recipient', d->'variables',
              d->>'state', d->>'reason', d->>'messageId', decode(d->>'tokenHash', 'hex'), d->>'mailToken', (d->>'insteadOfId')::uuid, $4, $5, $4
         FROM jsonb_array_elements($3::jsonb) AS d`,
      [notificationId, incidentId, JSON.stringify(rows), now, lane],
    );
    for (const row of rows) {
      if (row.state === 'queued')
        this.bells.ringAfterCommit(tx, { job: 'delivery.send', lane, id: row.id, attempt: 0 });
    }
    return rows
      .filter(({ state }) => state === 'withheld')
      .map(({ id, operatorId, contactId, reason }) => ({
        type: 'delivery.withheld',
        actor: SYSTEM,
        at: now,
        data: { deliveryId: id, operatorId, contactId, notificationId, to: 'withheld', reason },
      }));
  }

  /** Another contact of the same operator gets the same notice, with a link of its own. */
  async tellInstead(
    tx: Tx,
    bounced: { id: string; notificationId: string; incidentId: string; lane: Lane },
    addressee: Addressee,
    now: Date,
  ): Promise<NewEntry[]> {
    const notification = await tx.getRepository(Notification).findOneByOrFail({ id: bounced.notificationId });
    const incident = await tx.getRepository(Incident).findOneByOrFail({ id: bounced.incidentId });
    const affected = await tx
      .getRepository(AffectedOperator)
      .findBy({ incidentId: incident.id, operatorId: addressee.operatorId ?? '' });
    const [operator] = await this.directory.operatorsByIds([addressee.operatorId ?? ''], tx);
    const token = newSecret();
    const facts = {
      incident,
      kindTitle: this.kindTitle(incident.kind),
      tlp: notification.tlp,
      body: notification.body,
      now,
    };
    const variables = noticeVariables(
      facts,
      operator,
      affected[0],
      addressee,
      this.ackUrl(token),
      this.settings,
    );
    const withheld = await this.writeDeliveries(
      tx,
      notification.id,
      incident.id,
      [{ addressee, variables, token, insteadOfId: bounced.id }],
      bounced.lane,
      now,
    );
    return [
      {
        type: 'delivery.escalated',
        actor: SYSTEM,
        at: now,
        data: {
          operatorId: addressee.operatorId,
          insteadOf: bounced.id,
          contactId: addressee.contactId,
          notificationId: notification.id,
        },
      },
      ...withheld,
    ];
  }

  kindTitle(kind: string): string {
    return this.rules.kinds.get(kind)?.title ?? kind;
  }

  private ackUrl(token: string): string {
    return `${this.settings.publicUrl}/ack/${token}`;
  }
}

const SYSTEM: TimelineActor = { kind: 'system', name: 'notifications' };

function receiptWithheld(report: Report): string | null {
  // The receipt repeats the summary, which under TLP:RED may not travel in clear.
  return report.tlp === 'RED'
    ? 'TLP:RED goes out encrypted alone, and this version signs but does not encrypt yet; the reporter sees the report here.'
    : null;
}
