import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { isAtLeast, isWider, narrowest } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { Directory, RootZones } from '#libs/operators';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import { isHard, namedTlds, touchedOperators, withUndelegated } from './assessment.ts';
import type { TouchedOperator } from './assessment.ts';
import { IncidentFault } from './faults.ts';
import { AffectedOperator, Incident } from './incident.entity.ts';
import { nextNumber } from './numbers.ts';
import { newCase } from './operator-cases.ts';
import { Report } from './report.entity.ts';

export interface Split {
  reports: string[];
  title?: string | undefined;
  reason: string;
}

/** Reports that turned out to be of another event go to an incident of their own. Merging the two is the way back. */
@Injectable()
export class Splits {
  constructor(
    private readonly transactions: Transactions,
    private readonly timeline: Timeline,
    private readonly directory: Directory,
    private readonly rootZones: RootZones,
  ) {}

  /**
   * @returns the new incident, in state `triaging`
   * @throws IncidentFault `incident.not_found`, `report.not_found`, `incident.merge_refused` when none would stay behind
   */
  async split(principal: Principal, id: string, { reports: ids, title, reason }: Split): Promise<Incident> {
    return this.transactions.run(async (tx) => {
      const source = await tx
        .getRepository(Incident)
        .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
      if (source === null) throw new IncidentFault('incident.not_found', 'There is no such incident.');
      const reports = await chosenReports(tx, id, ids);
      const touched = await this.touchedBy(tx, id, reports);
      const { number, now } = await nextNumber(tx, 'incident');
      const incident = tx.getRepository(Incident).create({
        id: uuidv7(),
        number,
        state: 'triaging',
        summary: '',
        exercise: source.exercise,
        assigneeId: source.assigneeId,
        mergedIntoId: null,
        openedAt: now,
        firstClosedAt: null,
        closedAt: null,
        version: 1,
        updatedAt: now,
        ...judgedFrom(reports, source),
        tlp: await labelOf(tx, reports, source),
        ...(title === undefined ? {} : { title }),
        tlds: touched.tlds,
      });
      await tx.getRepository(Incident).insert(incident);
      await this.take(tx, source, incident, reports, touched.operators, now);
      await this.goOn(tx, source, incident, now);
      await this.record(tx, principal, source, incident, reports, touched.operators, reason, now);
      return incident;
    });
  }

  /** Who is touched by these reports, each in the state that it has in the incident they come from. */
  private async touchedBy(
    tx: Tx,
    incidentId: string,
    reports: Report[],
  ): Promise<{ tlds: string[]; operators: TouchedOperator[] }> {
    const resources = resourcesOf(reports);
    const { tlds } = await this.rootZones.impactOf(resources);
    const impact = withUndelegated(tlds, resources);
    const labels = [...namedTlds(resources), ...impact.filter(isHard).map(({ label }) => label)];
    const operatorOf = await this.directory.operatorsOfTlds(
      impact.map(({ label }) => label),
      tx,
    );
    const reporters = [...new Set(reports.map(({ operatorId }) => operatorId))];
    const operators = new Map<string, TouchedOperator>();
    for (const reporter of reporters)
      for (const operator of touchedOperators(impact, operatorOf, reporter))
        if (operator.operatorId === reporter || !operators.has(operator.operatorId))
          operators.set(operator.operatorId, operator);
    const known = await tx.getRepository(AffectedOperator).findBy({ incidentId });
    return {
      tlds: [...new Set(labels)].sort(),
      operators: [...operators.values()].map((operator) => ({
        ...operator,
        state: known.find(({ operatorId }) => operatorId === operator.operatorId)?.state ?? operator.state,
      })),
    };
  }

  private async take(
    tx: Tx,
    source: Incident,
    incident: Incident,
    reports: Report[],
    operators: TouchedOperator[],
    now: Date,
  ): Promise<void> {
    const known = await tx.getRepository(AffectedOperator).findBy({ incidentId: source.id });
    const rows = operators.map((operator) => {
      const there = known.find(({ operatorId }) => operatorId === operator.operatorId);
      return {
        ...operator,
        incidentId: incident.id,
        serviceState: there?.serviceState ?? ('unknown' as const),
        toldAt: there?.toldAt ?? null,
        answeredAt: there?.answeredAt ?? null,
        stateChangedAt: now,
        ...newCase(incident, now),
      };
    });
    if (rows.length > 0) await tx.getRepository(AffectedOperator).insert(rows);
    for (const [index, { id }] of reports.entries())
      await tx
        .getRepository(Report)
        .update({ id }, { incidentId: incident.id, state: index === 0 ? 'triaged' : 'joined' });
    await tx
      .getRepository(Incident)
      .update({ id: source.id }, { version: source.version + 1, updatedAt: now });
  }

