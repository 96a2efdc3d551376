import type { AffectedState, TimelineActor } from '#libs/contracts';
import { IMPACT_CLASSES } from '#libs/contracts';
import type { Tx } from '#libs/database';
import type { NewEntry } from '#libs/timeline';
import { MOST_REASONS } from './assessment.ts';
import type { TouchedOperator } from './assessment.ts';
import type { AffectedOperator } from './incident.entity.ts';
import { reasonsForOperator, tldsForOperator } from './own-facts.ts';
import { recordedReasons } from './reasons.ts';
import type { ReasonText } from './report.entity.ts';

/** What a report changes of an operator that was in the set before it. */
export interface MovedOperator {
  operatorId: string;
  from: AffectedOperator;
  to: TouchedOperator;
}

export function movedOperators(present: AffectedOperator[], touched: TouchedOperator[]): MovedOperator[] {
  return touched.flatMap((operator) => {
    const from = present.find(({ operatorId }) => operatorId === operator.operatorId);
    const to = from === undefined ? null : afterReport(from, operator);
    return from === undefined || to === null ? [] : [{ operatorId: operator.operatorId, from, to }];
  });
}

export async function moveOperators(
  tx: Tx,
  incidentId: string,
  moved: MovedOperator[],
  now: Date,
): Promise<void> {
  if (moved.length === 0) return;
  await tx.query(
    `UPDATE affected_operators a SET state = o->>'state', tlds = o->'tlds', reasons = o->'reasons', version = version + (o->>'tells')::int,
            state_changed_at = CASE WHEN a.state = o->>'state' THEN a.state_changed_at ELSE $3 END
       FROM jsonb_array_elements($2::jsonb) AS o WHERE a.incident_id = $1 AND a.operator_id = (o->>'operatorId')::uuid`,
    [incidentId, JSON.stringify(moved.map((one) => ({ ...one.to, tells: Number(tells(one)) }))), now],
  );
}

/** Does the operator see a difference? What hangs on the name of another is ours to know. */
export const tells = ({ from, to }: MovedOperator): boolean =>
  from.state !== to.state || shownFacts(from) !== shownFacts(to);

const shownFacts = ({ tlds, reasons }: Pick<TouchedOperator, 'tlds' | 'reasons'>) =>
  JSON.stringify([tldsForOperator(tlds), reasonsForOperator(reasons)]);

export function movedEntry(one: MovedOperator, actor: TimelineActor, now: Date): NewEntry {
  const { operatorId, from, to } = one;
  return {
    // One more report that only adds TLDs or reasons moves nobody.
    type: from.state === to.state ? 'operator.impact_changed' : 'operator.state_changed',
    actor,
    at: now,
    data: {
      operatorId,
      from: from.state,
      to: to.state,
      tldsFrom: from.tlds.length,
      tldsTo: to.tlds.length,
      reasons: recordedReasons(
        to.reasons.filter(({ text }) => !from.reasons.some((reason) => reason.text === text)),
      ),
      ...(tells(one) ? {} : { unseen: true }),
    },
  };
}

/** States in which an operator that now reports the incident itself has not said so yet. */
const NOT_SAID_YET: readonly AffectedState[] = [
  'suspected',
  'not_told',
  'told',
  'seen',
  'investigating',
  'unknown',
  'no_answer',
];

/**
 * An operator that is in the set already, after one more report: more TLDs and reasons, and another state where it was a
 * suspicion or where the operator has now spoken itself. Null when the report tells nothing new of it.
 */
export function afterReport(
  known: Pick<TouchedOperator, 'state' | 'tlds' | 'reasons'>,
  touched: TouchedOperator,
): TouchedOperator | null {
  const after = {
    operatorId: touched.operatorId,
    state: stateAfter(known.state, touched.state),
    tlds: worseOfEach(known.tlds, touched.tlds),
    reasons: withNew(known.reasons, touched.reasons),
  };
  const isSame =
    after.state === known.state &&
    after.reasons.length === known.reasons.length &&
    after.tlds.length === known.tlds.length &&
    after.tlds.every((tld) => known.tlds.includes(tld));
  return isSame ? null : after;
}

function stateAfter(known: AffectedState, touched: AffectedState): AffectedState {
  if (touched === 'affected' && NOT_SAID_YET.includes(known)) return 'affected';
  return touched === 'not_told' && known === 'suspected' ? 'not_told' : known;
}

function worseOfEach(known: TouchedOperator['tlds'], more: TouchedOperator['tlds']): TouchedOperator['tlds'] {
  const rank = (tld: TouchedOperator['tlds'][number]) => IMPACT_CLASSES.indexOf(tld.class);
  const byLabel = new Map(known.map((tld) => [tld.label, tld]));
  for (const tld of more) {
    const before = byLabel.get(tld.label);
    if (before === undefined || rank(tld) < rank(before)) byLabel.set(tld.label, tld);
  }
  return [...byLabel.values()];
}

function withNew(known: ReasonText[], more: ReasonText[]): ReasonText[] {
  const said = new Set(known.map(({ text }) => text));
  return [...known, ...more.filter(({ text }) => !said.has(text))].slice(0, MOST_REASONS + 1);
}
