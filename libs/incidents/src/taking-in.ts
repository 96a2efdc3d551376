import type { Severity } from '#libs/contracts';
import { isAtLeast, tlpRestriction } from '#libs/contracts';
import type { Tx } from '#libs/database';
import type { NewEntry } from '#libs/timeline';
import { operatorEntry, TRIAGE } from './case.ts';
import type { Examined } from './case.ts';
import { AffectedOperator, Incident } from './incident.entity.ts';
import { movedEntry, movedOperators, moveOperators } from './moved-operators.ts';
import type { MovedOperator } from './moved-operators.ts';
import { addOperators } from './opening.ts';
import type { Report } from './report.entity.ts';
import type { Settled } from './settling.ts';

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
  toTellIfAutomatic: null,
  entries: [],
});

/** Takes what a report tells into an incident, which the caller has locked. */
export async function takeIn(
  tx: Tx,
  incident: Incident,
  { report, verdict, touched }: Examined,
  now: Date,
): Promise<Taken> {
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
    added.map((operator) => ({ incidentId: incident.id, operator })),
    now,
  );
  await moveOperators(tx, incident.id, moved, now);
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
  return {
    severity,
    automatic: severity,
    toTell: [...added.map(({ operatorId }) => operatorId), ...newlyHit(moved)],
    toTellIfAutomatic: {
      before: incident.confirmed ? incident.severity : 'info',
      operatorIds: present.filter(({ toldAt }) => toldAt === null).map(({ operatorId }) => operatorId),
    },
    entries: [
      ...(severity !== incident.severity || tlp !== incident.tlp ? [edited] : []),
      ...added.map((operator) => operatorEntry(operator, now)),
      ...moved.map((operator) => movedEntry(operator, TRIAGE, now)),
    ],
  };
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
