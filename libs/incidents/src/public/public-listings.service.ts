import { Injectable } from '@nestjs/common';
import type { PublicReportState } from '#libs/contracts';
import { Transactions } from '#libs/database';
import type { PageRequest } from '../listings.service.ts';
import { IncidentFault } from '../faults.ts';
import { PublicReport } from './public-report.entity.ts';

/** A report of the public with the state that it is in by the database's clock. */
export interface PublicListed {
  report: PublicReport;
  state: PublicReportState;
}

/** Days that content stays when nobody has confirmed it: for responders to look at, should it have mattered. */
const CONTENT_KEPT = 30;

const IS_STATE: Record<PublicReportState, string> = {
  proven: 'p.proven_at IS NOT NULL',
  erased: 'p.erased_at IS NOT NULL',
  awaiting_proof: 'p.proven_at IS NULL AND p.erased_at IS NULL AND p.expires_at > dnscert_now()',
  unproven: 'p.proven_at IS NULL AND p.erased_at IS NULL AND p.expires_at <= dnscert_now()',
};
const STATE = `CASE ${Object.entries(IS_STATE)
  .map(([state, holds]) => `WHEN ${holds} THEN '${state}'`)
  .join(' ')} END`;

/** What came in by the public form and is no report yet: for responders alone. */
@Injectable()
export class PublicListings {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first; without a state, all whose content is still here. */
  async list(state: PublicReportState | undefined, page: PageRequest): Promise<PublicListed[]> {
    const query = this.query().orderBy('p.receivedAt', 'DESC').addOrderBy('p.id', 'DESC').limit(page.limit);
    query.where(state === undefined ? 'p.proven_at IS NULL AND p.erased_at IS NULL' : IS_STATE[state]);
    if (page.after !== undefined)
      query.andWhere('(p.received_at, p.id) < (:at, :id)', { at: page.after.at, id: page.after.id });
    return withStates(await query.getRawAndEntities<{ state: PublicReportState }>());
  }

  /** @throws IncidentFault `public_report.not_found` */
  async find(id: string): Promise<PublicListed> {
    const query = this.query().where('p.id = :id', { id });
    const [found] = withStates(await query.getRawAndEntities<{ state: PublicReportState }>());
    if (found === undefined) throw new IncidentFault('public_report.not_found', 'There is no such report.');
    return found;
  }

  /** How many wait for their proof, and how many never got it. */
  async counts(): Promise<{ awaitingProof: number; unproven: number }> {
    const [row] = await this.transactions.reader.query<{ awaitingProof: number; unproven: number }[]>(
      `SELECT count(*) FILTER (WHERE expires_at > dnscert_now())::int AS "awaitingProof",
              count(*) FILTER (WHERE expires_at <= dnscert_now())::int AS unproven
         FROM public_reports WHERE proven_at IS NULL AND erased_at IS NULL`,
    );
    return row ?? { awaitingProof: 0, unproven: 0 };
  }

  /** Content of what was never proven goes after 30 days; number, times and digest stay. */
  async forgetOld(): Promise<void> {
    await this.transactions.reader.query(
      `UPDATE public_reports SET content = NULL, reporter = NULL, received = NULL, network = NULL, erased_at = dnscert_now()
        WHERE proven_at IS NULL AND erased_at IS NULL AND expires_at < dnscert_now() - make_interval(days => $1)`,
      [CONTENT_KEPT],
    );
  }

  private query() {
    return this.transactions.reader
      .getRepository(PublicReport)
      .createQueryBuilder('p')
      .addSelect(STATE, 'state');
  }
}

const withStates = ({ entities, raw }: { entities: PublicReport[]; raw: { state: PublicReportState }[] }) =>
  entities.flatMap((report, index): PublicListed[] => {
    const state = raw[index]?.state;
    return state === undefined ? [] : [{ report, state }];
  });

/** In lists without the description, which may be long. */
export const publicReportView = ({ report, state }: PublicListed) => {
  const { description: _long, ...essence } = report.content ?? { description: '' };
  return {
    id: report.id,
    number: report.number,
    state,
    content: report.content === null ? null : essence,
    reporter: report.reporter,
    network: report.network,
    receipt: { sha256: report.sha256 },
    receivedAt: report.receivedAt.toISOString(),
    expiresAt: report.expiresAt.toISOString(),
    provenAt: report.provenAt?.toISOString() ?? null,
    erasedAt: report.erasedAt?.toISOString() ?? null,
  };
};

export const wholePublicReportView = (listed: PublicListed) => ({
  ...publicReportView(listed),
  content: listed.report.content,
});
