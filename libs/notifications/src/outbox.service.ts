import { Injectable } from '@nestjs/common';
import { groupBy } from '#libs/contracts';
import type { NotificationState, Tlp } from '#libs/contracts';
import { Clock, Transactions } from '#libs/database';
import type { Incident } from '#libs/incidents';
import type { Contact, Operator } from '#libs/operators';
import { NotificationFault } from './faults.ts';
import type { NotificationDecision } from './notification-decision.entity.ts';
import { Acknowledgement, Delivery, DeliveryAttempt, Notification } from './notification.entity.ts';
import { contactsById, countsOf, decisionsOn, incidentsById, none, operatorsById } from './surroundings.ts';
import type { DeliveryCounts } from './surroundings.ts';

/** A notification with all that became of it. */
export interface Told extends Held {
  deliveries: Delivery[];
  attempts: DeliveryAttempt[];
  answers: Acknowledgement[];
  toldOperators: ReadonlyMap<string, Operator>;
  contacts: ReadonlyMap<string, Contact>;
}

/** One that takes others, with what was said to it so far. */
export interface Proposed {
  notification: Notification;
  decisions: NotificationDecision[];
}

export interface Counted extends Proposed {
  counts: DeliveryCounts;
}

export interface Held extends Proposed {
  incident: Incident | null;
  /** The first of them by slug. */
  operators: Operator[];
}

/** Operators of a held send that its line in a list names. */
const MOST_NAMED = 30;

