import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { NotificationState } from '#libs/contracts';
import { Clock, Transactions } from '#libs/database';
import { NotificationFault } from './faults.ts';
import { NotificationDecision } from './notification-decision.entity.ts';
import { Acknowledgement, Delivery, DeliveryAttempt, Notification } from './notification.entity.ts';

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
  async notification(id: string): Promise<{
    notification: Notification;
    deliveries: Delivery[];
    attempts: DeliveryAttempt[];
    answers: Acknowledgement[];
    decisions: NotificationDecision[];
  }> {
    const notification = await this.transactions.reader.getRepository(Notification).findOneBy({ id });
    if (notification === null || notification.incidentId === null)
      throw new NotificationFault('notification.not_found', 'There is no such notification.');
    await this.withPresentState([notification]);
    const decisions = await this.decisionsOf([notification]);
    const deliveries = await this.transactions.reader
      .getRepository(Delivery)
      .find({ where: { notificationId: id }, order: { createdAt: 'ASC', id: 'ASC' } });
    const attempts = await this.transactions.reader
      .getRepository(DeliveryAttempt)
      .createQueryBuilder('a')
      .where('a.delivery_id IN (SELECT d.id FROM deliveries d WHERE d.notification_id = :id)', { id })
      .orderBy('a.attempt')
      .getMany();
    const answers = await this.transactions.reader
      .getRepository(Acknowledgement)
      .createQueryBuilder('k')
      .where('k.delivery_id IN (SELECT d.id FROM deliveries d WHERE d.notification_id = :id)', { id })
      .orderBy('k.created_at')
      .addOrderBy('k.id')
      .getMany();
    return { notification, deliveries, attempts, answers, decisions };
  }

  async notificationsOf(incidentId: string): Promise<Notification[]> {
    const found = await this.transactions.reader
      .getRepository(Notification)
      .find({ where: { incidentId }, order: { createdAt: 'ASC', id: 'ASC' } });
    return this.withPresentState(found);
  }

  /** Of those that take a second person, a page in that state, the newest first. */
  async proposed(
    state: NotificationState,
    page: { limit: number; after?: { at: Date; id: string } | undefined },
  ): Promise<Notification[]> {
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
    return this.withPresentState(await query.getMany());
  }

  async decisionsOf(notifications: Notification[]): Promise<NotificationDecision[]> {
    const ids = notifications.filter(({ approvalsNeeded }) => approvalsNeeded > 0).map(({ id }) => id);
    if (ids.length === 0) return [];
    return this.transactions.reader
      .getRepository(NotificationDecision)
      .find({ where: { notificationId: In(ids) }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** What ran out is over at that instant, whenever that is written down. */
  private async withPresentState(notifications: Notification[]): Promise<Notification[]> {
    const waiting = notifications.filter(({ state }) => state === 'awaiting_approval');
    if (waiting.length === 0) return notifications;
    const now = await this.clock.now();
    for (const one of waiting) if (one.expiresAt !== null && one.expiresAt <= now) one.state = 'expired';
    return notifications;
  }

  /** The bytes that were signed and sent. @throws NotificationFault `delivery.not_found`, `delivery.not_sent_yet` */
  async raw(deliveryId: string): Promise<Buffer> {
    const [row] = await this.transactions.reader.query<{ raw: Buffer | null }[]>(
      'SELECT raw FROM deliveries WHERE id = $1 AND incident_id IS NOT NULL',
      [deliveryId],
    );
    if (row === undefined) throw new NotificationFault('delivery.not_found', 'There is no such delivery.');
    if (row.raw === null)
      throw new NotificationFault('delivery.not_sent_yet', 'Its message has not been made yet.');
    return row.raw;
  }
}
