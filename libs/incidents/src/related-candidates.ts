import type { Tx } from '#libs/database';
import type { Incident } from './incident.entity.ts';
import { OPEN_STATES } from './state.ts';

/** d; an incident that is over is looked at as long as this after its last report. */
const RECENT = 14;
/** The newest; more than these nobody reads. */
const MOST = 200;

/**
 * Ids of incidents that are open, or were lately, and share a TLD of `tlds`, a resource or an operator with an incident. One
 * arm for each index. Those that a merge or a split made are not among them.
 */
export async function candidateIds(
  reader: Tx,
  incident: Incident,
  tlds: string[],
  operators: string[],
  without: string[],
): Promise<string[]> {
  const rows = await reader.query<{ id: string }[]>(
    `SELECT i.id FROM incidents i
      WHERE i.id IN (SELECT id FROM incidents WHERE tlds && $1
                     UNION SELECT near.id FROM unnest($2::jsonb[]) AS one JOIN incidents near ON near.resources @> one
                     UNION SELECT incident_id FROM affected_operators
                            WHERE operator_id = ANY($3) AND left_at IS NULL AND state NOT IN ('suspected', 'not_affected'))
        AND i.id <> ALL($4) AND i.exercise = $5 AND i.state NOT IN ('rejected', 'duplicate')
        AND (i.state = ANY($6) OR i.last_report_at > dnscert_now() - make_interval(days => $7))
      ORDER BY i.last_report_at DESC, i.id DESC LIMIT $8`,
    [
      tlds,
      [...new Set(incident.resources.map((resource) => JSON.stringify([resource])))],
      operators,
      without,
      incident.exercise,
      OPEN_STATES,
      RECENT,
      MOST,
    ],
  );
  return rows.map(({ id }) => id);
}

/** Operators that each of these touches, suspicions left out. */
export async function operatorsOf(reader: Tx, incidentIds: string[]): Promise<Map<string, string[]>> {
  const rows = await reader.query<{ incident_id: string; operators: string[] }[]>(
    `SELECT incident_id, array_agg(operator_id) AS operators FROM affected_operators
      WHERE incident_id = ANY($1) AND left_at IS NULL AND state NOT IN ('suspected', 'not_affected') GROUP BY 1`,
    [incidentIds],
  );
  return new Map(rows.map(({ incident_id, operators }) => [incident_id, operators]));
}
