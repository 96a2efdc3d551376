import type { BoardItemView, DueWork, Language, SeverityLaneView } from '#libs/contracts';
import { SEVERITIES } from '#libs/contracts';
import { promiseText } from './promise-words.ts';
import type { Promises } from './promises.ts';

/** When something began to be outstanding; null: it is not. Instants as the database writes them into JSON. */
export type Outstanding = Record<DueWork, string | null>;

/**
 * What is due first of an incident, by the same reckoning as the query: of each thing outstanding the instant at which its
 * promise is over, and of these the earliest; of equals the first in the order of the work.
 */
export function dueOf(
  promises: Promises,
  severity: BoardItemView['severity'],
  outstanding: Outstanding,
  language: Language,
): BoardItemView['due'] {
  const dues = (Object.keys(promises) as DueWork[]).flatMap((what) => {
    const since = outstanding[what];
    const limitSeconds = promises[what][severity];
    if (since === null || limitSeconds === undefined) return [];
    const startedAt = new Date(since);
    return { what, startedAt, limitSeconds, at: new Date(startedAt.getTime() + limitSeconds * 1_000) };
  });
  const first = dues.reduce<(typeof dues)[number] | null>(
    (best, due) => (best === null || due.at < best.at ? due : best),
    null,
  );
  if (first === null) return null;
  const { what, startedAt, limitSeconds, at } = first;
  return {
    what,
    at: at.toISOString(),
    startedAt: startedAt.toISOString(),
    limitSeconds,
    why: promiseText(what, severity, limitSeconds, language),
  };
}

/** All five lanes, worst first; the query leaves out those that are empty. */
export const allLanes = (found: SeverityLaneView[]): SeverityLaneView[] =>
  SEVERITIES.map(
    (severity) =>
      found.find((lane) => lane.severity === severity) ?? {
        severity,
        open: 0,
        silent: 0,
        overdue: 0,
        unassigned: 0,
      },
  );
