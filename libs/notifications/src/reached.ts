import type { Tx } from '#libs/database';
import type { Notice } from './new-notice.ts';
import { COUNTED_HOURS, secondPersonFor } from './second-person.ts';
import type { SecondPerson } from './second-person.ts';
import type { SendingPolicy } from './settings.ts';
import { RECORD_SLICE } from './slices/record-slice.ts';

/** Whether a notice to these operators takes others, with the sends before it. */
export async function secondPersonOf(
  manager: Tx,
  notice: Notice,
  operators: { id: string }[],
  { massSendOperators }: SendingPolicy,
): Promise<SecondPerson> {
  const own = operators.map(({ id }) => id);
  const before = await reachedAlone(manager, notice.incident.id);
  const reached = new Set([...before, ...own]).size;
  return secondPersonFor(notice, { own: own.length, reached }, massSendOperators);
}

/** Operators that notices of this incident went to of late without a second person. */
async function reachedAlone(manager: Tx, incidentId: string): Promise<string[]> {
  const rows = await manager.query<{ operator_id: string }[]>(
    `SELECT DISTINCT d.operator_id FROM notifications n JOIN deliveries d ON d.notification_id = n.id
      WHERE n.incident_id = $1 AND n.state = 'sent' AND n.approvals_needed = 0 AND d.user_id IS NULL AND d.operator_id IS NOT NULL
        AND n.created_at > dnscert_now() - make_interval(hours => $2)`,
    [incidentId, COUNTED_HOURS],
  );
  return rows.map(({ operator_id }) => operator_id);
}

/** Operators to whom a rule proposed already to tell this incident, which people have still to decide on. A slice tells of its end alone. */
export async function waitingByRule(manager: Tx, incidentId: string): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT jsonb_array_elements_text(proposal -> 'operatorIds') AS id FROM notifications
      WHERE incident_id = $1 AND state = 'awaiting_approval' AND expires_at > dnscert_now() AND sent_by ->> 'kind' = 'system'
        AND template <> $2`,
    [incidentId, RECORD_SLICE],
  );
  return new Set(rows.map(({ id }) => id));
}
