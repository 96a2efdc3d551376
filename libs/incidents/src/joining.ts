import type { Tx } from '#libs/database';
import type { DuplicateVerdict } from '#libs/triage';
import { receivedEntry, TRIAGE } from './case.ts';
import type { Case, Entries } from './case.ts';
import { Incident } from './incident.entity.ts';
import { keptReasons, recordedReasons } from './reasons.ts';
import { isUnconfirmed } from './report.entity.ts';
import type { Report } from './report.entity.ts';
import type { Settled } from './settling.ts';
import { OPEN_STATES } from './state.ts';
import { leftAside, takeIn } from './taking-in.ts';

/**
 * Makes a report one more of an incident that is known already.
 * @returns null when the incident was closed or merged while we looked: it is no longer one that can be joined
 */
export async function joinIncident(
  tx: Tx,
  one: Case,
  duplicate: DuplicateVerdict,
  entries: Entries,
  now: Date,
): Promise<Settled | null> {
  const { report } = one;
  const incident = await tx.getRepository(Incident).findOneOrFail({
    where: { id: duplicate.incidentId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!OPEN_STATES.includes(incident.state)) return null;
  const onward = await goesOnIn(tx, incident.id, report);
  if (onward !== null) return joinIncident(tx, one, { ...duplicate, incidentId: onward }, entries, now);
  const taken = isUnconfirmed(report) ? leftAside(incident) : await takeIn(tx, incident, one, now);
  const { reasons } = duplicate;
  entries.add(
    { stream: 'incident', id: incident.id },
    receivedEntry(one),
    {
      type: 'report.joined',
      actor: TRIAGE,
      at: now,
      data: {
        reportId: report.id,
        reportNumber: report.number,
        operatorId: report.operatorId,
        score: duplicate.score,
        reasons: recordedReasons(reasons),
      },
    },
    ...taken.entries,
  );
  return {
    case: one,
    state: 'joined',
    incident: { id: incident.id, severity: taken.severity, exercise: incident.exercise },
    duplicate: keptReasons(reasons),
    automatic: taken.automatic,
    toTell: taken.toTell,
    toTellIfAutomatic: taken.toTellIfAutomatic,
  };
}

/** Where the case of a report's operator goes on that has left this incident; its reports go with it. */
async function goesOnIn(tx: Tx, incidentId: string, { operatorId }: Report): Promise<string | null> {
  if (operatorId === null) return null;
  const [row] = await tx.query<{ incident_id: string }[]>(
    `SELECT a.incident_id FROM affected_operators l
       JOIN affected_operators a ON a.operator_id = l.operator_id AND a.left_at IS NULL
        AND COALESCE(a.known_as_id, a.incident_id) = COALESCE(l.known_as_id, l.incident_id)
       JOIN incidents i ON i.id = a.incident_id
      WHERE l.incident_id = $1 AND l.operator_id = $2 AND l.left_at IS NOT NULL AND i.state = ANY($3)`,
    [incidentId, operatorId, OPEN_STATES],
  );
  return row?.incident_id ?? null;
}
