import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { groupBy } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { Acknowledgement, Delivery, Notification } from './notification.entity.ts';

/** A mail that a relay took, with the message it brought and what was answered to it. */
export interface Notice {
  delivery: Delivery;
  notification: Notification;
  answers: Acknowledgement[];
}

/** What reporters and people without an operator got is theirs, and no notice. */
const IS_NOTICE = `d.user_id IS NULL AND d.operator_id IS NOT NULL AND (d.handed_over_at IS NOT NULL OR d.acknowledged_at IS NOT NULL)`;

/** Mails about incidents as their readers have them; how sending went is the {@link Outbox}'s. */
@Injectable()
export class Notices {
  constructor(private readonly transactions: Transactions) {}

  /** To one operator, of its cases, by the id under which it knows each; newest first. */
  async ofCases(operatorId: string, caseIds: string[]): Promise<Map<string, Notice[]>> {
    const rows = await this.transactions.reader.query<{ id: string; case_id: string }[]>(
      `SELECT d.id, COALESCE(a.known_as_id, a.incident_id) AS case_id
         FROM deliveries d JOIN affected_operators a ON a.incident_id = d.incident_id AND a.operator_id = d.operator_id
        WHERE d.operator_id = $1 AND COALESCE(a.known_as_id, a.incident_id) = ANY($2) AND ${IS_NOTICE}`,
      [operatorId, caseIds],
    );
    const caseOf = new Map(rows.map(({ id, case_id }) => [id, case_id]));
    return groupBy(await this.read([...caseOf.keys()]), ({ delivery }) => caseOf.get(delivery.id) ?? '');
  }

  /** To all operators; newest first. */
  async ofIncident(incidentId: string): Promise<Notice[]> {
    const rows = await this.transactions.reader.query<{ id: string }[]>(
      `SELECT d.id FROM deliveries d WHERE d.incident_id = $1 AND ${IS_NOTICE}`,
      [incidentId],
    );
    return this.read(rows.map(({ id }) => id));
  }

  private async read(ids: string[]): Promise<Notice[]> {
    const { reader } = this.transactions;
    const deliveries = await reader
      .getRepository(Delivery)
      .find({ where: { id: In(ids) }, order: { createdAt: 'DESC', id: 'DESC' } });
    const notifications = await reader
      .getRepository(Notification)
      .findBy({ id: In([...new Set(deliveries.map(({ notificationId }) => notificationId))]) });
    const answers = await reader
      .getRepository(Acknowledgement)
      .find({ where: { deliveryId: In(ids) }, order: { createdAt: 'ASC', id: 'ASC' } });
    const messages = new Map(notifications.map((notification) => [notification.id, notification]));
    const answersOf = groupBy(answers, ({ deliveryId }) => deliveryId);
    return deliveries.flatMap((delivery) => {
      const notification = messages.get(delivery.notificationId);
      return notification === undefined
        ? []
        : [{ delivery, notification, answers: answersOf.get(delivery.id) ?? [] }];
    });
  }
}
