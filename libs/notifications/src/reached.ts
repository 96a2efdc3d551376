import type { Tx } from '#libs/database';
import { COUNTED_HOURS } from './second-person.ts';

/** Operators that notices of this incident went to of late without a second person. */
export async function reachedAlone(manager: Tx, incidentId: string): Promise<string[]> {
  const rows = await manager.query<{ operator_id: string }[]>(
    `SELECT DISTINCT d.operator_id FROM notifications n JOIN deliveries d ON d.notification_id = n.id
      WHERE n.incident_id = $1 AND n.state = 'sent' AND n.approvals_needed = 0 AND d.user_id IS NULL AND d.operator_id IS NOT NULL
        AND n.created_at > dnscert_now() - make_interval(hours => $2)`,
    [incidentId, COUNTED_HOURS],
  );
  return rows.map(({ operator_id }) => operator_id);
}

/** Operators to whom a rule proposed already to tell this incident, which people have still to decide on. */
export async function waitingByRule(manager: Tx, incidentId: string): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT jsonb_array_elements_text(proposal -> 'operatorIds') AS id FROM notifications
      WHERE incident_id = $1 AND state = 'awaiting_approval' AND expires_at > dnscert_now() AND sent_by ->> 'kind' = 'system'`,
    [incidentId],
  );
  return new Set(rows.map(({ id }) => id));
}
