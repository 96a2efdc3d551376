import type { Tlp } from '#libs/contracts';
import { SEVERITIES, TLP_LABELS } from '#libs/contracts';
import type { Tx } from '#libs/database';
import type { AffectedOperator, Incident } from './incident.entity.ts';
import type { CaseFacts } from './opening.ts';

/** The id under which an operator knows an incident that it is in. */
export const knownId = ({ knownAsId, incidentId }: Pick<AffectedOperator, 'knownAsId' | 'incidentId'>) =>
  knownAsId ?? incidentId;

/** What an operator that comes into an incident now knows of it: all as it stands there. */
export const newCase = ({ kind, severity, tlp, occurredAt }: Incident, now: Date) => ({
  kind,
  severity,
  tlp,
  occurredAt,
  knownSince: now,
  cameAt: now,
  updatedAt: now,
});

/** A mere suspicion is not the operator's to see, nor is an incident that it has left: it goes on under the same number. */
export const isKnown = ({ state, leftAt }: Pick<AffectedOperator, 'state' | 'leftAt'>) =>
  state !== 'suspected' && leftAt === null;

/** The number under which each operator knows its incident. */
export async function numbersKnown(tx: Tx, rows: AffectedOperator[]): Promise<Map<string, string>> {
  const incidents = await tx.query<{ id: string; number: string }[]>(
    'SELECT id, number FROM incidents WHERE id = ANY($1)',
    [[...new Set(rows.map(knownId))]],
  );
  const numbers = new Map(incidents.map(({ id, number }) => [id, number]));
  return new Map(rows.map((row) => [row.operatorId, numbers.get(knownId(row)) ?? '']));
}

/** Where a case goes on by now, by an incident that it was in; null: it was never in it. */
async function caseNow(
  tx: Tx,
  incidentId: string,
  operatorId: string,
): Promise<{ incident_id: string; tlp: Tlp } | null> {
  const [row] = await tx.query<{ incident_id: string; tlp: Tlp }[]>(
    `SELECT a.incident_id, a.tlp FROM affected_operators k
       JOIN affected_operators a ON a.operator_id = k.operator_id AND a.left_at IS NULL
        AND COALESCE(a.known_as_id, a.incident_id) = COALESCE(k.known_as_id, k.incident_id)
      WHERE k.incident_id = $1 AND k.operator_id = $2`,
    [incidentId, operatorId],
  );
  return row ?? null;
}

/** The incident in which it goes on; null: it is not in the set. */
export const caseGoesOnIn = async (tx: Tx, incidentId: string, operatorId: string): Promise<string | null> =>
  (await caseNow(tx, incidentId, operatorId))?.incident_id ?? null;

/** The label under which an operator is shown an incident, wherever that goes on by now; null: it is not in the set. */
export const labelKnown = async (tx: Tx, incidentId: string, operatorId: string): Promise<Tlp | null> =>
  (await caseNow(tx, incidentId, operatorId))?.tlp ?? null;

/**
 * Operators whom a further report of their incident touches anew, or whose own it is, take on its severity and label where
 * those are stricter; for one that did not know of the incident it begins now, with what this report says.
 */
export async function takeReport(
  tx: Tx,
  incidentId: string,
  operators: { operatorId: string; isNew: boolean }[],
  facts: CaseFacts,
  now: Date,
): Promise<void> {
  const idsOf = (isNew: boolean) =>
    operators.filter((operator) => operator.isNew === isNew).map(({ operatorId }) => operatorId);
  const [known, fresh] = [idsOf(false), idsOf(true)];
  if (known.length > 0)
    await tx.query(
      `UPDATE affected_operators
          SET severity = ($3::text[])[LEAST(array_position($3::text[], severity), array_position($3::text[], $4::text))],
              tlp = ($5::text[])[LEAST(array_position($5::text[], tlp), array_position($5::text[], $6::text))], updated_at = $7
        WHERE incident_id = $1 AND operator_id = ANY($2)`,
      [incidentId, known, SEVERITIES, facts.severity, TLP_LABELS, facts.tlp, now],
    );
  if (fresh.length === 0) return;
  // Whoever went on in another incident under this number is given that one's own: it knows two from now on.
  await tx.query(
    'UPDATE affected_operators SET known_as_id = NULL WHERE known_as_id = $1 AND operator_id = ANY($2)',
    [incidentId, fresh],
  );
  await tx.query(
    `UPDATE affected_operators SET kind = $3, severity = $4, tlp = $5, occurred_at = $6, known_as_id = NULL, known_since = $7,
            came_at = $7, left_at = NULL, updated_at = $7
      WHERE incident_id = $1 AND operator_id = ANY($2)`,
    [incidentId, fresh, facts.kind, facts.severity, facts.tlp, facts.occurredAt, now],
  );
}

/** What a responder says of an incident, its operators are told alike; `judged` of it, absent stays. */
export async function tellAll(
  tx: Tx,
  incidentId: string,
  judged: Partial<Pick<Incident, 'kind' | 'severity' | 'tlp'>>,
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE affected_operators SET kind = COALESCE($2, kind), severity = COALESCE($3, severity), tlp = COALESCE($4, tlp), updated_at = $5
      WHERE incident_id = $1 AND left_at IS NULL
        AND (kind, severity, tlp) IS DISTINCT FROM (COALESCE($2, kind), COALESCE($3, severity), COALESCE($4, tlp))`,
    [incidentId, judged.kind ?? null, judged.severity ?? null, judged.tlp ?? null, now],
  );
}

/** The state of our work has moved, which each of its operators sees. */
export async function touchAll(tx: Tx, incidentId: string, now: Date): Promise<void> {
  await tx.query('UPDATE affected_operators SET updated_at = $2 WHERE incident_id = $1 AND left_at IS NULL', [
    incidentId,
    now,
  ]);
}

/** Something of its own has happened to one operator. */
export async function touchOne(tx: Tx, incidentId: string, operatorId: string, now: Date): Promise<void> {
  await tx.query(
    'UPDATE affected_operators SET updated_at = $3 WHERE incident_id = $1 AND operator_id = $2',
    [incidentId, operatorId, now],
  );
}