/**
 * What is proposed or sent, and what became of it. Letters are their recipient's alone: a link in one may make somebody a
 * lead.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @throws NotificationFault `notification.not_found` */
  async notification(id: string): Promise<Told> {
    const { reader } = this.transactions;
    const notification = await reader.getRepository(Notification).findOneBy({ id });
    if (notification === null || (notification.incidentId === null && notification.listId === null))
      throw new NotificationFault('notification.not_found', 'There is no such notification.');
    const deliveries = await reader
      .getRepository(Delivery)
      .find({ where: { notificationId: id }, order: { createdAt: 'ASC', id: 'ASC' } });
    const attempts = await reader
      .getRepository(DeliveryAttempt)
      .createQueryBuilder('a')
      .where('a.delivery_id IN (SELECT d.id FROM deliveries d WHERE d.notification_id = :id)', { id })
      .orderBy('a.attempt')
      .getMany();
    const answers = await reader
      .getRepository(Acknowledgement)
      .createQueryBuilder('k')
      .where('k.delivery_id IN (SELECT d.id FROM deliveries d WHERE d.notification_id = :id)', { id })
      .orderBy('k.created_at')
      .addOrderBy('k.id')
      .getMany();
    const [held] = await this.withSurroundings(await this.withDecisions([notification]), Infinity);
    return {
      ...(held ?? { notification, decisions: [], incident: null, operators: [] }),
      deliveries,
      attempts,
      answers,
      toldOperators: await operatorsById(reader, named(deliveries.map(({ operatorId }) => operatorId))),
      contacts: await contactsById(reader, named(deliveries.map(({ contactId }) => contactId))),
    };
  }

  /** Of an incident, the oldest first, with how its deliveries stand. */
  async notificationsOf(incidentId: string): Promise<Counted[]> {
    const { reader } = this.transactions;
    const found = await reader
      .getRepository(Notification)
      .find({ where: { incidentId }, order: { createdAt: 'ASC', id: 'ASC' } });
    const counts = await countsOf(
      reader,
      found.map(({ id }) => id),
    );
    const proposed = await this.withDecisions(found);
    return proposed.map((one) => ({ ...one, counts: counts.get(one.notification.id) ?? none() }));
  }

  /** Of those that take a second person, a page in that state, the newest first. */
  async proposed(
    state: NotificationState,
    page: { limit: number; after?: { at: Date; id: string } | undefined },
  ): Promise<Proposed[]> {
    const isOver = `(n.state = 'awaiting_approval' AND n.expires_at <= dnscert_now())`;
    const query = this.transactions.reader
      .getRepository(Notification)
      .createQueryBuilder('n')
      .where('n.approvalsNeeded > 0')
      .andWhere(`CASE WHEN ${isOver} THEN 'expired' ELSE n.state END = :state`, { state })
      .andWhere('n.state = ANY(:stored)', {
        stored: state === 'expired' ? ['expired', 'awaiting_approval'] : [state],
      })
      .orderBy('n.createdAt', 'DESC')
      .addOrderBy('n.id', 'DESC')
      .limit(page.limit);
    if (page.after !== undefined)
      query.andWhere('(n.created_at, n.id) < (:at, :id)', { at: page.after.at, id: page.after.id });
    return this.withDecisions(await query.getMany());
  }

  /** The same, with what somebody needs who is to decide: about which incident, and to whom. */
  async held(...asked: Parameters<Outbox['proposed']>): Promise<Held[]> {
    return this.withSurroundings(await this.proposed(...asked), MOST_NAMED);
  }

  /** With the first so many operators of each. */
  private async withSurroundings(proposed: Proposed[], mostNamed: number): Promise<Held[]> {
    const { reader } = this.transactions;
    const idsOf = ({ notification: { proposal } }: Proposed) => proposal?.operatorIds ?? [];
    const incidents = await incidentsById(
      reader,
      named(proposed.map(({ notification }) => notification.incidentId)),
    );
    const operators = await operatorsById(reader, named(proposed.flatMap(idsOf)));
    return proposed.map((one) => ({
      ...one,
      incident: incidents.get(one.notification.incidentId ?? '') ?? null,
      operators: idsOf(one)
        .flatMap((id) => operators.get(id) ?? [])
        .sort((a, b) => a.slug.localeCompare(b.slug, 'en'))
        .slice(0, mostNamed),
    }));
  }

  private async withDecisions(notifications: Notification[]): Promise<Proposed[]> {
    const shown = await this.withPresentState(notifications);
    const decisions = groupBy(
      await decisionsOn(this.transactions.reader, shown),
      ({ notificationId }) => notificationId,
    );
    return shown.map((notification) => ({ notification, decisions: decisions.get(notification.id) ?? [] }));
  }

  /** What ran out is over at that instant, whenever that is written down. */
  private async withPresentState(notifications: Notification[]): Promise<Notification[]> {
    const waiting = notifications.filter(({ state }) => state === 'awaiting_approval');
    if (waiting.length === 0) return notifications;
    const now = await this.clock.now();
    for (const one of waiting) if (one.expiresAt !== null && one.expiresAt <= now) one.state = 'expired';
    return notifications;
  }

  /** The label under which it was sent; null: there is none such. */
  async labelOf(what: 'notifications' | 'deliveries', id: string): Promise<Tlp | null> {
    const [row] = await this.transactions.reader.query<{ tlp: Tlp }[]>(
      what === 'notifications'
        ? 'SELECT tlp FROM notifications WHERE id = $1'
        : 'SELECT n.tlp FROM deliveries d JOIN notifications n ON n.id = d.notification_id WHERE d.id = $1',
      [id],
    );
    return row?.tlp ?? null;
  }

  /** The bytes that were signed and sent. @throws NotificationFault `delivery.not_found`, `delivery.not_sent_yet` */
  async raw(deliveryId: string): Promise<Buffer> {
    const [row] = await this.transactions.reader.query<{ raw: Buffer | null }[]>(
      `SELECT d.raw FROM deliveries d JOIN notifications n ON n.id = d.notification_id
        WHERE d.id = $1 AND (d.incident_id IS NOT NULL OR n.list_id IS NOT NULL)`,
      [deliveryId],
    );
    if (row === undefined) throw new NotificationFault('delivery.not_found', 'There is no such delivery.');
    if (row.raw === null)
      throw new NotificationFault('delivery.not_sent_yet', 'Its message has not been made yet.');
    return row.raw;
  }
}

/** Each once, without what is none. */
const named = (ids: (string | null)[]): string[] => [...new Set(ids.flatMap((id) => id ?? []))];
