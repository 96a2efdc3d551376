import type { Promises } from '#libs/incidents';
import { OPEN_STATES, UNTOLD_STATES } from '#libs/incidents';
import { groupBy } from '#libs/contracts';
import type { AwarenessRow, IncidentFacts, OperatorRow } from './facts.ts';
import type { Duty } from './rules/duty.ts';
import { embargoDuty } from './rules/embargo.ts';
import { nis2Duties } from './rules/nis2.ts';
import { spec10Duty } from './rules/outages.ts';
import { promisedDuties } from './rules/own-promises.ts';
import { recoveryTailDuty } from './rules/recovery-tail.ts';

/** All that is or was due of an incident, from its facts. */
export function dutiesOf(facts: IncidentFacts, promises: Promises, now: Date): Duty[] {
  const overAt = OPEN_STATES.includes(facts.state) ? null : (facts.closedAt ?? facts.movedAt ?? now);
  return [
    ...promisedDuties(promises, {
      ...facts,
      closedAt: overAt,
      operators: facts.operators.map((row) => ({ ...row, settledAt: settledAt(row) })),
    }),
    ...nis2Of(facts, overAt, now),
    ...spec10Of(facts, now),
    ...embargoOf(facts),
    ...facts.operators.flatMap((row) => tailOf(row) ?? []),
  ];
}

/** When it first said anything of itself, or a person noted that it does not. */
const settledAt = ({ state, answeredAt, stateChangedAt }: OperatorRow): Date | null =>
  answeredAt ?? (state === 'told' || UNTOLD_STATES.includes(state) ? null : stateChangedAt);

function nis2Of(facts: IncidentFacts, overAt: Date | null, now: Date): Duty[] {
  const decisions = groupBy(facts.awareness, ({ operatorId }) => operatorId ?? '');
  return [...decisions.values()].flatMap((rows) => {
    const last = rows.at(-1);
    return last === undefined ? [] : nis2Duties(nis2FactsOf(facts, last, rows.length - 1, overAt), now);
  });
}

function nis2FactsOf(facts: IncidentFacts, last: AwarenessRow, corrections: number, overAt: Date | null) {
  const { operatorId, awareAt, reason } = last;
  const operator = facts.operators.find((row) => row.operatorId === operatorId);
  const own = facts.filings.filter((filing) => filing.operatorId === operatorId);
  return {
    operatorId,
    awareAt,
    reason,
    corrections,
    decidedBy: last.decidedBy.name,
    zone: operator?.zone ?? 'UTC',
    filed: Object.fromEntries(own.map(({ kind, filedAt }) => [kind, filedAt])),
    endedAt: operator?.state === 'recovered' ? operator.stateChangedAt : overAt,
  };
}

/** One an outage that was noted in this incident; the meter looks at all of that service. */
function spec10Of({ id, outages }: IncidentFacts, now: Date): Duty[] {
  const stretch = ({ fromAt, untilAt }: (typeof outages)[number]) => ({ from: fromAt, until: untilAt });
  return outages
    .filter(({ incidentId, maintenance }) => incidentId === id && !maintenance)
    .flatMap((own) => {
      const same = outages.filter(({ tld, service }) => tld === own.tld && service === own.service);
      const before = same.filter(({ maintenance, fromAt }) => !maintenance && fromAt <= own.fromAt);
      const duty = spec10Duty(
        {
          ...own,
          outages: before.map(stretch),
          maintenance: same.filter(({ maintenance }) => maintenance).map(stretch),
        },
        now,
      );
      return duty ?? [];
    });
}

function embargoOf({ embargo }: IncidentFacts): Duty[] {
  if (embargo === null || embargo.heldUntil === null) return [];
  const { untilAt, heldUntil, setAt, zone, twice, reason, setBy } = embargo;
  const liftedAt = untilAt === null ? setAt : null;
  return [embargoDuty({ setAt, until: heldUntil, zone, twice, reason, setBy: setBy.name, liftedAt })];
}

const tailOf = ({ operatorId, name, state, stateChangedAt, ttls }: OperatorRow): Duty | null =>
  state === 'recovered'
    ? recoveryTailDuty({ operatorId, name, recoveredAt: stateChangedAt, ttls, signaturesUntil: [] })
    : null;
