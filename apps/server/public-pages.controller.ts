import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Config } from '#config/config';
import { Transactions } from '#libs/database';
import { aboutReportsPage } from './about-reports-page.ts';
import { Public } from './access.guard.ts';
import { sendPage } from './frame.ts';
import { keyPage } from './key-page.ts';
import type { PublishedKey } from './key-page.ts';
import { KeptBriefly } from './kept-briefly.ts';
import { CONFIG } from './settings.ts';
import { Visitor } from './visit.ts';
import type { Visit } from './visit.ts';

/** What anybody may read: what happens with a report, and our key. */
@ApiTags('public')
@Controller()
export class PublicPagesController {
  private readonly keys = new KeptBriefly<PublishedKey[]>(1_000, 1);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
  ) {}

  @Get('about/reports')
  @Public()
  about(@Res() response: Response, @Visitor() visit: Visit): void {
    sendPage(response, visit, aboutReportsPage(visit));
  }

  @Get('key')
  @Public()
  async key(@Res() response: Response, @Visitor() visit: Visit): Promise<void> {
    const keys = await this.keys.get('', () =>
      this.transactions.reader.query<PublishedKey[]>(
        'SELECT fingerprint, published_at AS "publishedAt" FROM published_keys ORDER BY published_at DESC',
      ),
    );
    sendPage(response, visit, keyPage(visit, keys, this.config));
  }
}
