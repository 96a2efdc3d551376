import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Config } from '#config/config';
import { ADVISORY_NUMBER, PublicAdvisories } from '#libs/notifications';
import type { PublicAdvisory } from '#libs/notifications';
import { Public } from '../http/access.guard.ts';
import { advisoriesPage, advisoryPage, SHOWN } from './advisory-pages.ts';
import { atomFeed, updatedAtOf } from './atom.ts';
import { sendPage } from '../pages/frame.ts';
import { KeptBriefly } from '../http/kept-briefly.ts';
import { CONFIG } from '../process/settings.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';

/** Entries of the feed. */
const FED = 50;

/** Advisories for everybody, as pages and as a feed. Asked for once a second at most, however many want to know. */
@ApiTags('public')
@Controller()
export class PublicAdvisoriesController {
  private readonly lists = new KeptBriefly<PublicAdvisory[]>(1_000, 100);
  private readonly single = new KeptBriefly<PublicAdvisory>(1_000, 200);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly advisories: PublicAdvisories,
  ) {}

  @Get('advisories')
  @Public()
  async list(@Req() request: Request, @Res() response: Response, @Visitor() visit: Visit): Promise<void> {
    // Not a part of the API: a page is shown whatever stands behind its address.
    const given = request.query['before'];
    const before = typeof given === 'string' && ADVISORY_NUMBER.test(given) ? given : undefined;
    const found = await this.lists.get(before ?? '', () => this.advisories.list(SHOWN + 1, before));
    sendPage(response, visit, advisoriesPage(visit, found, before));
  }

  @Get('advisories/:number')
  @Public()
  async one(
    @Param('number') number: string,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    const advisory = await this.single.get(number, () => this.advisories.find(number));
    sendPage(response, visit, advisoryPage(visit, advisory));
  }

  @Get('advisories.atom')
  @Public()
  async feed(@Res() response: Response): Promise<void> {
    const latest = await this.lists.get('latest', () => this.advisories.latest(FED));
    const { PUBLIC_URL: url, MAIL_DOMAIN: domain } = this.config;
    const feed = atomFeed(latest, { url, domain });
    response
      .type('application/atom+xml')
      .set({
        'Cache-Control': 'public, max-age=60',
        ETag: `"${createHash('sha256').update(feed).digest('base64url').slice(0, 22)}"`,
        'Last-Modified': updatedAtOf(latest).toUTCString(),
      })
      .send(feed);
  }
}
