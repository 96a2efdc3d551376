import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '#libs/database';
import { insertRows } from '#libs/database';
import type { TouchedOperator } from './assessment.ts';
import { impactEntry, operatorEntry, receivedEntry, TRIAGE, triagedEntry } from './case.ts';
import type { Case, Entries, Examined } from './case.ts';
import type { AffectedOperator } from './incident.entity.ts';
import { nextNumbers } from './numbers.ts';
import { isUnconfirmed } from './report.entity.ts';
import type { Settled } from './settling.ts';

/** Opens an incident for each of these reports, all with the same few statements. */
export async function openIncidents(tx: Tx, cases: Case[], entries: Entries, now: Date): Promise<Settled[]> {
  if (cases.length === 0) return [];
  const { numbers } = await nextNumbers(tx, 'incident', cases.length);
  const opened = cases.map((found, index) => {
    const confirmed = !isUnconfirmed(found.report);
    const one = confirmed ? found : { ...found, touched: found.touched.map(suspected) };
    return { one, confirmed, id: uuidv7(), number: numbers[index] ?? '' };
  });
  await insertRows(
    tx,
    'incidents',
    opened.map(({ one: { report, verdict }, confirmed, id, number }) => ({
      id,
      number,
      state: 'new',
      title: report.summary,
      summary: '',
      kind: verdict.kind,
      severity: verdict.severity,
      tlp: report.tlp,
      exercise: verdict.exercise,
      canary: report.canary,
      confirmed,
      reasons: { kind: verdict.kindReasons, severity: verdict.severityReasons },
      resources: report.resources,
      tlds: verdict.tlds,
      occurred_at: report.occurredAt ?? report.detectedAt,
      opened_at: now,
      last_report_at: now,
      version: 1,
      updated_at: now,
    })),
  );
  await addOperators(
    tx,
    opened.flatMap(({ one, id }) =>
      one.touched.map((operator) => ({ incidentId: id, operator, facts: factsOf(one) })),
    ),
    now,
  );
  return opened.map(({ one, confirmed, id, number }) => {
    entries.begin(
      { stream: 'incident', id },
      receivedEntry(one),
      {
        type: 'incident.opened',
        actor: TRIAGE,
        at: now,
        data: { number, state: 'new', reportNumber: one.report.number },
      },
      triagedEntry(one, now),
      impactEntry(one, now),
      ...one.touched.map((operator) => operatorEntry(operator, now)),
    );
    return {
      case: one,
      state: 'triaged' as const,
      incident: { id, severity: one.verdict.severity, exercise: one.verdict.exercise },
      duplicate: undefined,
      automatic: confirmed ? one.verdict.severity : null,
      toTell: one.touched.map(({ operatorId }) => operatorId),
      toTellIfAutomatic: [],
    };
  });
}

/** On the word of a public source alone: a person decides whether the operator is to hear of it. */
const suspected = (operator: TouchedOperator): TouchedOperator => ({ ...operator, state: 'suspected' });

/** What a report tells each operator that it touches. */
export type CaseFacts = Pick<AffectedOperator, 'kind' | 'severity' | 'tlp' | 'occurredAt'>;

export const factsOf = ({ report, verdict }: Examined): CaseFacts => ({
  kind: verdict.kind,
  severity: verdict.severity,
  tlp: report.tlp,
  occurredAt: report.occurredAt ?? report.detectedAt,
});

export async function addOperators(
  tx: Tx,
  added: { incidentId: string; operator: TouchedOperator; facts: CaseFacts }[],
  now: Date,
): Promise<void> {
  await insertRows(
    tx,
    'affected_operators',
    added.map(({ incidentId, operator, facts }) => ({
      incident_id: incidentId,
      operator_id: operator.operatorId,
      state: operator.state,
      service_state: 'unknown',
      tlds: operator.tlds,
      reasons: operator.reasons,
      version: 1,
      state_changed_at: now,
      kind: facts.kind,
      severity: facts.severity,
      tlp: facts.tlp,
      occurred_at: facts.occurredAt,
      known_since: now,
      came_at: now,
      updated_at: now,
    })),
  );
}
