import { v7 as uuidv7 } from 'uuid';
import type { DeadlineKind, DeadlineState, Severity, TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';
import type { Rung, Standing } from './ladder/standing.ts';
import type { Duty } from './rules/duty.ts';
import type { Said } from './words/sentence.ts';

/** What is said of a duty, as it was when it was last worked out. */
export type DutyWords = Record<'start' | 'stop' | 'pause' | 'source', Said> & { why: Said[] };

/** A row of `deadlines`, less what makes it work. */
export interface DeadlineRow {
  id: string;
  incidentId: string;
  operatorId: string | null;
  kind: DeadlineKind;
  subject: string;
  state: DeadlineState;
  exercise: boolean;
  severity: Severity;
  startedAt: Date;
  stoppedAt: Date | null;
  pausedSince: Date | null;
  deadlineAt: Date;
  words: DutyWords;
  rungs: Rung[];
  climbed: number;
  climbedAt: Date | null;
  notedDeadlineAt: Date | null;
  quietUntil: Date | null;
  acknowledgedBy: TimelineActor | null;
  acknowledgedAt: Date | null;
  nobodyToldAt: Date | null;
}

/** One of which nothing is left to do: rows that are open are looked at by their due instant. */
export const NEVER = new Date('9999-12-31T00:00:00Z');

export const COLUMNS = `d.id, d.incident_id AS "incidentId", d.operator_id AS "operatorId", d.kind, d.subject, d.state, d.exercise, d.severity,
  d.started_at AS "startedAt", d.stopped_at AS "stoppedAt", d.paused_since AS "pausedSince", d.deadline_at AS "deadlineAt", d.words, d.rungs,
  d.climbed, d.climbed_at AS "climbedAt", d.noted_deadline_at AS "notedDeadlineAt", d.quiet_until AS "quietUntil",
  d.acknowledged_by AS "acknowledgedBy", d.acknowledged_at AS "acknowledgedAt", d.nobody_told_at AS "nobodyToldAt"`;

/** As the driver has them: instants within JSON are text. */
type Read = Omit<DeadlineRow, 'rungs'> & { rungs: (Omit<Rung, 'at'> & { at: string })[] };

export const fromRead = (read: Read): DeadlineRow => ({
  ...read,
  rungs: read.rungs.map((rung) => ({ ...rung, at: new Date(rung.at) })),
});

export async function rowsOf(reader: Tx, incidentIds: string[]): Promise<DeadlineRow[]> {
  const rows = await reader.query<Read[]>(
    `SELECT ${COLUMNS} FROM deadlines d WHERE d.incident_id = ANY($1) ORDER BY d.deadline_at, d.id`,
    [incidentIds],
  );
  return rows.map(fromRead);
}

export const standingOf = (row: DeadlineRow): Standing => ({
  dueAt: row.deadlineAt,
  rungs: row.rungs,
  climbed: row.climbed,
  climbedAt: row.climbedAt,
  notedDueAt: row.notedDeadlineAt,
  quietUntil: row.quietUntil,
});

export function newRow(incidentId: string, { kind, subject }: Duty): Omit<DeadlineRow, keyof DutyPart> {
  return {
    id: uuidv7(),
    incidentId,
    kind,
    subject,
    climbed: 0,
    climbedAt: null,
    notedDeadlineAt: null,
    quietUntil: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    nobodyToldAt: null,
  };
}

/** What of a row follows from the facts. */
type DutyPart = Pick<
  DeadlineRow,
  | 'operatorId'
  | 'state'
  | 'exercise'
  | 'severity'
  | 'startedAt'
  | 'stoppedAt'
  | 'pausedSince'
  | 'deadlineAt'
  | 'words'
  | 'rungs'
>;

/** `nextAt`: when something is to be done of it again. */
export interface Written {
  row: DeadlineRow;
  nextAt: Date;
}

export async function writeRows(tx: Tx, written: Written[], now: Date): Promise<void> {
  if (written.length === 0) return;
  await tx.query(
    `INSERT INTO deadlines AS d (id, incident_id, operator_id, kind, subject, state, exercise, severity, started_at, stopped_at, paused_since,
            deadline_at, words, rungs, climbed, climbed_at, noted_deadline_at, quiet_until, acknowledged_by, acknowledged_at,
            nobody_told_at, created_at, updated_at, due_at)
     SELECT id, incident_id, operator_id, kind, subject, state, exercise, severity, started_at, stopped_at, paused_since,
            deadline_at, words, rungs, climbed, climbed_at, noted_deadline_at, quiet_until, acknowledged_by, acknowledged_at,
            nobody_told_at, created_at, updated_at, due_at
       FROM jsonb_populate_recordset(NULL::deadlines, $1)
     ON CONFLICT (incident_id, kind, subject) DO UPDATE SET operator_id = EXCLUDED.operator_id, state = EXCLUDED.state,
            exercise = EXCLUDED.exercise, severity = EXCLUDED.severity, started_at = EXCLUDED.started_at,
            stopped_at = EXCLUDED.stopped_at, paused_since = EXCLUDED.paused_since, deadline_at = EXCLUDED.deadline_at,
            words = EXCLUDED.words, rungs = EXCLUDED.rungs, climbed = EXCLUDED.climbed, climbed_at = EXCLUDED.climbed_at,
            noted_deadline_at = EXCLUDED.noted_deadline_at, quiet_until = EXCLUDED.quiet_until,
            nobody_told_at = EXCLUDED.nobody_told_at, acknowledged_by = EXCLUDED.acknowledged_by,
            acknowledged_at = EXCLUDED.acknowledged_at, updated_at = EXCLUDED.updated_at, due_at = EXCLUDED.due_at,
            lease_until = NULL, strikes = 0, rung_at = NULL, aside_at = NULL`,
    [JSON.stringify(written.map((one) => asColumns(one, now)))],
  );
}

function asColumns({ row, nextAt }: Written, now: Date): Record<string, unknown> {
  const columns = Object.entries(row).map(([name, value]): [string, unknown] => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return { ...Object.fromEntries(columns), due_at: nextAt, created_at: now, updated_at: now };
}
