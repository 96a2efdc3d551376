import type { Severity } from '#libs/contracts';
import { isAtLeast, tlpRestriction } from '#libs/contracts';
import type { Tx } from '#libs/database';
import type { NewEntry } from '#libs/timeline';
import type { DuplicateVerdict } from '#libs/triage';
import { operatorEntry, receivedEntry, TRIAGE } from './case.ts';
import type { Case, Entries } from './case.ts';
import { AffectedOperator, Incident } from './incident.entity.ts';
import { movedEntry, movedOperators, moveOperators, tells } from './moved-operators.ts';
import type { MovedOperator } from './moved-operators.ts';
import { addOperators, factsOf } from './opening.ts';
import { isKnown, knownId, takeReport } from './operator-cases.ts';
import type { Report } from './report.entity.ts';
import type { Settled } from './settling.ts';
import { OPEN_STATES } from './state.ts';

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
  const { report, verdict, touched } = one;
  const incident = await tx.getRepository(Incident).findOneOrFail({
    where: { id: duplicate.incidentId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!OPEN_STATES.includes(incident.state)) return null;
  const present = await tx.getRepository(AffectedOperator).find({
    where: { incidentId: incident.id },
    order: { operatorId: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const onward = await goesOnIn(tx, present, report);
  if (onward !== null) return joinIncident(tx, one, { ...duplicate, incidentId: onward }, entries, now);
  const added = touched.filter(
    (operator) => !present.some(({ operatorId }) => operatorId === operator.operatorId),
  );
  const moved = movedOperators(present, touched);
  const severity = worse(incident.severity, verdict.severity);
  const tlp = tlpRestriction(report.tlp) > tlpRestriction(incident.tlp) ? report.tlp : incident.tlp;
  await tx.getRepository(Incident).update(
    { id: incident.id },
    {
      severity,
      tlp,
      resources: mergedResources(incident, report),
      tlds: [...new Set([...incident.tlds, ...verdict.tlds])].sort(),
      lastReportAt: now,
      version: incident.version + 1,
      updatedAt: now,
    },
  );
  await addOperators(
    tx,
    added.map((operator) => ({ incidentId: incident.id, operator, facts: factsOf(one) })),
    now,
  );
  await moveOperators(tx, incident.id, moved, now);
  await takeReport(tx, incident.id, whoHears(present, moved, one), factsOf(one), now);
  const reasons = duplicate.reasons.map(({ rule, text }) => ({ rule, text }));
  const edited: NewEntry = {
    type: 'incident.edited',
    actor: TRIAGE,
    at: now,
    data: {
      from: { severity: incident.severity, tlp: incident.tlp },
      to: { severity, tlp },
      reasons: verdict.severityReasons,
    },
  };
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
    ...(severity !== incident.severity || tlp !== incident.tlp ? [edited] : []),
    ...added.map((operator) => operatorEntry(operator, now)),
    ...moved.map((operator) => movedEntry(operator, TRIAGE, now)),
  );
  return {
    case: one,
    state: 'joined',
    incident: { id: incident.id, severity, exercise: incident.exercise },
    duplicate: reasons,
    toTell: [
      ...added.map(({ operatorId }) => operatorId),
      ...newlyHit(moved),
      ...hitAgain(present, one).map(({ operatorId }) => operatorId),
    ],
    toTellIfAutomatic: present.flatMap((row) => lateAddressee(row, incident, report)),
  };
}

/** Operators that went on in another incident and are hit in this one by what is reported now. */
const hitAgain = (present: AffectedOperator[], { touched }: Case): AffectedOperator[] =>
  present.filter(
    (row) =>
      row.leftAt !== null &&
      touched.some(({ operatorId, state }) => operatorId === row.operatorId && state !== 'suspected'),
  );

/** Where the case of a report's operator goes on that has left this incident; its reports go with it. */
async function goesOnIn(tx: Tx, present: AffectedOperator[], { operatorId }: Report): Promise<string | null> {
  const left = present.find((row) => row.operatorId === operatorId && row.leftAt !== null);
  if (left === undefined) return null;
  const [row] = await tx.query<{ incident_id: string }[]>(
    `SELECT a.incident_id FROM affected_operators a JOIN incidents i ON i.id = a.incident_id
      WHERE a.operator_id = $1 AND COALESCE(a.known_as_id, a.incident_id) = $2 AND a.left_at IS NULL AND i.state = ANY($3)`,
    [left.operatorId, knownId(left), OPEN_STATES],
  );
  return row?.incident_id ?? null;
}

/** Whoever reported it itself knows: it is not told because of what another reports, for that would tell of the other. */
function lateAddressee(row: AffectedOperator, incident: Incident, { operatorId }: Report) {
  if (row.toldAt !== null || row.leftAt !== null) return [];
  if (row.operatorId === operatorId) return [{ operatorId, before: row.severity }];
  return row.reasons.some(({ rule }) => rule === 'reporter')
    ? []
    : [{ operatorId: row.operatorId, before: incident.severity }];
}

/** Of those in the set before: whom the report tells something of itself, and whose own report it is. */
function whoHears(
  present: AffectedOperator[],
  moved: MovedOperator[],
  one: Case,
): { operatorId: string; isNew: boolean }[] {
  const hears = (row: AffectedOperator) =>
    row.operatorId === one.report.operatorId ||
    hitAgain([row], one).length > 0 ||
    (row.leftAt === null && moved.some((each) => each.from === row && tells(each)));
  return present.filter(hears).map((row) => ({ operatorId: row.operatorId, isNew: !isKnown(row) }));
}

/** Suspected by a name alone until now, and now hit in fact. */
const newlyHit = (moved: MovedOperator[]): string[] =>
  moved
    .filter(({ from, to }) => from.state === 'suspected' && to.state !== 'suspected')
    .map(({ operatorId }) => operatorId);

function mergedResources(incident: Incident, report: Report): Incident['resources'] {
  const known = new Set(incident.resources.map(({ type, value }) => `${type} ${value}`));
  return [
    ...incident.resources,
    ...report.resources.filter(({ type, value }) => !known.has(`${type} ${value}`)),
  ];
}

const worse = (a: Severity, b: Severity): Severity => (isAtLeast(a, b) ? a : b);
