import type { AffectedState } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { AffectedOperator } from './incident.entity.ts';
import { afterReport } from './moved-operators.ts';
import { UNTOLD_STATES } from './state.ts';

export interface MergedOperators {
  added: AffectedOperator[];
  moved: { operatorId: string; from: AffectedState; to: AffectedState }[];
}

/**
 * Takes the operators of one incident over into another, each with its state. Where both know an operator, what is known
 * of it there stays; a state there from which it was never told or heard gives way.
 */
export async function mergedOperators(
  tx: Tx,
  from: string,
  into: string,
  now: Date,
): Promise<MergedOperators> {
  const rows = tx.getRepository(AffectedOperator);
  const ofSource = await rows.findBy({ incidentId: from });
  const present = await rows.find({
    where: { incidentId: into },
    order: { operatorId: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const known = new Map(present.map((row) => [row.operatorId, row]));
  const added = ofSource
    .filter(({ operatorId }) => !known.has(operatorId))
    .map((row) => rows.create({ ...plain(row), incidentId: into, version: 1, stateChangedAt: now }));
  if (added.length > 0) await rows.insert(added);
  const moved: MergedOperators['moved'] = [];
  for (const row of ofSource) {
    const there = known.get(row.operatorId);
    if (there === undefined) continue;
    const merged = afterReport(there, plain(row));
    const state = UNTOLD_STATES.includes(there.state) ? row.state : there.state;
    if (merged === null && state === there.state) continue;
    if (state !== there.state) moved.push({ operatorId: row.operatorId, from: there.state, to: state });
    await rows.update(
      { incidentId: into, operatorId: row.operatorId },
      {
        state,
        ...(merged === null ? {} : { tlds: merged.tlds, reasons: merged.reasons }),
        toldAt: there.toldAt ?? row.toldAt,
        answeredAt: there.answeredAt ?? row.answeredAt,
        version: there.version + 1,
        stateChangedAt: state === there.state ? there.stateChangedAt : now,
      },
    );
  }
  return { added, moved };
}

const plain = (row: AffectedOperator) => ({
  operatorId: row.operatorId,
  state: row.state,
  serviceState: row.serviceState,
  tlds: row.tlds,
  reasons: row.reasons,
  toldAt: row.toldAt,
  answeredAt: row.answeredAt,
});
