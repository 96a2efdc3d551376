import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { OperatorKind } from '#libs/contracts';
import { groupBy } from '#libs/contracts';
import type { Relation } from '#libs/access';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { Timeline } from '#libs/timeline';
import type { RecordEntry } from '#libs/timeline';
import { Attachment } from './attachments/attachment.entity.ts';
import { containing } from './containing.ts';
import { IncidentFault } from './faults.ts';
import { AffectedOperator, Incident, Note } from './incident.entity.ts';
import type { IncidentFilter, PageRequest } from './listings.service.ts';
import { knownId } from './operator-cases.ts';
import { TYPES_SHOWN_TO_ALL } from './own-facts.ts';
import { Report } from './report.entity.ts';
import { OPEN_STATES } from './state.ts';
import { SHOWN_STATE } from './shown-reports.ts';
import { partiesOf, relationOf, VISIBLE_CASE } from './visibility.ts';

/** An incident as one operator knows it. */
export interface OperatorCase {
  /** Under which the operator knows it; the one that is worked on may be another by now. */
  id: string;
  number: string;
  incident: Incident;
  own: AffectedOperator;
}

/** A stretch of the record of an incident that belongs to an operator's case. */
export interface CaseStretch {
  cameAt: Date;
  leftAt: Date | null;
  entries: RecordEntry[];
}

/** Entries of an incident's record. */
export type ReadRecord = (incidentId: string) => Promise<RecordEntry[]>;

/**
 * What an operator may see of incidents: its own row, its own reports and notes, the state of our work. A merge or a split
 * changes none of it.
 */
@Injectable()
export class Cases {
  constructor(
    private readonly transactions: Transactions,
    private readonly timeline: Timeline,
  ) {}

  /** @throws IncidentFault `incident.not_found` */
  async find(operatorId: string | null, id: string): Promise<OperatorCase> {
    const [found] = await this.pick(operatorId, 'COALESCE(a.known_as_id, a.incident_id) = $2', [id], 1);
    if (found === undefined) throw new IncidentFault('incident.not_found', 'There is no such incident.');
    return found;
  }

  /** Filtered by what the operator is shown alone; newest first. */
  async page(operatorId: string | null, filter: IncidentFilter, page: PageRequest): Promise<OperatorCase[]> {
    const values: unknown[] = [];
    const conditions = ['true'];
    const where = (condition: (place: string) => string, value: unknown) => {
      if (value === undefined) return;
      values.push(value);
      conditions.push(condition(`$${values.length + 1}`));
    };
    for (const column of ['kind', 'tlp'] as const) where((place) => `a.${column} = ${place}`, filter[column]);
    where((place) => `a.severity = ANY(${place})`, filter.severity);
    where((place) => `i.state = ANY(${place})`, filter.state);
    where((place) => `k.number ILIKE ${place}`, filter.q && containing(filter.q));
    where((place) => `a.tlds @> jsonb_build_array(jsonb_build_object('label', ${place}::text))`, filter.tld);
    where((place) => `a.updated_at >= ${place}`, page.updatedSince);
    // Who of the CERT works on it is not told, so nothing is found by it.
    if (filter.assignee !== undefined) conditions.push('false');
    if (page.after !== undefined) {
      values.push(page.after.at, page.after.id);
      conditions.push(`(a.known_since, k.id) < ($${values.length}, $${values.length + 1})`);
    }
    return this.pick(operatorId, conditions.join(' AND '), values, page.limit);
  }

  /** Those that are worked on; newest first. */
  async open(operatorId: string | null, page: PageRequest): Promise<OperatorCase[]> {
    const { after } = page;
    return after === undefined
      ? this.pick(operatorId, 'i.state = ANY($2)', [OPEN_STATES], page.limit)
      : this.pick(
          operatorId,
          'i.state = ANY($2) AND (a.known_since, k.id) < ($3, $4)',
          [OPEN_STATES, after.at, after.id],
          page.limit,
        );
  }

  /** Own reports in the case, oldest first, as the operator is shown them. */
  async reportsOf(one: OperatorCase): Promise<Report[]> {
    return (await this.reportsOfAll([one])).get(one.id) ?? [];
  }

  /** The same of several cases of one operator, by the id under which it knows each; none of a case without reports. */
  async reportsOfAll(cases: readonly OperatorCase[]): Promise<Map<string, Report[]>> {
    const [first] = cases;
    if (first === undefined) return new Map();
    const { raw, entities } = await this.transactions.reader
      .getRepository(Report)
      .createQueryBuilder('r')
      .innerJoin(AffectedOperator, 'a', 'a.incidentId = r.incidentId AND a.operatorId = r.operatorId')
      .addSelect(SHOWN_STATE, 'shown_state')
      .addSelect('COALESCE(a.known_as_id, a.incident_id)', 'known_id')
      .where('r.operatorId = :operatorId AND COALESCE(a.known_as_id, a.incident_id) = ANY(:ids)', {
        operatorId: first.own.operatorId,
        ids: cases.map(({ id }) => id),
      })
      .orderBy('r.receivedAt', 'ASC')
      .addOrderBy('r.id', 'ASC')
      .getRawAndEntities<{ shown_state: Report['state']; known_id: string }>();
    const reports = entities.map((report, index) =>
      Object.assign(report, { state: raw[index]?.shown_state, incidentId: raw[index]?.known_id ?? null }),
    );
    return groupBy(reports, ({ incidentId }) => incidentId ?? '');
  }

