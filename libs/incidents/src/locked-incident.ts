import type { Sight } from '#libs/access';
import type { Tx } from '#libs/database';
import { IncidentFault } from './faults.ts';
import { Incident } from './incident.entity.ts';
import { VISIBLE_CASE } from './visibility.ts';

/**
 * An incident that a caller sees, for this transaction alone to change.
 * @throws IncidentFault `incident.not_found`
 */
export async function lockedIncident(tx: Tx, sight: Sight, id: string): Promise<Incident> {
  const incident = await tx
    .getRepository(Incident)
    .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (incident === null || !(await isVisible(tx, sight, id))) throw notFound();
  return incident;
}

/** By the id of the incident that is worked on. */
async function isVisible(manager: Tx, sight: Sight, id: string): Promise<boolean> {
  if (sight.all) return true;
  const rows = await manager.query<unknown[]>(
    `SELECT 1 FROM affected_operators a WHERE a.incident_id = $1 AND a.operator_id = $2 AND ${VISIBLE_CASE}`,
    [id, sight.operatorId],
  );
  return rows.length > 0;
}

/** The incident has changed by what stands elsewhere. */
export async function touch(tx: Tx, incident: Incident, now: Date): Promise<void> {
  await tx
    .getRepository(Incident)
    .update({ id: incident.id }, { version: incident.version + 1, updatedAt: now });
}

export const notFound = () => new IncidentFault('incident.not_found', 'There is no such incident.');

/** With the version that it has now. */
export const versionChanged = (present: number) =>
  new IncidentFault(
    'incident.version_changed',
    'Somebody changed it in the meantime. Read it again, then decide.',
    { version: present },
  );
