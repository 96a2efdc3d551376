import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import type { Config } from '#config/config';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import type { EvidenceReportView, Language } from '#libs/contracts';
import { Clock } from '#libs/database';
import { evidenceCsv, EvidenceReports } from '#libs/evidence';
import type { EvidenceReport } from '#libs/evidence';
import { Caller, Requires } from '../http/access.guard.ts';
import { sendPage } from '../pages/frame.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';
import { CONFIG } from '../process/settings.ts';
import { assertPastQuarter, periodOf, periodQuery, usualPeriod } from './period-query.ts';
import { onPaper, ReadersLanguage, Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';
import { evidencePage } from './evidence-page.ts';
import { kindTitleIn, languageQuery } from './reading-language.ts';

const query = z.strictObject({ ...periodQuery, ...languageQuery });
const numbersQuery = z.strictObject(periodQuery);

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
  async report(
    @Caller() caller: Principal,
    @Query() given: unknown,
    @ReadersLanguage() readers: Language,
  ): Promise<EvidenceReportView> {
    const { language = readers, ...period } = readBy(query, given);
    return {
      ...(await this.reportIn(language, caller, period)),
      publicPage: this.config.EVIDENCE_PAGE === 'on' ? '/evidence' : null,
    };
  }

  /** Each number on a line of its own; in English alone, for what reads them is a program. */
  @Get('csv')
  @Requires('stats.read')
  @QueryOf(numbersQuery)
  @ApiProduces('text/csv')
  async csv(@Caller() caller: Principal, @Query() given: unknown, @Res() response: Response): Promise<void> {
    const report = await this.reportIn('en', caller, readBy(numbersQuery, given));
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
    const { language = visit.language, ...period } = readBy(query, given);
    const paper = onPaper(visit, language);
    sendPage(response, paper, evidencePage(paper, await this.reportIn(language, caller, period), true));
  }

  /** @throws RequestRefused 400 where it is no period that the caller may ask for */
  private async reportIn(
    language: Language,
    caller: Principal,
    asked: { from?: string | undefined; to?: string | undefined },
  ): Promise<EvidenceReport> {
    const isStaff = sightOf(caller).all;
    const now = await this.clock.now();
    const period = periodOf(asked, usualPeriod(isStaff, now));
    if (!isStaff) assertPastQuarter(period, now);
    return this.reports.of(period, isStaff ? 'staff' : 'outside', language, kindTitleIn(language));
  }
}
