import { In } from 'typeorm';
import type { AffectedState } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { AffectedOperator } from './incident.entity.ts';
import { afterReport } from './moved-operators.ts';
import { isKnown, knownId } from './operator-cases.ts';
import { UNTOLD_STATES } from './state.ts';

export interface MergedOperators {
  added: AffectedOperator[];
  moved: { operatorId: string; from: AffectedState; to: AffectedState }[];
}

/**
 * Takes the operators of one incident over into another, each with its state. Where both know an operator, what is known
 * of it there stays; a state there from which it was never told or heard gives way. One that knew the first alone goes on
 * under its number: that there is another incident tells that somebody else reported.
 */
export async function mergedOperators(
  tx: Tx,
  from: string,
  into: string,
  now: Date,
): Promise<MergedOperators> {
  const rows = tx.getRepository(AffectedOperator);
  const ofSource = (await rows.findBy({ incidentId: from })).filter(({ leftAt }) => leftAt === null);
  const present = await rows.find({
    where: { incidentId: into },
    order: { operatorId: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const known = new Map(present.map((row) => [row.operatorId, row]));
  const added = ofSource
    .filter(({ operatorId }) => !known.has(operatorId))
    .map((row) =>
      rows.create({
        ...plain(row),
        ...caseOf(row),
        version: row.version,
        incidentId: into,
        knownAsId: isKnown(row) ? knownId(row) : null,
        cameAt: now,
      }),
    );
  if (added.length > 0) await rows.insert(added);
  const moved: MergedOperators['moved'] = [];
  const moving = ofSource
    .filter((row) => isKnown(row) && !known.has(row.operatorId))
    .map(({ operatorId }) => operatorId);
  for (const row of ofSource) {
    const there = known.get(row.operatorId);
    if (there === undefined) continue;
    const goesOn = isKnown(row) && !isKnown(there);
    const merged = afterReport(there, plain(row));
    const isOpen = UNTOLD_STATES.includes(there.state) || there.leftAt !== null;
    const state = isOpen ? row.state : there.state;
    if (goesOn) moving.push(row.operatorId);
    if (merged === null && state === there.state && !goesOn) continue;
    if (state !== there.state) moved.push({ operatorId: row.operatorId, from: there.state, to: state });
    await rows.update(
      { incidentId: into, operatorId: row.operatorId },
      {
        state,
        ...(merged === null ? {} : { tlds: merged.tlds, reasons: merged.reasons }),
        toldAt: there.toldAt ?? row.toldAt,
        answeredAt: there.answeredAt ?? row.answeredAt,
        version: goesOn ? row.version : there.version + 1,
        stateChangedAt: state === there.state ? there.stateChangedAt : now,
        ...(goesOn ? { ...caseOf(row), knownAsId: knownIn(into, row), cameAt: now, leftAt: null } : {}),
      },
    );
  }
  if (moving.length > 0) await rows.update({ incidentId: from, operatorId: In(moving) }, { leftAt: now });
  return { added, moved };
}

/**
 * The way back: operators that went on in the other incident go on in their own again, as they are by now. What is kept
 * of them in the other incident is for us alone.
 */
export async function returnedOperators(tx: Tx, from: string, into: string, now: Date): Promise<void> {
  const rows = tx.getRepository(AffectedOperator);
  const elsewhere = await tx.query<{ operator_id: string }[]>(
    `SELECT s.operator_id FROM affected_operators s
       JOIN affected_operators o ON o.operator_id = s.operator_id AND o.left_at IS NULL AND o.incident_id NOT IN ($1, $2)
        AND COALESCE(o.known_as_id, o.incident_id) = COALESCE(s.known_as_id, s.incident_id)
      WHERE s.incident_id = $1`,
    [from, into],
  );
  const left = (await rows.findBy({ incidentId: from })).filter(
    (row) => row.leftAt !== null && !elsewhere.some(({ operator_id: id }) => id === row.operatorId),
  );
  const there = await rows.findBy({ incidentId: into });
  for (const row of left) {
    const kept = there.find(({ operatorId }) => operatorId === row.operatorId);
    const wentOn = kept !== undefined && knownId(kept) === knownId(row);
    await rows.update(
      { incidentId: from, operatorId: row.operatorId },
      { ...(wentOn ? { ...plain(kept), ...caseOf(kept), version: kept.version } : {}), leftAt: null },
    );
    if (wentOn) await rows.update({ incidentId: into, operatorId: row.operatorId }, { leftAt: now });
  }
}

const knownIn = (incidentId: string, row: AffectedOperator) =>
  knownId(row) === incidentId ? null : knownId(row);

const caseOf = (row: AffectedOperator) => ({
  kind: row.kind,
  severity: row.severity,
  tlp: row.tlp,
  occurredAt: row.occurredAt,
  knownSince: row.knownSince,
  stateChangedAt: row.stateChangedAt,
  updatedAt: row.updatedAt,
});

const plain = (row: AffectedOperator) => ({
  operatorId: row.operatorId,
  state: row.state,
  serviceState: row.serviceState,
  tlds: row.tlds,
  reasons: row.reasons,
  toldAt: row.toldAt,
  answeredAt: row.answeredAt,
});