  /**
   * Operators that nothing keeps in the incident they come from go on in the new one under the number they know: that two
   * were one until now tells that somebody else reported.
   */
  private async goOn(tx: Tx, source: Incident, incident: Incident, now: Date): Promise<void> {
    const staying = await tx.getRepository(Report).findBy({ incidentId: source.id });
    const { operators } = await this.touchedBy(tx, source.id, staying);
    await tx.query(
      `WITH gone AS (UPDATE affected_operators SET left_at = $4
                      WHERE incident_id = $1 AND left_at IS NULL AND state <> 'suspected' AND operator_id <> ALL($3)
                        AND NOT reasons @> '[{ "rule": "by_hand" }]'
                        AND operator_id IN (SELECT operator_id FROM affected_operators WHERE incident_id = $2) RETURNING *)
       UPDATE affected_operators a
          SET known_as_id = COALESCE(gone.known_as_id, gone.incident_id), known_since = gone.known_since, kind = gone.kind,
              severity = gone.severity, tlp = gone.tlp, occurred_at = gone.occurred_at, version = gone.version, tlds = gone.tlds, reasons = gone.reasons,
              state_changed_at = gone.state_changed_at, updated_at = gone.updated_at
         FROM gone WHERE a.incident_id = $2 AND a.operator_id = gone.operator_id`,
      [source.id, incident.id, operators.map(({ operatorId }) => operatorId), now],
    );
  }

  private async record(
    tx: Tx,
    principal: Principal,
    source: Incident,
    incident: Incident,
    reports: Report[],
    operators: TouchedOperator[],
    reason: string,
    at: Date,
  ): Promise<void> {
    const actor = actorOf(principal);
    const move = { from: source.id, to: incident.id };
    const moves = reports.map((report): NewEntry => ({
      type: 'report.moved',
      actor,
      at,
      data: {
        reportId: report.id,
        reportNumber: report.number,
        operatorId: report.operatorId,
        ...move,
        reason,
      },
    }));
    const ofIncidents: [string, NewEntry[]][] = [
      [
        source.id,
        [
          {
            type: 'incident.split',
            actor,
            at,
            data: {
              into: incident.id,
              intoNumber: incident.number,
              reports: reports.map(({ id }) => id),
              reason,
            },
          },
          ...moves,
        ],
      ],
      [
        incident.id,
        [
          {
            type: 'incident.opened',
            actor,
            at,
            data: { number: incident.number, state: incident.state, splitFrom: source.id, reason },
          },
          ...moves,
          ...operators.map((operator): NewEntry => ({
            type: 'operator.added',
            actor,
            at,
            data: {
              operatorId: operator.operatorId,
              to: operator.state,
              tlds: operator.tlds.length,
              splitFrom: source.id,
            },
          })),
        ],
      ],
    ];
    for (const [index, { id }] of reports.entries())
      await this.timeline.append(tx, { stream: 'report', id }, moves.slice(index, index + 1));
    for (const [id, entries] of ofIncidents.sort(([a], [b]) => (a < b ? -1 : 1)))
      await this.timeline.append(tx, { stream: 'incident', id }, entries);
  }
}

async function chosenReports(tx: Tx, incidentId: string, ids: string[]): Promise<Report[]> {
  const all = await tx
    .getRepository(Report)
    .find({ where: { incidentId }, order: { receivedAt: 'ASC', id: 'ASC' } });
  const foreign = ids.filter((id) => !all.some((report) => report.id === id));
  if (foreign.length > 0)
    throw new IncidentFault('report.not_found', `This incident has no report ${foreign.join(', ')}.`);
  if (new Set(ids).size === all.length)
    throw new IncidentFault('incident.merge_refused', 'Leave it at least one of its reports.');
  return all.filter(({ id }) => ids.includes(id));
}

/**
 * The narrowest label of the reports. Where nothing that stays behind explains a narrower one, people set that by hand, and
 * parting does not undo it.
 */
async function labelOf(tx: Tx, reports: Report[], source: Incident): Promise<Incident['tlp']> {
  const staying = await tx.query<{ tlp: Incident['tlp'] }[]>(
    `SELECT DISTINCT r.tlp FROM reports r JOIN incidents i ON i.id = r.incident_id
      WHERE (i.id = $1 OR i.merged_into_id = $1) AND r.id <> ALL($2)`,
    [source.id, reports.map(({ id }) => id)],
  );
  const isExplained = staying.some(({ tlp }) => !isWider(tlp, source.tlp));
  const [first, ...others] = reports.map(({ tlp }) => tlp);
  return narrowest(first ?? source.tlp, ...others, ...(isExplained ? [] : [source.tlp]));
}

/** The judgement of the reports stands; where triage had none, that of the incident they come from. */
function judgedFrom(reports: Report[], source: Incident) {
  const [first] = reports;
  const severities = reports.flatMap(({ severity }) => (severity === null ? [] : [severity]));
  const instants = reports.flatMap(({ occurredAt, detectedAt }) => occurredAt ?? detectedAt ?? []);
  return {
    title: first?.summary ?? source.title,
    kind: first?.kind ?? source.kind,
    severity: severities.reduce((a, b) => (isAtLeast(a, b) ? a : b), severities[0] ?? source.severity),
    reasons: first?.reasons ?? {},
    resources: resourcesOf(reports),
    occurredAt: instants.sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    lastReportAt: reports.map(({ receivedAt }) => receivedAt).reduce((a, b) => (a > b ? a : b)),
  };
}

const resourcesOf = (reports: Report[]): Incident['resources'] => [
  ...new Map(
    reports.flatMap(({ resources }) => resources).map((each) => [`${each.type} ${each.value}`, each]),
  ).values(),
];
