import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Config } from '#config/config';
import { Transactions } from '#libs/database';
import { aboutReportsPage } from './about-reports-page.ts';
import { Public } from '../http/access.guard.ts';
import { descriptionPage } from './description-page.ts';
import { SignedDocuments } from '../documents/signed-documents.ts';
import { sendPage } from '../pages/frame.ts';
import { keyPage } from '../own-keys/key-page.ts';
import type { PublishedKey } from '../own-keys/key-page.ts';
import { KeptBriefly } from '../http/kept-briefly.ts';
import { CONFIG } from '../process/settings.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';

/** What anybody may read: who we are, what happens with a report, and our key. */
@ApiTags('public')
@Controller()
export class PublicPagesController {
  private readonly keys = new KeptBriefly<PublishedKey[]>(1_000, 1);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly documents: SignedDocuments,
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

  /** Who we are and how we work, by RFC 2350. */
  @Get('rfc2350')
  @Public()
  async description(@Res() response: Response, @Visitor() visit: Visit): Promise<void> {
    const signed = await this.documents.find('rfc2350');
    sendPage(response, visit, descriptionPage(visit, signed, this.config), signed === null ? 404 : 200);
  }

  /** The same as it was signed, for `gpg --verify`. */
  @Get('rfc2350.txt')
  @Public()
  async signedDescription(@Res() response: Response): Promise<void> {
    const signed = await this.documents.find('rfc2350');
    if (signed === null) response.status(404).type('text').send('It has not been signed yet.\n');
    else response.type('text').send(signed);
  }
}
