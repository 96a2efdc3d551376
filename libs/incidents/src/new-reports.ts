import type { Tx } from '#libs/database';
import type { Report } from './report.entity.ts';

/**
 * Writes new reports in one statement. Their bytes go over one behind the other in a parameter of their own: as they are,
 * where JSON would need them in hex.
 */
export async function writeReports(tx: Tx, reports: Report[]): Promise<void> {
  let end = 0;
  const rows = reports.map(({ received, ...row }) => {
    const start = end;
    end += received.length;
    // SQL counts from 1.
    return { ...row, start: start + 1, bytes: received.length };
  });
  await tx.query(
    `INSERT INTO reports (id, number, state, channel, reporter_id, reporter_contact, accepted_at, operator_id, summary, description, claimed_kind, claimed_severity,
                          tlp, occurred_at, detected_at, ongoing, exercise, canary, resources, refs, nis2,
                          received, sha256, received_at, lane, due_at, attempt, rung_at)
     SELECT id, number, state, channel, "reporterId", "reporterContact", "acceptedAt", "operatorId", summary, description, "claimedKind", "claimedSeverity",
            tlp, "occurredAt", "detectedAt", ongoing, exercise, canary, resources, refs, nis2,
            substring($2::bytea FROM start FOR bytes), sha256, "receivedAt", lane, "dueAt", attempt, "rungAt"
       FROM json_to_recordset($1::json) AS r (
              id uuid, number text, state text, channel text, "reporterId" uuid, "reporterContact" jsonb, "acceptedAt" timestamptz, "operatorId" uuid, summary text, description text,
              "claimedKind" text, "claimedSeverity" text, tlp text, "occurredAt" timestamptz, "detectedAt" timestamptz,
              ongoing boolean, exercise boolean, canary boolean, resources jsonb, refs text[], nis2 jsonb, start integer, bytes integer,
              sha256 text, "receivedAt" timestamptz, lane text, "dueAt" timestamptz, attempt integer, "rungAt" timestamptz)`,
    [JSON.stringify(rows), Buffer.concat(reports.map(({ received }) => received))],
  );
}
