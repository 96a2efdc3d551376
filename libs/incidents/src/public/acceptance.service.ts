import { Injectable } from '@nestjs/common';
import type { TimelineActor } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import { Announcing } from '../announcing.service.ts';
import { Entries } from '../case.ts';
import { Examination } from '../examination.service.ts';
import { IncidentFault } from '../faults.ts';
import { Incident } from '../incident.entity.ts';
import { isUnconfirmed, Report } from '../report.entity.ts';
import { OPEN_STATES } from '../state.ts';
import { takeIn } from '../taking-in.ts';

/** What a person does with a report of a public source: vouch for it, or put it away. */
@Injectable()
export class Acceptance {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly examination: Examination,
    private readonly announcing: Announcing,
    private readonly timeline: Timeline,
  ) {}

  /**
   * From now on it is a report like any other. What it tells goes into its incident as it stands by today's root zone and
   * directory; automatic notices may follow. One that waits for triage is triaged so.
   * @throws IncidentFault `report.not_found`, `report.not_waiting`
   */
  async accept(principal: Principal, id: string, reason: string): Promise<Report> {
    return this.transactions.run(async (tx) => {
      const { report, incident } = await this.waiting(tx, id);
      const now = await this.clock.now(tx);
      report.acceptedAt = now;
      await tx.getRepository(Report).update({ id }, { acceptedAt: now });
      const entries = new Entries();
      const entry = entryOf('report.accepted', report, actorOf(principal), now, { reason });
      entries.add({ stream: 'report', id }, entry);
      if (incident !== null) {
        entries.add({ stream: 'incident', id: incident.id }, entry);
        if (OPEN_STATES.includes(incident.state)) await this.takeIn(tx, report, incident, entries, now);
      }
      await entries.write(this.timeline, tx, now);
      return report;
    });
  }

  private async takeIn(
    tx: Tx,
    report: Report,
    incident: Incident,
    entries: Entries,
    now: Date,
  ): Promise<void> {
    const [examined] = await this.examination.of([report]);
    if (examined === undefined) throw new Error(`report ${report.id} was not examined`);
    const { entries: changes, severity, ...taken } = await takeIn(tx, incident, examined, now);
    entries.add({ stream: 'incident', id: incident.id }, ...changes);
    const { id, exercise } = incident;
    const state = report.state === 'joined' ? 'joined' : 'triaged';
    const settled = { case: examined, state, incident: { id, severity, exercise } } as const;
    await this.announcing.ask(tx, [{ ...settled, duplicate: undefined, ...taken }], now);
  }

  /**
   * An incident that nothing else speaks for is rejected with it.
   * @throws IncidentFault `report.not_found`, `report.not_waiting`
   */
  async reject(principal: Principal, id: string, reason: string): Promise<Report> {
    return this.transactions.run(async (tx) => {
      const { report, incident } = await this.waiting(tx, id);
      const now = await this.clock.now(tx);
      const actor = actorOf(principal);
      await tx.getRepository(Report).update({ id }, { state: 'rejected', leaseUntil: null });
      const entries = new Entries();
      const entry = entryOf('report.rejected', report, actor, now, {
        from: report.state,
        to: 'rejected',
        reason,
      });
      entries.add({ stream: 'report', id }, entry);
      if (incident !== null) {
        entries.add({ stream: 'incident', id: incident.id }, entry);
        if (await standsAlone(tx, incident)) {
          entries.add({ stream: 'incident', id: incident.id }, stateEntry(incident, actor, now, reason));
          incident.state = 'rejected';
          incident.version += 1;
          incident.updatedAt = now;
          await tx.getRepository(Incident).save(incident);
        }
      }
      await entries.write(this.timeline, tx, now);
      report.state = 'rejected';
      return report;
    });
  }

  /** The report and its incident, both locked; of a merged incident, the one that it was merged into. */
  private async waiting(tx: Tx, id: string): Promise<{ report: Report; incident: Incident | null }> {
    const lock = { mode: 'pessimistic_write' } as const;
    const report = await tx.getRepository(Report).findOne({ where: { id }, lock });
    if (report === null) throw new IncidentFault('report.not_found', 'There is no such report.');
    if (!isUnconfirmed(report) || report.state === 'rejected')
      throw new IncidentFault(
        'report.not_waiting',
        'Nobody waits for a word on this report: it is of a source that we know, or it was decided already.',
        { state: report.state },
      );
    const incidents = tx.getRepository(Incident);
    const find = (incidentId: string | null) =>
      incidentId === null ? null : incidents.findOne({ where: { id: incidentId }, lock });
    const own = await find(report.incidentId);
    return { report, incident: (await find(own?.mergedIntoId ?? null)) ?? own };
  }
}

const entryOf = (
  type: 'report.accepted' | 'report.rejected',
  report: Report,
  actor: TimelineActor,
  at: Date,
  data: Record<string, unknown>,
): NewEntry => ({ type, actor, at, data: { reportId: report.id, reportNumber: report.number, ...data } });

const stateEntry = (incident: Incident, actor: TimelineActor, at: Date, reason: string): NewEntry => ({
  type: 'incident.state_changed',
  actor,
  at,
  data: { from: incident.state, to: 'rejected', reason },
});

/** Opened by a public report, judged by nobody, and no report is left to it. */
async function standsAlone(tx: Tx, { id, confirmed, state }: Incident): Promise<boolean> {
  if (confirmed || !['new', 'triaging'].includes(state)) return false;
  const left = await tx.query<unknown[]>(
    `SELECT 1 FROM reports WHERE incident_id = $1 AND state <> 'rejected' LIMIT 1`,
    [id],
  );
  return left.length === 0;
}
