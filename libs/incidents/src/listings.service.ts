import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { IncidentState, ReportChannel, ReportState, Severity, Tlp } from '#libs/contracts';
import type { Sight } from '#libs/access';
import { Transactions } from '#libs/database';
import { containing } from './containing.ts';
import { AffectedOperator, Incident } from './incident.entity.ts';
import { Report } from './report.entity.ts';
import { SHOWN_STATE } from './shown-reports.ts';

/** Where a page ended. New rows come in before the first page, so a list being read does not shift. */
export interface PagePlace {
  at: Date;
  id: string;
}

export interface PageRequest {
  limit: number;
  after?: PagePlace | undefined;
  updatedSince?: Date | undefined;
}

export interface IncidentFilter {
  state?: IncidentState[] | undefined;
  severity?: Severity[] | undefined;
  kind?: string | undefined;
  tld?: string | undefined;
  /** Slug. */
  operator?: string | undefined;
  /** User id; null: nobody's. */
  assignee?: string | null | undefined;
  tlp?: Tlp | undefined;
  q?: string | undefined;
}

export interface ReportFilter {
  state?: ReportState | undefined;
  channel?: ReportChannel | undefined;
}

const TOUCHES = `EXISTS (SELECT 1 FROM affected_operators a JOIN operators o ON o.id = a.operator_id
  WHERE a.incident_id = i.id AND a.left_at IS NULL AND o.slug = :operator)`;

/** Pages of reports and incidents, newest first, as far as one sees. An operator's incidents are `Cases`. */
@Injectable()
export class Listings {
  constructor(private readonly transactions: Transactions) {}

  async incidents(filter: IncidentFilter, page: PageRequest): Promise<Incident[]> {
    const query = this.transactions.reader
      .getRepository(Incident)
      .createQueryBuilder('i')
      .where('NOT i.canary')
      .orderBy('i.openedAt', 'DESC')
      .addOrderBy('i.id', 'DESC')
      .limit(page.limit);
    for (const column of ['state', 'severity', 'kind', 'tlp'] as const) {
      const [only, ...more] = [filter[column] ?? []].flat();
      if (only === undefined) continue;
      // One alone is found in the order of its index, several are not.
      if (more.length === 0) query.andWhere(`i.${column} = :${column}`, { [column]: only });
      else query.andWhere(`i.${column} = ANY(:${column})`, { [column]: [only, ...more] });
    }
    if (filter.assignee === null) query.andWhere('i.assigneeId IS NULL');
    else if (filter.assignee !== undefined)
      query.andWhere('i.assigneeId = :assignee', { assignee: filter.assignee });
    if (filter.q !== undefined)
      query.andWhere(`(i.title ILIKE :q OR i.summary ILIKE :q OR i.number ILIKE :q)`, {
        q: containing(filter.q),
      });
    if (filter.operator !== undefined) query.andWhere(TOUCHES, { operator: filter.operator });
    if (filter.tld !== undefined) query.andWhere('i.tlds @> ARRAY[:tld]', { tld: filter.tld });
    if (page.updatedSince !== undefined)
      query.andWhere('i.updatedAt >= :since', { since: page.updatedSince });
    if (page.after !== undefined)
      query.andWhere('(i.opened_at, i.id) < (:at, :id)', { at: page.after.at, id: page.after.id });
    return query.getMany();
  }

  async reports(sight: Sight, filter: ReportFilter, page: PageRequest): Promise<Report[]> {
    const query = this.seen(sight)
      .orderBy('r.receivedAt', 'DESC')
      .addOrderBy('r.id', 'DESC')
      .limit(page.limit);
    if (filter.state !== undefined)
      query.andWhere(`${sight.all ? 'r.state' : SHOWN_STATE} = :state`, { state: filter.state });
    if (filter.channel !== undefined) query.andWhere('r.channel = :channel', { channel: filter.channel });
    if (page.updatedSince !== undefined)
      query.andWhere('COALESCE(r.triaged_at, r.received_at) >= :since', { since: page.updatedSince });
    if (page.after !== undefined)
      query.andWhere('(r.received_at, r.id) < (:at, :id)', { at: page.after.at, id: page.after.id });
    return this.shown(sight, query);
  }

  /** A report that one sees, or null. */
  async report(sight: Sight, id: string): Promise<Report | null> {
    const [report] = await this.shown(sight, this.seen(sight).andWhere('r.id = :id', { id }));
    return report ?? null;
  }

  /** All reports of an incident, oldest first. */
  async reportsOf(incidentId: string): Promise<Report[]> {
    return this.transactions.reader
      .getRepository(Report)
      .find({ where: { incidentId }, order: { receivedAt: 'ASC' } });
  }

  private seen(sight: Sight): SelectQueryBuilder<Report> {
    const query = this.transactions.reader.getRepository(Report).createQueryBuilder('r');
    if (sight.all) return query.where('NOT r.canary');
    return query
      .leftJoin(AffectedOperator, 'a', 'a.incidentId = r.incidentId AND a.operatorId = r.operatorId')
      .addSelect(SHOWN_STATE, 'shown_state')
      .addSelect('COALESCE(a.known_as_id, r.incident_id)', 'shown_incident')
      .where('r.operatorId = :operatorId', { operatorId: sight.operatorId });
  }

  /** To an operator with the state and the incident that it knows. */
  private async shown(sight: Sight, query: SelectQueryBuilder<Report>): Promise<Report[]> {
    if (sight.all) return query.getMany();
    const { raw, entities } = await query.getRawAndEntities<{
      shown_state: Report['state'];
      shown_incident: string | null;
    }>();
    return entities.map((report, index) =>
      Object.assign(report, {
        state: raw[index]?.shown_state,
        incidentId: raw[index]?.shown_incident ?? null,
      }),
    );
  }
}
