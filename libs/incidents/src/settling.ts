import type { Severity } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { TRIAGE } from './case.ts';
import type { Entries, Examined } from './case.ts';
import type { TriageReasons } from './report.entity.ts';

/** What became of a report. */
export interface Settled {
  case: Examined;
  state: 'triaged' | 'joined';
  incident: { id: string; severity: Severity; exercise: boolean };
  /** Why it was taken for one more report of that incident. */
  duplicate: TriageReasons['duplicate'];
  /** What decides whether operators are told without a hand; null while a public source alone has spoken. */
  automatic: Severity | null;
  /** Operators of the incident that have to hear of it now. */
  toTell: string[];
  /** The report made the incident so grave that operators known before are to be told as well: those not told yet. */
  toTellIfAutomatic: { before: Severity; operatorIds: string[] } | null;
}

/** Writes it into the reports' rows and their own streams. */
export async function settleReports(tx: Tx, settled: Settled[], entries: Entries, now: Date): Promise<void> {
  if (settled.length === 0) return;
  const rows = settled.map(({ case: { report, verdict }, state, incident, duplicate }) => ({
    id: report.id,
    state,
    incident_id: incident.id,
    kind: verdict.kind,
    severity: verdict.severity,
    reasons: {
      kind: verdict.kindReasons,
      severity: verdict.severityReasons,
      ...(duplicate === undefined ? {} : { duplicate }),
    },
  }));
  await tx.query(
    `UPDATE reports r SET state = s.state, incident_id = s.incident_id, kind = s.kind, severity = s.severity, reasons = s.reasons,
            triaged_at = $2, lease_until = NULL, strikes = 0
       FROM jsonb_to_recordset($1) AS s (id uuid, state text, incident_id uuid, kind text, severity text, reasons jsonb) WHERE r.id = s.id`,
    [JSON.stringify(rows), now],
  );
  for (const { id, state, incident_id: incidentId, kind, severity } of rows) {
    entries.add(
      { stream: 'report', id },
      {
        type: 'report.triaged',
        actor: TRIAGE,
        at: now,
        data: { from: 'received', to: state, incidentId, kind, severity },
      },
    );
  }
}
