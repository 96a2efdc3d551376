import { Injectable } from '@nestjs/common';
import type { DeadlineAcknowledged, DeadlineKind, DeadlineState, Tlp } from '#libs/contracts';
import { OPEN_DEADLINE_STATES } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Clocks } from './clocks.service.ts';
import { DeadlineFault } from './faults.ts';
import type { IncidentFacts } from './facts.ts';
import { factsOf } from './facts.ts';
import { outagesOf } from './noted-outages.ts';
import type { NotedOutage } from './noted-outages.ts';
import { COLUMNS, fromRead, rowsOf } from './rows.ts';
import type { DeadlineRow } from './rows.ts';

export interface StepRow {
  deadlineId: string;
  index: number;
  outcome: 'told' | 'called' | 'left_out' | 'nobody' | 'exercise';
  told: string[];
  climbedAt: Date;
}

/** Deadlines with what is around them. */
export interface Shown {
  now: Date;
  rows: DeadlineRow[];
  steps: Map<string, StepRow[]>;
  operators: Map<string, string>;
}

export interface DueRow extends DeadlineRow {
  number: string;
  title: string;
  tlp: Tlp;
}

export interface DueFilter {
  states: readonly DeadlineState[];
  kinds: readonly DeadlineKind[] | null;
  /** Null: both. */
  exercise: boolean | null;
}

const OPEN: readonly DeadlineState[] = OPEN_DEADLINE_STATES;

/** What is due, as it is shown; and a person's word that they see to it. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly clocks: Clocks,
  ) {}

  /** Of the incident that it belongs to; null where there is no such deadline. */
  async labelOf(id: string): Promise<Tlp | null> {
    const [row] = await this.transactions.reader.query<{ tlp: Tlp }[]>(
      'SELECT i.tlp FROM deadlines d JOIN incidents i ON i.id = d.incident_id WHERE d.id = $1',
      [id],
    );
    return row?.tlp ?? null;
  }

  async ofIncident(
    incidentId: string,
  ): Promise<Shown & { facts: IncidentFacts | null; noted: NotedOutage[] }> {
    const { reader } = this.transactions;
    const rows = await rowsOf(reader, [incidentId]);
    const [facts = null] = await factsOf(reader, [incidentId]);
    return { ...(await this.around(rows)), facts, noted: await outagesOf(reader, incidentId) };
  }

  /** What is due next over all incidents, by its instant. `after` is the last that was read. */
  async due(
    { states, kinds, exercise }: DueFilter,
    limit: number,
    after?: { at: Date; id: string },
  ): Promise<Omit<Shown, 'rows'> & { rows: DueRow[] }> {
    // Of each state the first ones, in the order of its index: the states that are over hold all there ever were.
    const rows = await this.transactions.reader.query<DueRow[]>(
      `SELECT ${COLUMNS}, i.number, i.title, i.tlp
         FROM (SELECT f.* FROM unnest($1::text[]) AS s (state) CROSS JOIN LATERAL (
                 SELECT * FROM deadlines d
                  WHERE d.state = s.state AND ($2::text[] IS NULL OR d.kind = ANY($2)) AND ($3::boolean IS NULL OR d.exercise = $3)
                    AND ($4::timestamptz IS NULL OR (d.deadline_at, d.id) > ($4, $5::uuid))
                  ORDER BY d.deadline_at, d.id LIMIT $6) AS f
                ORDER BY f.deadline_at, f.id LIMIT $6) AS d
         JOIN incidents i ON i.id = d.incident_id ORDER BY d.deadline_at, d.id`,
      [states, kinds, exercise, after?.at ?? null, after?.id ?? null, limit],
    );
    const shown = rows.map((row) => ({
      ...row,
      ...fromRead(row as unknown as Parameters<typeof fromRead>[0]),
    }));
    return { ...(await this.around(shown)), rows: shown };
  }

  /** How many are overdue, and of how many nobody could be told whom nobody sees to since; exercises left out. */
  async alarms(): Promise<{ overdue: number; unheard: number }> {
    const [row] = await this.transactions.reader.query<{ overdue: number; unheard: number }[]>(
      `SELECT count(*) FILTER (WHERE state = 'overdue')::int AS overdue,
              count(*) FILTER (WHERE nobody_told_at IS NOT NULL AND (acknowledged_at IS NULL OR acknowledged_at < nobody_told_at))::int AS unheard
         FROM deadlines WHERE state = ANY($1) AND NOT exercise`,
      [OPEN],
    );
    return row ?? { overdue: 0, unheard: 0 };
  }

  /** @throws DeadlineFault `deadline.not_found` */
  async one(id: string): Promise<Shown & { row: DeadlineRow }> {
    const row = await this.find(this.transactions.reader, id);
    return { ...(await this.around([row])), row };
  }

  /**
   * Somebody sees to it: for so long nobody else is told; then the ladder goes on where it was.
   * @throws DeadlineFault `deadline.not_found`, `deadline.over`
   */
  async acknowledge(caller: Principal, id: string, { minutes, reason }: DeadlineAcknowledged): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { incidentId, kind, operatorId, state } = await this.find(tx, id);
      if (!OPEN.includes(state))
        throw new DeadlineFault('deadline.over', 'It asks nothing of anybody any more.');
      const now = await this.clock.now(tx);
      const by = actorOf(caller);
      const quietUntil = new Date(now.getTime() + minutes * 60_000);
      const data = { deadlineId: id, deadline: kind, operatorId, minutes, quietUntil, reason };
      await this.clocks.goOn(
        tx,
        [incidentId],
        (row) => (row.id === id ? { ...row, quietUntil, acknowledgedBy: by, acknowledgedAt: now } : row),
        [{ type: 'deadline.acknowledged', actor: by, at: now, data }],
      );
    });
  }

  private async find(reader: Tx, id: string): Promise<DeadlineRow> {
    const [row] = await reader.query<Parameters<typeof fromRead>[0][]>(
      `SELECT ${COLUMNS} FROM deadlines d WHERE d.id = $1`,
      [id],
    );
    if (row === undefined) throw new DeadlineFault('deadline.not_found', 'There is no such deadline.');
    return fromRead(row);
  }

  private async around(rows: DeadlineRow[]): Promise<Shown> {
    const { reader } = this.transactions;
    const steps = await reader.query<StepRow[]>(
      `SELECT deadline_id AS "deadlineId", index, outcome, told, climbed_at AS "climbedAt"
         FROM deadline_steps WHERE deadline_id = ANY($1) ORDER BY deadline_id, index`,
      [rows.map(({ id }) => id)],
    );
    const operators = await reader.query<{ id: string; name: string }[]>(
      'SELECT id, name FROM operators WHERE id = ANY($1)',
      [[...new Set(rows.flatMap(({ operatorId }) => operatorId ?? []))]],
    );
    const byDeadline = new Map<string, StepRow[]>();
    for (const step of steps)
      byDeadline.set(step.deadlineId, [...(byDeadline.get(step.deadlineId) ?? []), step]);
    return {
      now: await this.clock.now(reader),
      rows,
      steps: byDeadline,
      operators: new Map(operators.map(({ id, name }) => [id, name])),
    };
  }
}
