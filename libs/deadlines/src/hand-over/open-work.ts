import type { DeadlineKind, Severity } from '#libs/contracts';
import { OPEN_DEADLINE_STATES } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { OPEN_STATES } from '#libs/incidents';

/** Deadlines that are named to whoever takes over. */
const MOST_NAMED = 5;

/** What whoever comes on duty finds: counts, and what is due next; of each no more than a page says. Exercises are left out. */
export interface OpenWork {
  incidents: number;
  overdue: number;
  next: { number: string; severity: Severity; kind: DeadlineKind; deadlineAt: Date }[];
}

export async function openWork(tx: Tx): Promise<OpenWork> {
  const [counts = { incidents: 0, overdue: 0 }] = await tx.query<{ incidents: number; overdue: number }[]>(
    `SELECT (SELECT count(*)::int FROM incidents WHERE state = ANY($1) AND NOT exercise AND NOT canary) AS incidents,
            (SELECT count(*)::int FROM deadlines WHERE state = 'overdue' AND NOT exercise) AS overdue`,
    [OPEN_STATES],
  );
  const next = await tx.query<OpenWork['next']>(
    `SELECT i.number, i.severity, d.kind, d.deadline_at AS "deadlineAt" FROM deadlines d JOIN incidents i ON i.id = d.incident_id
      WHERE d.state = ANY($1) AND NOT d.exercise AND NOT i.canary ORDER BY d.deadline_at, d.id LIMIT $2`,
    [OPEN_DEADLINE_STATES, MOST_NAMED],
  );
  return { ...counts, next };
}
