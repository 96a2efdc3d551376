import type {
  AffectedState,
  AffectedTldView,
  AnswerView,
  ContactRole,
  DeliveryState,
  IncidentCounts,
  Lane,
  OperatorKind,
  ServiceState,
  TimelineActor,
} from '#libs/contracts';
import type { Tx } from '#libs/database';

/** An operator in the set. */
export interface OperatorRow {
  operatorId: string;
  slug: string;
  name: string;
  kind: OperatorKind;
  state: AffectedState;
  serviceState: ServiceState;
  tlds: AffectedTldView[];
  reported: boolean;
  toldAt: Date | null;
  answeredAt: Date | null;
  /** When it came into this incident. */
  cameAt: Date;
  stateChangedAt: Date;
  version: number;
}

/** `whole`: with those that went on in another incident, which is where a duplicate's are. */
export const operatorsIn = (reader: Tx, incidentId: string, whole: boolean): Promise<OperatorRow[]> =>
  reader.query(
    `SELECT a.operator_id AS "operatorId", o.slug, o.name, o.kind, a.state, a.service_state AS "serviceState", a.tlds,
            a.reasons @> '[{ "rule": "reporter" }]' AS reported, a.told_at AS "toldAt", a.answered_at AS "answeredAt",
            a.came_at AS "cameAt", a.state_changed_at AS "stateChangedAt", a.version
       FROM affected_operators a JOIN operators o ON o.id = a.operator_id
      WHERE a.incident_id = $1 AND (a.left_at IS NULL OR $2) ORDER BY o.slug`,
    [incidentId, whole],
  );

/** Incidents whose mails and answers belong to one. */
export interface Strands {
  id: string;
  /** For all its operators: itself, and those that were merged into it. */
  own: string[];
  /** With those under whose number an operator of it was told; they belong to it for that operator alone. */
  all: string[];
}

export async function strandsOf(reader: Tx, id: string): Promise<Strands> {
  const rows = await reader.query<{ id: string; own: boolean }[]>(
    `SELECT $1::uuid AS id, true AS own UNION SELECT id, true FROM incidents WHERE merged_into_id = $1
      UNION SELECT known_as_id, false FROM affected_operators WHERE incident_id = $1 AND known_as_id IS NOT NULL`,
    [id],
  );
  return {
    id,
    own: rows.filter(({ own }) => own).map((row) => row.id),
    all: [...new Set(rows.map((row) => row.id))],
  };
}

/** As a condition on an incident and an operator, with `placesOf` as $1 to $3. */
const BELONGS = (incident: string, operator: string) =>
  `${incident} = ANY($2) AND (${incident} = ANY($3) OR (${operator}, ${incident}) IN (
     SELECT operator_id, known_as_id FROM affected_operators WHERE incident_id = $1))`;
const placesOf = ({ id, all, own }: Strands) => [id, all, own];

/** The last mail to a contact. */
export interface MailRow {
  operatorId: string;
  contactId: string | null;
  email: string | null;
  name: string | null;
  state: DeliveryState;
  reason: string | null;
  lane: Lane;
  firstTriedAt: Date | null;
  dueAt: Date;
  escalatedAt: Date | null;
  at: Date;
}

export const lastMails = (reader: Tx, strands: Strands): Promise<MailRow[]> =>
  reader.query(
    `SELECT DISTINCT ON (operator_id, lower(recipient->>'email')) operator_id AS "operatorId", contact_id AS "contactId",
            recipient->>'email' AS email, recipient->>'name' AS name, state, COALESCE(reason, response) AS reason, lane,
            first_tried_at AS "firstTriedAt", due_at AS "dueAt", escalated_at AS "escalatedAt",
            COALESCE(acknowledged_at, handed_over_at, created_at) AS at
       FROM deliveries WHERE ${BELONGS('incident_id', 'operator_id')} AND operator_id IS NOT NULL AND user_id IS NULL
      ORDER BY operator_id, lower(recipient->>'email'), created_at DESC, id DESC`,
    placesOf(strands),
  );

/** What somebody said of an operator's state; nobody says anything by being told. */
export interface WordRow {
  operatorId: string;
  state: AffectedState;
  via: AnswerView['via'] | null;
  by: TimelineActor;
  reason: string | null;
  at: Date;
}

