import type { Tx } from '#libs/database';
import { incidentNumbersIn } from './command.ts';
import type { ReadMessage } from './becoming.ts';

/** A mail of ours that another one answers. */
export interface Answered {
  id: string;
  incident_id: string | null;
  operator_id: string | null;
  number: string | null;
  /** The number by which its operator knows the incident, where it is another. */
  known_as: string | null;
  created_at: Date;
}

const ANSWERED = `SELECT d.id, d.incident_id, d.operator_id, i.number, k.number AS known_as, d.created_at
   FROM deliveries d JOIN incidents i ON i.id = d.incident_id
   LEFT JOIN affected_operators a ON a.incident_id = d.incident_id AND a.operator_id = d.operator_id
   LEFT JOIN incidents k ON k.id = a.known_as_id
  WHERE d.user_id IS NULL`;

/**
 * The mail of ours that it answers: by the token of our address, else by the ids that it refers to, else, where a contact has
 * signed what it sent to our own address, by the number of an incident that its operator was told of. Never by a subject alone.
 */
export async function answeredBy(tx: Tx, { message, reading }: ReadMessage): Promise<Answered | null> {
  if (message.mailbox === 'reply') return first(tx, `${ANSWERED} AND d.mail_token = $1`, [message.token]);
  const ids = [reading.inReplyTo, ...reading.references].filter((id) => id !== null);
  const referred = ids.length === 0 ? null : await first(tx, `${ANSWERED} AND d.message_id = ANY($1)`, [ids]);
  if (referred !== null || message.mailbox !== 'desk') return referred;
  const { signed, sender } = reading.verdicts;
  const numbers = [...incidentNumbersIn(`${reading.subject}\n${reading.text}`)];
  if (signed.state !== 'good' || sender.state !== 'matches' || numbers.length !== 1) return null;
  return first(
    tx,
    `${ANSWERED} AND COALESCE(k.number, i.number) = ANY($1)
       AND d.operator_id IN (SELECT operator_id FROM contacts WHERE id = ANY($2::uuid[]) AND lower(email) = $3 AND removed_at IS NULL)`,
    [numbers, sender.owners, sender.address],
  );
}

async function first(tx: Tx, query: string, values: unknown[]): Promise<Answered | null> {
  const [found] = await tx.query<Answered[]>(`${query} ORDER BY d.created_at DESC LIMIT 1`, values);
  return found ?? null;
}
