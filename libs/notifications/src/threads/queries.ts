import type { AffectedState, ReportChannel, ServiceState, TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Acknowledgement, Delivery, DeliveryAttempt, Notification } from '../notification.entity.ts';

/** An operator in an incident, with the incidents whose mails and answers belong to it: see `strandsOf`. */
export interface Strand {
  operatorId: string;
  incidentIds: string[];
}

export async function strandOf(reader: Tx, incidentId: string, operatorId: string): Promise<Strand> {
  const rows = await reader.query<{ id: string }[]>(
    `SELECT $1::uuid AS id UNION SELECT id FROM incidents WHERE merged_into_id = $1
      UNION SELECT known_as_id FROM affected_operators WHERE incident_id = $1 AND operator_id = $2 AND known_as_id IS NOT NULL`,
    [incidentId, operatorId],
  );
  return { operatorId, incidentIds: rows.map(({ id }) => id) };
}

const placesOf = ({ operatorId, incidentIds }: Strand) => [operatorId, incidentIds];

/** Whose part of the incident it is, or was. */
export async function isPartOf(reader: Tx, strand: Strand): Promise<boolean> {
  const [row] = await reader.query<{ known: boolean }[]>(
    `SELECT EXISTS (SELECT 1 FROM affected_operators WHERE operator_id = $1 AND incident_id = ANY($2))
         OR EXISTS (SELECT 1 FROM deliveries WHERE operator_id = $1 AND incident_id = ANY($2)) AS known`,
    placesOf(strand),
  );
  return row?.known === true;
}

export interface Mails {
  deliveries: Delivery[];
  notifications: ReadonlyMap<string, Notification>;
  attempts: DeliveryAttempt[];
  answers: Acknowledgement[];
}

/** To its contacts, and the receipts of what its people reported. */
export async function mailsOf(reader: Tx, { operatorId, incidentIds }: Strand): Promise<Mails> {
  const deliveries = await reader
    .getRepository(Delivery)
    .createQueryBuilder('d')
    .innerJoin(Notification, 'n', 'n.id = d.notification_id')
    .where('d.incident_id = ANY(:incidentIds)', { incidentIds })
    .andWhere(
      `(d.operator_id = :operatorId AND d.user_id IS NULL
         OR d.user_id IS NOT NULL AND n.report_id IN (SELECT r.id FROM reports r WHERE r.operator_id = :operatorId))`,
      { operatorId },
    )
    .getMany();
  const of = <T extends object>(entity: new () => T, column: string, values: string[]) =>
    reader.getRepository(entity).createQueryBuilder('x').where(`x.${column} = ANY(:values)`, { values });
  const ids = deliveries.map(({ id }) => id);
  const notifications = await of(Notification, 'id', [
    ...new Set(deliveries.map(({ notificationId }) => notificationId)),
  ]).getMany();
  return {
    deliveries,
    notifications: new Map(notifications.map((one) => [one.id, one])),
    attempts: await of(DeliveryAttempt, 'delivery_id', ids).orderBy('x.attempt').getMany(),
    answers: await of(Acknowledgement, 'delivery_id', ids)
      .orderBy('x.created_at')
      .addOrderBy('x.id')
      .getMany(),
  };
}

export interface ReportRow {
  id: string;
  number: string;
  summary: string;
  channel: ReportChannel;
  at: Date;
}

export const reportsOf = (reader: Tx, strand: Strand): Promise<ReportRow[]> =>
  reader.query(
    `SELECT id, number, summary, channel, received_at AS at FROM reports WHERE operator_id = $1 AND incident_id = ANY($2)`,
    placesOf(strand),
  );

export interface NoteRow {
  id: string;
  body: string;
  by: string;
  at: Date;
}

/** By its own people; ours are for ourselves. */
export const notesOf = (reader: Tx, strand: Strand): Promise<NoteRow[]> =>
  reader.query(
    `SELECT n.id, n.body, u.name AS by, n.created_at AS at FROM notes n JOIN users u ON u.id = n.author_id
      WHERE n.operator_id = $1 AND n.incident_id = ANY($2)`,
    placesOf(strand),
  );

export interface FileRow {
  id: string;
  name: string;
  bytes: number;
  at: Date;
}

export const filesOf = (reader: Tx, strand: Strand): Promise<FileRow[]> =>
  reader.query(
    `SELECT id, name, bytes, created_at AS at FROM attachments WHERE operator_id = $1 AND incident_id = ANY($2)`,
    placesOf(strand),
  );

export interface StateRow {
  id: string;
  from: AffectedState | null;
  to: AffectedState;
  serviceState: ServiceState | null;
  reason: string | null;
  via: Acknowledgement['via'] | null;
  by: TimelineActor;
  at: Date;
}

/**
 * What somebody said of its state otherwise than by an answer to a mail, whose entry stands right before the state that it
 * made. What a merge or a split carried over was said before.
 */
export const statesOf = (reader: Tx, strand: Strand): Promise<StateRow[]> =>
  reader.query(
    `SELECT s.stream_id || ' ' || s.index AS id, s.data->>'from' AS "from", s.data->>'to' AS "to",
            s.data->>'serviceTo' AS "serviceState", s.data->>'reason' AS reason, s.data->>'via' AS via, s.actor AS by, s.at
       FROM timeline_entries s
      WHERE s.data->>'operatorId' = $1::text AND s.stream_id = ANY($2) AND s.type IN ('operator.state_changed', 'operator.added')
        AND s.actor->>'kind' <> 'system' AND NOT s.data ?| '{mergedFrom,splitFrom}'
        AND NOT EXISTS (SELECT 1 FROM timeline_entries a WHERE a.stream_id = s.stream_id AND a.index = s.index - 1
                           AND a.type = 'delivery.acknowledged' AND a.data->'operatorId' = s.data->'operatorId')`,
    placesOf(strand),
  );