/** In order. What a merge or a split carried over was said in the other record, which is among the strands. */
export const wordsIn = (reader: Tx, strands: Strands): Promise<WordRow[]> =>
  reader.query(
    `SELECT data->>'operatorId' AS "operatorId", data->>'to' AS state, data->>'via' AS via, actor AS by, data->>'reason' AS reason, at
       FROM timeline_entries
      WHERE ${BELONGS('stream_id', "(data->>'operatorId')::uuid")} AND type IN ('operator.state_changed', 'operator.added')
        AND actor->>'kind' <> 'system' AND NOT data ?| '{mergedFrom,splitFrom}' ORDER BY at, index`,
    placesOf(strands),
  );

export interface CommentRow {
  operatorId: string;
  text: string;
  at: Date;
}

/** The last comment of each operator. */
export const lastComments = (reader: Tx, strands: Strands): Promise<CommentRow[]> =>
  reader.query(
    `SELECT DISTINCT ON (d.operator_id) d.operator_id AS "operatorId", k.comment AS text, k.created_at AS at
       FROM deliveries d JOIN acknowledgements k ON k.delivery_id = d.id
      WHERE ${BELONGS('d.incident_id', 'd.operator_id')} AND d.operator_id IS NOT NULL AND d.user_id IS NULL AND k.comment IS NOT NULL
      ORDER BY d.operator_id, k.created_at DESC, k.id DESC`,
    placesOf(strands),
  );

export interface ContactRow {
  operatorId: string;
  email: string;
  name: string | null;
  role: ContactRole;
  callOrder: number;
  phone: string | null;
  timezone: string;
  undeliverableSince: Date | null;
}

/** Of the operators in the set, in the order in which they are called. */
export const contactsIn = (reader: Tx, incidentId: string): Promise<ContactRow[]> =>
  reader.query(
    `SELECT c.operator_id AS "operatorId", c.email, c.name, c.role, c.call_order AS "callOrder", c.phone, c.timezone,
            c.undeliverable_since AS "undeliverableSince"
       FROM affected_operators a JOIN contacts c ON c.operator_id = a.operator_id AND c.removed_at IS NULL
      WHERE a.incident_id = $1 ORDER BY c.operator_id, c.call_order, c.email`,
    [incidentId],
  );

/** Operators that stand in a proposal on which people have still to decide, and until when they can. */
export const proposedIn = (reader: Tx, incidentId: string): Promise<{ operatorId: string; until: Date }[]> =>
  reader.query(
    `SELECT p.operator_id AS "operatorId", max(n.expires_at) AS until
       FROM notifications n CROSS JOIN jsonb_array_elements_text(n.proposal->'operatorIds') AS p (operator_id)
      WHERE n.incident_id = $1 AND n.state = 'awaiting_approval' AND n.expires_at > dnscert_now() GROUP BY 1`,
    [incidentId],
  );

export interface SummaryRow extends IncidentCounts {
  now: Date;
  awareAt: Date | null;
  assigneeName: string | null;
}

export async function summaryOf(reader: Tx, { id, own }: Strands): Promise<SummaryRow> {
  const [row] = await reader.query<SummaryRow[]>(
    `SELECT dnscert_now() AS now, (SELECT min(received_at) FROM reports WHERE incident_id = ANY($2)) AS "awareAt",
            (SELECT u.name FROM incidents i JOIN users u ON u.id = i.assignee_id WHERE i.id = $1) AS "assigneeName",
            (SELECT count(*)::int FROM reports WHERE incident_id = $1) AS reports,
            (SELECT count(*)::int FROM notifications WHERE incident_id = $1) AS notifications,
            (SELECT count(*)::int FROM notifications
              WHERE incident_id = $1 AND state = 'awaiting_approval' AND expires_at > dnscert_now()) AS "awaitingApproval",
            (SELECT count(*)::int FROM notes WHERE incident_id = $1) AS notes,
            (SELECT count(*)::int FROM attachments WHERE incident_id = $1) AS attachments,
            COALESCE((SELECT next_index FROM timeline_heads WHERE stream_id = $1), 0) AS entries`,
    [id, own],
  );
  if (row === undefined) throw new Error('a summary is one row');
  return row;
}
