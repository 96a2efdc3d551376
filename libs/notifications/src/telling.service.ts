import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Audience, Lane, NotificationRequest, TimelineActor, Tlp } from '#libs/contracts';
import { groupBy, isAtLeast, tlpRestriction } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, newSecret } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { AffectedOperator, Incident, numbersKnown, TRIAGE_RULES } from '#libs/incidents';
import { Directory } from '#libs/operators';
import type { Contact, Operator } from '#libs/operators';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import type { TriageRules } from '#libs/triage';
import { addresseesOf, audienceName, DONE_STATES, encryptionNote } from './audience.ts';
import type { Addressee } from './audience.ts';
import { Deliveries, SYSTEM } from './deliveries.service.ts';
import type { Draft } from './deliveries.service.ts';
import { NotificationFault } from './faults.ts';
import { Notification } from './notification.entity.ts';
import { MAIL_SETTINGS } from './settings.ts';
import type { MailSettings } from './settings.ts';
import { Templates } from './templates.ts';
import { kindTitle, noticeVariables } from './variables.ts';

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

/** Works out who is told what in a notice, and writes one delivery a contact. Sending is another job. */
@Injectable()
export class Telling {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly timeline: Timeline,
    private readonly deliveries: Deliveries,
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
    const { withheld } = await this.deliveries.write(
      tx,
      drafts.map((draft) => ({ ...draft, notificationId: id, incidentId: notice.incident.id, lane })),
      now,
    );
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
      ...withheld.map(({ entry }) => entry),
    ]);
    return id;
  }

  private async draft(
    manager: Tx,
    notice: NewNotice,
    now: Date,
  ): Promise<{ drafts: Draft[]; contacts: Contact[] }> {
    const rows = await manager.getRepository(AffectedOperator).findBy({ incidentId: notice.incident.id });
    // Whoever went on in another incident is told there.
    const affected = rows.filter(({ leftAt }) => leftAt === null || notice.incident.mergedIntoId !== null);
    const numbers = await numbersKnown(manager, affected);
    const operators = await this.operatorsOf(manager, notice, affected);
    const contacts = await this.directory.contactsOf(
      operators.map(({ id }) => id),
      manager,
    );
    const { incident, tlp, body } = notice;
    const byOperator = groupBy(contacts, ({ operatorId }) => operatorId);
    const drafts = operators.flatMap((operator) =>
      addresseesOf(operator, byOperator.get(operator.id) ?? [], notice.tlp, this.settings).map(
        (addressee) => {
          const token = newSecret();
          const own = affected.find(({ operatorId }) => operatorId === operator.id);
          const facts = {
            incident,
            number: numbers.get(operator.id) ?? incident.number,
            kindTitle: kindTitle(this.rules, own?.kind ?? incident.kind),
            tlp,
            body,
            now,
          };
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
    const numbers = await numbersKnown(tx, affected);
    const facts = {
      incident,
      number: numbers.get(addressee.operatorId ?? '') ?? incident.number,
      kindTitle: kindTitle(this.rules, affected[0]?.kind ?? incident.kind),
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
    const { withheld } = await this.deliveries.write(
      tx,
      [
        {
          addressee,
          variables,
          token,
          insteadOfId: bounced.id,
          notificationId: notification.id,
          incidentId: incident.id,
          lane: bounced.lane,
        },
      ],
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
      ...withheld.map(({ entry }) => entry),
    ];
  }

  private ackUrl(token: string): string {
    return `${this.settings.publicUrl}/ack/${token}`;
  }
}
