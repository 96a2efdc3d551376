import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import type { Config } from '#config/config';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import type { EvidenceReportView } from '#libs/contracts';
import { Clock } from '#libs/database';
import { evidenceCsv, EvidenceReports } from '#libs/evidence';
import { Caller, Requires } from '../http/access.guard.ts';
import { sendPage } from '../pages/frame.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';
import { CONFIG } from '../process/settings.ts';
import { assertPastQuarter, periodOf, periodQuery, usualPeriod } from './period-query.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';
import { evidencePage } from './evidence-page.ts';

const query = z.strictObject(periodQuery);

/**
 * Level, frequency and severity of what happens to the DNS, and the gaps in the response, under the questions that were asked in
 * 2010. Observers see one whole quarter that is over, and no figure that stands for fewer than five operators.
 */
@ApiTags('stats')
@Controller('api/v1/evidence')
export class EvidenceController {
  constructor(
    private readonly reports: EvidenceReports,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Requires('stats.read')
  @QueryOf(query)
  async report(@Caller() caller: Principal, @Query() given: unknown): Promise<EvidenceReportView> {
    const isStaff = sightOf(caller).all;
    const now = await this.clock.now();
    const period = periodOf(readBy(query, given), usualPeriod(isStaff, now));
    if (!isStaff) assertPastQuarter(period, now);
    return {
      ...(await this.reports.of(period, isStaff ? 'staff' : 'outside')),
      publicPage: this.config.EVIDENCE_PAGE === 'on' ? '/evidence' : null,
    };
  }

  /** Each number on a line of its own. */
  @Get('csv')
  @Requires('stats.read')
  @QueryOf(query)
  @ApiProduces('text/csv')
  async csv(@Caller() caller: Principal, @Query() given: unknown, @Res() response: Response): Promise<void> {
    const report = await this.report(caller, given);
    response
      .set({
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': `attachment; filename="evidence-${report.from}-${report.to}.csv"`,
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "sandbox; default-src 'none'",
      })
      .send(evidenceCsv(report));
  }

  /** As a page that can be printed. */
  @Get('document')
  @Requires('stats.read')
  @QueryOf(query)
  @ApiProduces('text/html')
  async document(
    @Caller() caller: Principal,
    @Query() given: unknown,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    sendPage(response, visit, evidencePage(visit, await this.report(caller, given), true));
  }
}