  async notesOf(one: OperatorCase): Promise<Note[]> {
    const { operatorId } = one.own;
    const incidentId = In(await this.incidentsOf(one));
    const notes = await this.transactions.reader
      .getRepository(Note)
      .find({ where: { incidentId, operatorId }, order: { createdAt: 'ASC', id: 'ASC' } });
    return notes.map((note) => Object.assign(note, { incidentId: one.id }));
  }

  async attachmentsOf(one: OperatorCase): Promise<Attachment[]> {
    const { operatorId } = one.own;
    const incidentId = In(await this.incidentsOf(one));
    const attachments = await this.transactions.reader
      .getRepository(Attachment)
      .find({ where: { incidentId, operatorId }, order: { createdAt: 'ASC', id: 'ASC' } });
    return attachments.map((attachment) => Object.assign(attachment, { incidentId: one.id }));
  }

  /** The id under which an operator knows an incident that it is or was in; null: it never was. */
  async knownIdOf(manager: Tx, operatorId: string | null, incidentId: string): Promise<string | null> {
    const [row] = await manager.query<{ id: string }[]>(
      'SELECT COALESCE(known_as_id, incident_id) AS id FROM affected_operators WHERE incident_id = $1 AND operator_id = $2',
      [incidentId, operatorId],
    );
    return row?.id ?? null;
  }

  /** The operators that are shown an incident, under whatever number. */
  async operatorsShown(manager: Tx, incidentId: string): Promise<string[]> {
    const rows = await manager.query<{ id: string }[]>(
      `SELECT a.operator_id AS id FROM affected_operators a WHERE a.incident_id = $1 AND ${VISIBLE_CASE} ORDER BY 1`,
      [incidentId],
    );
    return rows.map(({ id }) => id);
  }

  /** What the operator is to its case, for whoever asks whether something may leave to it. `reports` are its own in the case. */
  async relationTo({ own, incident }: OperatorCase, reports: Report[]): Promise<Relation> {
    if (reports.length > 0) return 'source';
    const { operatorId } = own;
    const [operator] = await this.transactions.reader.query<{ id: string; kind: OperatorKind }[]>(
      'SELECT id, kind FROM operators WHERE id = $1',
      [operatorId],
    );
    if (operator === undefined) throw new Error(`operator ${operatorId} of a case is not there`);
    return relationOf(await partiesOf(this.transactions.reader, incident.id), operator, own);
  }

  /**
   * Of every incident that the case went through, in order.
   * @param read what of a record is wanted; all of it when absent
   */
  async recordOf(
    one: OperatorCase,
    read: ReadRecord = (incidentId) => this.timeline.entriesOf(incidentId),
  ): Promise<CaseStretch[]> {
    const rows = await this.rowsOf(one);
    return Promise.all(
      rows.map(async ({ incidentId, cameAt, leftAt }) => ({
        cameAt,
        leftAt,
        entries: await read(incidentId),
      })),
    );
  }

  /** Reads each record once for all of these operators: what of it one of them may be shown, and no more. */
  readOnceFor(operatorIds: readonly string[]): ReadRecord {
    const known = new Map<string, Promise<RecordEntry[]>>();
    return (incidentId) => {
      const entries =
        known.get(incidentId) ?? this.timeline.entriesAbout(incidentId, TYPES_SHOWN_TO_ALL, operatorIds);
      known.set(incidentId, entries);
      return entries;
    };
  }

  private async incidentsOf(one: OperatorCase): Promise<string[]> {
    return (await this.rowsOf(one)).map(({ incidentId }) => incidentId);
  }

  private async rowsOf({ id, own }: OperatorCase): Promise<AffectedOperator[]> {
    return this.transactions.reader
      .getRepository(AffectedOperator)
      .createQueryBuilder('a')
      .where('a.operatorId = :operatorId AND COALESCE(a.known_as_id, a.incident_id) = :id', {
        operatorId: own.operatorId,
        id,
      })
      .orderBy('a.cameAt', 'ASC')
      .getMany();
  }

  private async pick(
    operatorId: string | null,
    condition: string,
    values: unknown[],
    limit: number,
  ): Promise<OperatorCase[]> {
    if (operatorId === null) return [];
    const picked = await this.transactions.reader.query<{ incident_id: string; number: string }[]>(
      `SELECT a.incident_id, k.number FROM affected_operators a JOIN incidents i ON i.id = a.incident_id
         JOIN incidents k ON k.id = COALESCE(a.known_as_id, a.incident_id)
        WHERE a.operator_id = $1 AND ${VISIBLE_CASE} AND ${condition}
        ORDER BY a.known_since DESC, k.id DESC LIMIT ${limit}`,
      [operatorId, ...values],
    );
    const ids = In(picked.map(({ incident_id }) => incident_id));
    const incidents = await this.transactions.reader.getRepository(Incident).findBy({ id: ids });
    const rows = await this.transactions.reader
      .getRepository(AffectedOperator)
      .findBy({ operatorId, incidentId: ids });
    return picked.flatMap(({ incident_id, number }) => {
      const incident = incidents.find(({ id }) => id === incident_id);
      const own = rows.find(({ incidentId }) => incidentId === incident_id);
      return incident === undefined || own === undefined ? [] : [{ id: knownId(own), number, incident, own }];
    });
  }
}
