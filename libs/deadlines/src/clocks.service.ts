import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { Clock, insertRows } from '#libs/database';
import { PROMISES } from '#libs/incidents';
import type { Promises } from '#libs/incidents';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import { Calls } from './calls/calls.service.ts';
import { CLOCK } from './clock-actor.ts';
import { Climbing } from './climbing.service.ts';
import { dutiesOf } from './duties.ts';
import type { IncidentFacts } from './facts.ts';
import { factsOf } from './facts.ts';
import { isLastRepeat } from './ladder/standing.ts';
import { DutyPeople } from './paging/duty-people.service.ts';
import type { OurPeople } from './paging/duty-people.service.ts';
import { Pager } from './paging/pager.service.ts';
import type { PageRow } from './paging/pager.service.ts';
import { isChanged, reckon } from './reckoning.ts';
import type { Step } from './reckoning.ts';
import type { DeadlineRow, Written } from './rows.ts';
import { rowsOf, writeRows } from './rows.ts';
import { LADDERS } from './settings.ts';
import type { Ladders } from './settings.ts';
import { allInWords } from './words/in-words.ts';

/** What one incident's going on leaves to be written. */
interface Outcome {
  written: Written[];
  steps: Record<string, unknown>[];
  entries: NewEntry[];
  closed: string[];
  pages: PageRow[];
}

/**
 * Lets the clocks of incidents go on: works out from the facts what is due, does what has become due, and writes all of it
 * down at once. It comes to the same whoever calls it, when, and how often.
 */
@Injectable()
export class Clocks {
  private readonly logger = new Logger(Clocks.name);

  constructor(
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly climbing: Climbing,
    private readonly calls: Calls,
    private readonly people: DutyPeople,
    private readonly pager: Pager,
    @Inject(PROMISES) private readonly promises: Promises,
    @Inject(LADDERS) private readonly ladders: Ladders,
  ) {}

  /** @param change made to what is written down of a deadline: a person's word on it */
  async goOn(
    tx: Tx,
    incidentIds: string[],
    change: (row: DeadlineRow) => DeadlineRow = (row) => row,
    said: NewEntry[] = [],
  ): Promise<void> {
    const ids = [...new Set(incidentIds)].sort();
    // One at a time an incident, in one order: whoever waits finds what the other wrote.
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('deadlines ' || id, 0)) FROM unnest($1::text[]) AS wanted (id)`,
      [ids],
    );
    const now = await this.clock.now(tx);
    const rows = await rowsOf(tx, ids);
    const ours = once(() => this.people.now(tx));
    const appends: { stream: { stream: 'incident'; id: string }; entries: NewEntry[] }[] = [];
    const written: Written[] = [];
    const climbed: Record<string, unknown>[] = [];
    const closed: string[] = [];
    const pages: PageRow[] = [];
    for (const facts of await factsOf(tx, ids)) {
      const own = rows.filter(({ incidentId }) => incidentId === facts.id);
      const duties = dutiesOf(facts, this.promises, now);
      const steps = reckon({ ...facts, incidentId: facts.id }, duties, own, this.ladders, now, change);
      const outcome = await this.actOn(tx, facts, steps, ours, now);
      written.push(...outcome.written);
      climbed.push(...outcome.steps);
      closed.push(...outcome.closed);
      pages.push(...outcome.pages);
      appends.push({ stream: { stream: 'incident', id: facts.id }, entries: [...said, ...outcome.entries] });
    }
    await writeRows(tx, written, now);
    await insertRows(tx, 'deadline_steps', climbed);
    await this.pager.write(tx, pages);
    await this.calls.drop(tx, closed);
    await this.timeline.appendAll(tx, appends);
  }

  private async actOn(
    tx: Tx,
    facts: IncidentFacts,
    steps: Step[],
    ours: () => Promise<OurPeople>,
    now: Date,
  ): Promise<Outcome> {
    const outcome: Outcome = { written: [], steps: [], entries: [], closed: [], pages: [] };
    for (const step of steps) await this.act(tx, facts, step, outcome, ours, now);
    return outcome;
  }

  private async act(
    tx: Tx,
    facts: IncidentFacts,
    step: Step,
    outcome: Outcome,
    ours: () => Promise<OurPeople>,
    now: Date,
  ): Promise<void> {
    let { row } = step;
    const about = { deadlineId: row.id, deadline: row.kind, operatorId: row.operatorId };
    for (const act of step.acts) {
      if (act.what === 'due') {
        const type =
          row.kind === 'embargo' || row.kind === 'recovery_tail' ? 'deadline.reached' : 'deadline.missed';
        outcome.entries.push({
          type,
          actor: CLOCK,
          at: row.deadlineAt,
          // The record is in one language.
          data: { ...about, dueAt: row.deadlineAt, why: allInWords(row.words.why, 'en') },
        });
        continue;
      }
      const climbed = await this.climbing.climb(tx, facts, row, act.rung, ours, now);
      const { outcome: came, told, entries } = climbed;
      outcome.pages.push(...climbed.pages);
      outcome.steps.push({
        deadline_id: row.id,
        index: act.index,
        step: act.rung.step,
        outcome: came,
        told,
        planned_at: act.rung.at,
        climbed_at: now,
      });
      const data = { ...about, step: act.rung.step, outcome: came, whom: told.join(', '), told };
      outcome.entries.push({ type: 'deadline.escalated', actor: CLOCK, at: now, data }, ...entries);
      const isLast = isLastRepeat(row.rungs, act.index);
      if ((came === 'nobody' || isLast) && !isAlarmed(row)) {
        row = { ...row, nobodyToldAt: now };
        const data = isLast ? { ...about, repeats: act.rung.repeat } : about;
        outcome.entries.push({ type: 'deadline.nobody_told', actor: CLOCK, at: now, data });
        this.logger.error(
          came === 'nobody'
            ? `nobody could be told of ${row.kind} of incident ${facts.number}: look at the rota and at how people are paged`
            : `nobody sees to ${row.kind} of incident ${facts.number}, and nobody is paged about it any more`,
        );
      }
    }
    if (row.state !== 'running' && row.state !== 'paused' && row.state !== 'overdue')
      outcome.closed.push(row.id);
    if (isChanged({ ...step, row })) outcome.written.push({ row, nextAt: step.nextAt });
  }
}

/** It is known already, and nobody has seen to it since. */
const isAlarmed = ({ nobodyToldAt, acknowledgedAt }: DeadlineRow): boolean =>
  nobodyToldAt !== null && (acknowledgedAt === null || acknowledgedAt < nobodyToldAt);

/** The same for all that one transaction does, and looked up where it is needed alone. */
function once<T>(look: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => (found ??= look());
}
