import { isDeepStrictEqual } from 'node:util';
import type { DeadlineState, Severity } from '#libs/contracts';
import type { Ladders } from './ladder/ladders.ts';
import { rungsOf } from './ladder/ladders.ts';
import { actsAt, nextActAt } from './ladder/standing.ts';
import type { Act, Standing } from './ladder/standing.ts';
import type { DeadlineRow } from './rows.ts';
import { NEVER, newRow, standingOf } from './rows.ts';
import type { Duty } from './rules/duty.ts';

/** What becomes of one deadline now. */
export interface Step {
  before: DeadlineRow | null;
  row: DeadlineRow;
  /** What is to be done, in this order. */
  acts: Act[];
  nextAt: Date;
}

export interface Ground {
  incidentId: string;
  severity: Severity;
  exercise: boolean;
}

/**
 * Holds what is due by the facts against what is written down. The same facts at the same instant, worked out again, change
 * nothing: so whoever comes twice, or late, does no harm.
 */
export function reckon(
  ground: Ground,
  duties: Duty[],
  rows: DeadlineRow[],
  ladders: Ladders,
  now: Date,
  change: (row: DeadlineRow) => DeadlineRow = (row) => row,
): Step[] {
  const known = new Map(rows.map((row) => [keyOf(row), row]));
  const wanted = new Set(duties.map(keyOf));
  const gone = rows.filter((row) => !wanted.has(keyOf(row)) && isOpen(row.state));
  return [
    ...duties.map((duty) => stepOf(ground, duty, known.get(keyOf(duty)) ?? null, ladders, now, change)),
    ...gone.map((row) => ({
      before: row,
      row: { ...row, state: 'ended' as const, stoppedAt: now },
      acts: [],
      nextAt: NEVER,
    })),
  ];
}

const keyOf = ({ kind, subject }: Pick<Duty, 'kind' | 'subject'>): string => `${kind} ${subject}`;
const isOpen = (state: DeadlineState): boolean =>
  state === 'running' || state === 'paused' || state === 'overdue';

function stepOf(
  { incidentId, exercise, ...ground }: Ground,
  duty: Duty,
  before: DeadlineRow | null,
  ladders: Ladders,
  now: Date,
  change: (row: DeadlineRow) => DeadlineRow,
): Step {
  const { operatorId, startedAt, stoppedAt, pausedSince, dueAt, start, stop, pause, source, why } = duty;
  const severity = duty.severity ?? ground.severity;
  const row: DeadlineRow = {
    ...(before === null ? newRow(incidentId, duty) : change(before)),
    operatorId,
    severity,
    exercise,
    startedAt,
    stoppedAt,
    pausedSince,
    deadlineAt: dueAt,
    words: { start, stop, pause, source, why },
    // Nobody hears of an exercise, and so nobody of it again.
    rungs: rungsOf(ladders, duty, severity).filter(({ repeat }) => !exercise || repeat === undefined),
    state: 'running',
  };
  const { acts, standing } =
    stoppedAt !== null || pausedSince !== null
      ? restingOf(duty, standingOf(row))
      : actsAt(standingOf(row), now);
  const state = stateOf(duty, standing);
  return {
    before,
    row: {
      ...row,
      state,
      climbed: standing.climbed,
      climbedAt: standing.climbedAt,
      notedDeadlineAt: standing.notedDueAt,
    },
    acts,
    nextAt: state === 'running' || state === 'overdue' ? (nextActAt(standing) ?? NEVER) : NEVER,
  };
}

/** Nobody is told any more; but that it came too late is a fact, also where nobody was there to note it. */
function restingOf(
  { stoppedAt, done, dueAt }: Duty,
  standing: Standing,
): { acts: Act[]; standing: Standing } {
  const late = stoppedAt !== null && done && stoppedAt > dueAt;
  return late && standing.notedDueAt?.getTime() !== dueAt.getTime()
    ? { acts: [{ what: 'due' }], standing: { ...standing, notedDueAt: dueAt } }
    : { acts: [], standing };
}

function stateOf(duty: Duty, standing: Standing): DeadlineState {
  const { stoppedAt, done, dueAt, pausedSince, endsItself } = duty;
  if (stoppedAt !== null) {
    if (!done) return 'ended';
    return stoppedAt <= dueAt ? 'met' : 'met_late';
  }
  if (pausedSince !== null) return 'paused';
  if (endsItself) return nextActAt(standing) === null ? 'ended' : 'running';
  return standing.notedDueAt?.getTime() === dueAt.getTime() ? 'overdue' : 'running';
}

/** Is there anything to write? */
export function isChanged({ before, row }: Step): boolean {
  return before === null || !isDeepStrictEqual(before, row);
}
