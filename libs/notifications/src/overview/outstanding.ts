import type { DueWork } from '#libs/contracts';
import type { Incident } from '#libs/incidents';
import { OPEN_STATES, UNTOLD_STATES } from '#libs/incidents';
import { silentSince } from '../silence.ts';
import type { OperatorRow } from './queries.ts';

/**
 * Since when something that we promised is outstanding, by what it is; null: it is not. The duty board reckons the same in
 * SQL. An exercise and what is over have no promise to keep, and of an operator marked `no_answer` nothing is due.
 */
export function outstandingOf(
  { state, exercise, openedAt }: Pick<Incident, 'state' | 'exercise' | 'openedAt'>,
  operators: OperatorRow[],
): Record<DueWork, string | null> {
  if (exercise || !OPEN_STATES.includes(state)) return { triage: null, first_notice: null, answers: null };
  const untold = operators.filter(
    (row) =>
      row.toldAt === null &&
      row.answeredAt === null &&
      row.state !== 'suspected' &&
      UNTOLD_STATES.includes(row.state),
  );
  return {
    triage: state === 'new' ? openedAt.toISOString() : null,
    first_notice: earliest(untold.map(({ cameAt }) => cameAt)),
    answers: earliest(
      operators.filter((row) => row.state !== 'no_answer').flatMap((row) => silentSince(row) ?? []),
    ),
  };
}

const earliest = (instants: Date[]): string | null =>
  instants.sort((a, b) => a.getTime() - b.getTime())[0]?.toISOString() ?? null;
