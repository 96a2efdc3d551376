import { Injectable } from '@nestjs/common';
import type { IncidentState, ReportChannel, ReportState, Severity, Tlp } from '#libs/contracts';
import type { Sight } from '#libs/access';
import { Transactions } from '#libs/database';
import { Incident } from './incident.entity.ts';
import { Report } from './report.entity.ts';
import { visibleToOperator } from './visibility.ts';

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
  state?: IncidentState | undefined;
  severity?: Severity | undefined;
  kind?: string | undefined;
  tld?: string | undefined;
  assignee?: string | undefined;
  tlp?: Tlp | undefined;
  q?: string | undefined;
}

export interface ReportFilter {
  state?: ReportState | undefined;
  channel?: ReportChannel | undefined;
}

/** Pages of reports and incidents, newest first, as far as one sees. */
@Injectable()
export class Listings {
  constructor(private readonly transactions: Transactions) {}

  async incidents(sight: Sight, filter: IncidentFilter, page: PageRequest): Promise<Incident[]> {
    const query = this.transactions.reader
      .getRepository(Incident)
      .createQueryBuilder('i')
      .orderBy('i.openedAt', 'DESC')
      .addOrderBy('i.id', 'DESC')
      .limit(page.limit);
    for (const column of ['state', 'severity', 'kind', 'tlp'] as const) {
      if (filter[column] !== undefined)
        query.andWhere(`i.${column} = :${column}`, { [column]: filter[column] });
    }
    if (filter.assignee !== undefined)
      query.andWhere('i.assigneeId = :assignee', { assignee: filter.assignee });
    if (filter.q !== undefined) {
      // Whoever sees only its own view must not find by words that the view does not show.
      const words = sight.all
        ? `(i.title ILIKE :q OR i.summary ILIKE :q OR i.number ILIKE :q)`
        : 'i.number ILIKE :q';
      query.andWhere(words, { q: `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` });
    }
    if (filter.tld !== undefined) {
      if (sight.all) query.andWhere('i.tlds @> ARRAY[:tld]', { tld: filter.tld });
      else
        query.andWhere(
          `EXISTS (SELECT 1 FROM tlds t WHERE t.label = :tld AND t.operator_id = :operatorId) AND i.tlds @> ARRAY[:tld]`,
          { tld: filter.tld },
        );
    }
    if (!sight.all) {
      query.andWhere(visibleToOperator('i', ':operatorId'), { operatorId: sight.operatorId });
    }
    if (page.updatedSince !== undefined)
      query.andWhere('i.updatedAt >= :since', { since: page.updatedSince });
    if (page.after !== undefined)
      query.andWhere('(i.opened_at, i.id) < (:at, :id)', { at: page.after.at, id: page.after.id });
    return query.getMany();
  }

  async reports(sight: Sight, filter: ReportFilter, page: PageRequest): Promise<Report[]> {
    const query = this.transactions.reader
      .getRepository(Report)
      .createQueryBuilder('r')
      .orderBy('r.receivedAt', 'DESC')
      .addOrderBy('r.id', 'DESC')
      .limit(page.limit);
    if (!sight.all) query.andWhere('r.operatorId = :operatorId', { operatorId: sight.operatorId });
    for (const column of ['state', 'channel'] as const)
      if (filter[column] !== undefined)
        query.andWhere(`r.${column} = :${column}`, { [column]: filter[column] });
    if (page.updatedSince !== undefined)
      query.andWhere('COALESCE(r.triaged_at, r.received_at) >= :since', { since: page.updatedSince });
    if (page.after !== undefined)
      query.andWhere('(r.received_at, r.id) < (:at, :id)', { at: page.after.at, id: page.after.id });
    return query.getMany();
  }

  /** A report that one sees, or null. */
  async report(sight: Sight, id: string): Promise<Report | null> {
    const report = await this.transactions.reader.getRepository(Report).findOneBy({ id });
    if (report === null) return null;
    return sight.all || (report.operatorId !== null && report.operatorId === sight.operatorId)
      ? report
      : null;
  }

  /** Reports of an incident that one sees, oldest first. */
  async reportsOf(sight: Sight, incidentId: string): Promise<Report[]> {
    const reports = await this.transactions.reader
      .getRepository(Report)
      .find({ where: { incidentId }, order: { receivedAt: 'ASC' } });
    return reports.filter(
      ({ operatorId }) => sight.all || (operatorId !== null && operatorId === sight.operatorId),
    );
  }
}
