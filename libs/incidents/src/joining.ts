import type { Tx } from '#libs/database';
import type { DuplicateVerdict } from '#libs/triage';
import { receivedEntry, TRIAGE } from './case.ts';
import type { Case, Entries } from './case.ts';
import { Incident } from './incident.entity.ts';
import { isUnconfirmed } from './report.entity.ts';
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
  const taken = isUnconfirmed(report) ? leftAside(incident) : await takeIn(tx, incident, one, now);
  const reasons = duplicate.reasons.map(({ rule, text }) => ({ rule, text }));
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
        reasons,
      },
    },
    ...taken.entries,
  );
  return {
    case: one,
    state: 'joined',
    incident: { id: incident.id, severity: taken.severity, exercise: incident.exercise },
    duplicate: reasons,
    automatic: taken.automatic,
    toTell: taken.toTell,
    toTellIfAutomatic: taken.toTellIfAutomatic,
  };
}
