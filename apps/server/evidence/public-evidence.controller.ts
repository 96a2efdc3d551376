import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Config } from '#config/config';
import { LANGUAGES } from '#libs/contracts';
import { Clock } from '#libs/database';
import { EvidenceReports, lastQuarter } from '#libs/evidence';
import type { EvidenceReport } from '#libs/evidence';
import { Public } from '../http/access.guard.ts';
import { sendPage } from '../pages/frame.ts';
import { KeptBriefly } from '../http/kept-briefly.ts';
import { RequestRefused } from '../http/problem.ts';
import { CONFIG } from '../process/settings.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';
import { evidencePage } from './evidence-page.ts';
import { kindTitleIn } from './reading-language.ts';

/** ms; it changes once a quarter, and what is told of the directory in it with the directory. */
const KEPT = 60_000;

/** The last quarter that is over, for everybody, where the setting says so. */
@ApiTags('public')
@Controller()
export class PublicEvidenceController {
  private readonly kept = new KeptBriefly<EvidenceReport>(KEPT, LANGUAGES.length);

  constructor(
    private readonly reports: EvidenceReports,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('evidence')
  @Public()
  @ApiProduces('text/html')
  async page(@Res() response: Response, @Visitor() visit: Visit): Promise<void> {
    if (this.config.EVIDENCE_PAGE === 'off')
      throw new RequestRefused(404, 'request.no_such_resource', 'There is no such page here.');
    const { language } = visit;
    const report = await this.kept.get(language, async () =>
      this.reports.of(lastQuarter(await this.clock.now()), 'outside', language, kindTitleIn(language)),
    );
    sendPage(response, visit, evidencePage(visit, report, false));
  }
}
