import type { DeadlineKind, DueWork, IncidentState, Severity } from '#libs/contracts';
import type { Promises } from '#libs/incidents';
import type { Duty } from './duty.ts';
import { NEVER_PAUSED } from './duty.ts';
import { secondsAfter } from './instants.ts';
import type { Sentence } from '../words/sentence.ts';

const SOURCE: Sentence = { code: 'promiseSource' };

export interface PromiseFacts {
  state: IncidentState;
  severity: Severity;
  openedAt: Date;
  /** When it left `new` for good; null while it is there. */
  takenUpAt: Date | null;
  /** When our work on it ended; null: it goes on. */
  closedAt: Date | null;
  operators: OperatorFacts[];
}

export interface OperatorFacts {
  operatorId: string;
  name: string;
  /** As it knows the incident. */
  severity: Severity;
  /** When it came into the incident, as more than a suspicion. */
  cameAt: Date;
  toldAt: Date | null;
  /** When it first said a word, or a person noted that it will not. */
  settledAt: Date | null;
  /** When it went on in another incident. */
  leftAt: Date | null;
}

/** What we have promised of an incident, whether it is kept already or not. */
export function promisedDuties(promises: Promises, facts: PromiseFacts): Duty[] {
  const triage = promised(promises, facts, 'triage', 'triage', {
    subject: '',
    operatorId: null,
    startedAt: facts.openedAt,
    ...stopped(facts.takenUpAt, facts.closedAt),
    start: { code: 'incidentOpened' },
    stop: { code: 'takenUp' },
    said: { code: 'openedAt', values: { at: facts.openedAt.toISOString() } },
  });
  return [...triage, ...facts.operators.flatMap((operator) => ofOperator(promises, facts, operator))];
}

function ofOperator(promises: Promises, facts: PromiseFacts, operator: OperatorFacts): Duty[] {
  const { operatorId, name, cameAt, toldAt, settledAt } = operator;
  const over = earliest([facts.closedAt, operator.leftAt]);
  const first = promised(promises, facts, 'first_notice', 'first_notice', {
    subject: operatorId,
    operatorId,
    startedAt: cameAt,
    ...stopped(earliest([toldAt, settledAt]), over),
    start: { code: 'operatorCame' },
    stop: { code: 'toldOrSpoke' },
    said: { code: 'operatorCameAt', values: { name, at: cameAt.toISOString() } },
  });
  // One that spoke before it was told was never asked.
  if (toldAt === null || (settledAt !== null && settledAt <= toldAt)) return first;
  return [
    ...first,
    // By its own severity, for what comes of it reaches the operator, and must not tell what others have reported.
    ...promised(promises, operator, 'answer', 'answers', {
      subject: operatorId,
      operatorId,
      startedAt: toldAt,
      ...stopped(settledAt, over),
      start: { code: 'operatorTold' },
      stop: { code: 'operatorAnswered' },
      said: { code: 'operatorToldAt', values: { name, at: toldAt.toISOString() } },
    }),
  ];
}

interface Given extends Pick<
  Duty,
  'subject' | 'operatorId' | 'startedAt' | 'stoppedAt' | 'done' | 'start' | 'stop'
> {
  said: Sentence;
}

function promised(
  promises: Promises,
  { severity }: Pick<OperatorFacts, 'severity'>,
  kind: DeadlineKind,
  what: DueWork,
  { said, ...given }: Given,
): Duty[] {
  const limit = promises[what][severity];
  if (limit === undefined) return [];
  return [
    {
      ...given,
      kind,
      severity,
      pausedSince: null,
      endsItself: false,
      dueAt: secondsAfter(given.startedAt, limit),
      pause: NEVER_PAUSED,
      source: SOURCE,
      why: [said, { code: 'promise', values: { what, severity, limit } }],
    },
  ];
}

/** What was done counts, also where it came after all was over. */
const stopped = (doneAt: Date | null, overAt: Date | null) => ({
  stoppedAt: earliest([doneAt, overAt]),
  done: doneAt !== null && (overAt === null || doneAt <= overAt),
});

const earliest = (instants: (Date | null)[]): Date | null =>
  instants.reduce<Date | null>(
    (first, at) => (at !== null && (first === null || at < first) ? at : first),
    null,
  );
