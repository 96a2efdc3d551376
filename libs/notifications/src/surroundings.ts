import { In } from 'typeorm';
import type { DeliveryState } from '#libs/contracts';
import { DELIVERY_STATES } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Incident } from '#libs/incidents';
import { Contact, Operator } from '#libs/operators';
import { NotificationDecision } from './notification-decision.entity.ts';
import type { Notification } from './notification.entity.ts';

export type DeliveryCounts = Record<DeliveryState, number>;

/** How many deliveries of each notification are in which state; a notification without any is absent. */
export async function countsOf(manager: Tx, ids: string[]): Promise<Map<string, DeliveryCounts>> {
  if (ids.length === 0) return new Map();
  const rows = await manager.query<{ id: string; state: DeliveryState; count: number }[]>(
    `SELECT notification_id AS id, state, count(*)::integer AS count FROM deliveries WHERE notification_id = ANY($1)
      GROUP BY notification_id, state`,
    [ids],
  );
  const counts = new Map<string, DeliveryCounts>();
  for (const { id, state, count } of rows) counts.set(id, { ...(counts.get(id) ?? none()), [state]: count });
  return counts;
}

export const none = (): DeliveryCounts =>
  Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as DeliveryCounts;

/** What people said to those that take others, the oldest first. */
export async function decisionsOn(
  manager: Tx,
  notifications: Notification[],
): Promise<NotificationDecision[]> {
  const ids = notifications.filter(({ approvalsNeeded }) => approvalsNeeded > 0).map(({ id }) => id);
  if (ids.length === 0) return [];
  return manager
    .getRepository(NotificationDecision)
    .find({ where: { notificationId: In(ids) }, order: { createdAt: 'ASC', id: 'ASC' } });
}

export async function incidentsById(manager: Tx, ids: string[]): Promise<Map<string, Incident>> {
  if (ids.length === 0) return new Map();
  const found = await manager.getRepository(Incident).findBy({ id: In(ids) });
  return new Map(found.map((incident) => [incident.id, incident]));
}

export async function operatorsById(manager: Tx, ids: string[]): Promise<Map<string, Operator>> {
  if (ids.length === 0) return new Map();
  const found = await manager.getRepository(Operator).findBy({ id: In(ids) });
  return new Map(found.map((operator) => [operator.id, operator]));
}

/** Those that are none any more included. */
export async function contactsById(manager: Tx, ids: string[]): Promise<Map<string, Contact>> {
  if (ids.length === 0) return new Map();
  const found = await manager.getRepository(Contact).findBy({ id: In(ids) });
  return new Map(found.map((contact) => [contact.id, contact]));
}
