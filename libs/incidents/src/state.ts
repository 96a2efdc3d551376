import type { AffectedState, IncidentState, OperatorAnswer } from '#libs/contracts';
import { OPERATOR_ANSWERS } from '#libs/contracts';
import { IncidentFault } from './faults.ts';

/** Where an incident may go from where. `duplicate` is entered by a merge and left by a split, never by hand. */
const LEGAL: Record<IncidentState, readonly IncidentState[]> = {
  new: ['triaging', 'rejected'],
  // Back: whoever took it up has not, and it waits for a person again.
  triaging: ['coordinating', 'new', 'rejected'],
  coordinating: ['monitoring', 'rejected'],
  monitoring: ['closed', 'coordinating'],
  closed: ['coordinating'],
  rejected: ['triaging'],
  duplicate: [],
};

/** Ends, and ways back from one, are explained to whoever reads the record later. */
const NEEDS_REASON: ReadonlySet<IncidentState> = new Set(['closed', 'rejected']);

export const OPEN_STATES: readonly IncidentState[] = ['new', 'triaging', 'coordinating', 'monitoring'];

export const legalTransitions = (from: IncidentState): readonly IncidentState[] => LEGAL[from];

export const needsReason = (from: IncidentState, to: IncidentState): boolean =>
  NEEDS_REASON.has(to) || NEEDS_REASON.has(from);

/** @throws IncidentFault `incident.illegal_transition` with the legal ones, or `incident.reason_needed` */
export function assertTransition(from: IncidentState, to: IncidentState, reason: string | undefined): void {
  if (!LEGAL[from].includes(to)) throw IncidentFault.illegalTransition(from, to, LEGAL[from]);
  if (needsReason(from, to) && (reason ?? '').trim() === '') {
    throw new IncidentFault('incident.reason_needed', `Say why: going from ${from} to ${to} needs a reason.`);
  }
}

/** What an operator may say of itself; the rest (`not_told`, `no_answer` …) is ours to find out. */
export function isOperatorAnswer(state: AffectedState): state is OperatorAnswer {
  return (OPERATOR_ANSWERS as readonly string[]).includes(state);
}

/** An operator in one of these becomes `told` by a notice; whoever has answered already is not moved back by one. */
export const UNTOLD_STATES: readonly AffectedState[] = ['suspected', 'not_told', 'unknown'];
