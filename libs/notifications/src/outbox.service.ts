import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { NotificationFault } from './faults.ts';
import { Acknowledgement, Delivery, DeliveryAttempt, Notification } from './notification.entity.ts';

/** What was sent, and what became of it. Letters are their recipient's alone: a link in one may make somebody a lead. */
@Injectable()
export class Outbox {
  constructor(private readonly transactions: Transactions) {}

  /** @throws NotificationFault `notification.not_found` */
  async notification(id: string): Promise<{
    notification: Notification;
    deliveries: Delivery[];
    attempts: DeliveryAttempt[];
    answers: Acknowledgement[];
  }> {
    const notification = await this.transactions.reader.getRepository(Notification).findOneBy({ id });
    if (notification === null || notification.incidentId === null)
      throw new NotificationFault('notification.not_found', 'There is no such notification.');
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
    return { notification, deliveries, attempts, answers };
  }

  async notificationsOf(incidentId: string): Promise<Notification[]> {
    return this.transactions.reader
      .getRepository(Notification)
      .find({ where: { incidentId }, order: { createdAt: 'ASC', id: 'ASC' } });
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
