import type { Severity } from '#libs/contracts';
import { isAtLeast, tlpRestriction } from '#libs/contracts';
import type { Tx } from '#libs/database';
import type { NewEntry } from '#libs/timeline';
import { operatorEntry, TRIAGE } from './case.ts';
import type { Examined } from './case.ts';
import { AffectedOperator, Incident } from './incident.entity.ts';
import { movedEntry, movedOperators, moveOperators, tells } from './moved-operators.ts';
import type { MovedOperator } from './moved-operators.ts';
import { addOperators, factsOf } from './opening.ts';
import { isKnown, takeReport } from './operator-cases.ts';
import { recordedReasons } from './reasons.ts';
import type { Report } from './report.entity.ts';
import type { Settled } from './settling.ts';
import { VISIBLE_CASE } from './visibility.ts';

/** What a report changed of an incident that was known before. */
export type Taken = Pick<Settled, 'toTell' | 'toTellIfAutomatic' | 'automatic'> & {
  severity: Severity;
  entries: NewEntry[];
};

/** A public report joins and changes nothing: no operator, no level, no label, no word, until a responder accepts it. */
export const leftAside = ({ severity }: Incident): Taken => ({
  severity,
  automatic: null,
  toTell: [],
  toTellIfAutomatic: [],
  entries: [],
});

/** Takes what a report tells into an incident, which the caller has locked. */
export async function takeIn(tx: Tx, incident: Incident, one: Examined, now: Date): Promise<Taken> {
  const { report, verdict, touched } = one;
  const present = await tx.getRepository(AffectedOperator).find({
    where: { incidentId: incident.id },
    order: { operatorId: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const added = touched.filter(
    (operator) => !present.some(({ operatorId }) => operatorId === operator.operatorId),
  );
  const moved = movedOperators(present, touched);
  // What an unknown source claimed gives way to the first that we know.
  const severity = incident.confirmed ? worse(incident.severity, verdict.severity) : verdict.severity;
  const tlp = tlpRestriction(report.tlp) > tlpRestriction(incident.tlp) ? report.tlp : incident.tlp;
  await tx.getRepository(Incident).update(
    { id: incident.id },
    {
      severity,
      tlp,
      confirmed: true,
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
  // Who sees it is asked before it moves anybody.
  const hearing = whoHears(present, moved, one, await seesIt(tx, incident.id, report));
  await moveOperators(tx, incident.id, moved, now);
  await takeReport(tx, incident.id, hearing, factsOf(one), now);
  const edited: NewEntry = {
    type: 'incident.edited',
    actor: TRIAGE,
    at: now,
    data: {
      from: { severity: incident.severity, tlp: incident.tlp },
      to: { severity, tlp },
      reasons: recordedReasons(verdict.severityReasons),
    },
  };
  return {
    severity,
    automatic: severity,
    toTell: [
      ...added.map(({ operatorId }) => operatorId),
      ...newlyHit(moved),
      ...hitAgain(present, one).map(({ operatorId }) => operatorId),
    ],
    toTellIfAutomatic: present.flatMap((row) => lateAddressee(row, incident, report)),
    entries: [
      ...(severity !== incident.severity || tlp !== incident.tlp ? [edited] : []),
      ...added.map((operator) => operatorEntry(operator, now)),
      ...moved.map((operator) => movedEntry(operator, TRIAGE, now)),
    ],
  };
}

/** Operators that went on in another incident and are hit in this one by what is reported now. */
const hitAgain = (present: AffectedOperator[], { touched }: Examined): AffectedOperator[] =>
  present.filter(
    (row) =>
      row.leftAt !== null &&
      touched.some(({ operatorId, state }) => operatorId === row.operatorId && state !== 'suspected'),
  );

/** Whoever reported it itself knows: it is not told because of what another reports, for that would tell of the other. */
function lateAddressee(
  row: AffectedOperator,
  { confirmed, severity }: Incident,
  { operatorId }: Report,
): Taken['toTellIfAutomatic'] {
  if (row.toldAt !== null || row.leftAt !== null) return [];
  const before = (known: Severity) => (confirmed ? known : 'info');
  if (row.operatorId === operatorId) return [{ operatorId, before: before(row.severity) }];
  return row.reasons.some(({ rule }) => rule === 'reporter')
    ? []
    : [{ operatorId: row.operatorId, before: before(severity) }];
}

/**
 * Of those in the set before: whom the report tells something of itself, and whose own report it is. For one whose own it is,
 * the incident is new where nothing of it was shown to it: under another's RED it was in the set unseen.
 */
function whoHears(
  present: AffectedOperator[],
  moved: MovedOperator[],
  one: Examined,
  reporterSeesIt: boolean,
): { operatorId: string; isNew: boolean }[] {
  const isReporters = (row: AffectedOperator) => row.operatorId === one.report.operatorId;
  const hears = (row: AffectedOperator) =>
    isReporters(row) ||
    hitAgain([row], one).length > 0 ||
    (row.leftAt === null && moved.some((each) => each.from === row && tells(each)));
  return present.filter(hears).map((row) => ({
    operatorId: row.operatorId,
    isNew: !isKnown(row) || (isReporters(row) && !reporterSeesIt),
  }));
}

async function seesIt(tx: Tx, incidentId: string, { operatorId }: Report): Promise<boolean> {
  if (operatorId === null) return false;
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM affected_operators a WHERE a.incident_id = $1 AND a.operator_id = $2 AND ${VISIBLE_CASE}`,
    [incidentId, operatorId],
  );
  return rows.length > 0;
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
