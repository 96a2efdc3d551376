import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Config } from '#config/config';
import { Public } from '../http/access.guard.ts';
import { SignedDocuments } from '../documents/signed-documents.ts';
import { securityTxt } from '../documents/texts.ts';
import { sendPage } from '../pages/frame.ts';
import { homePage } from './home-page.ts';
import { OwnPublicKey } from '../own-keys/own-public-key.ts';
import { STYLE, STYLE_MARK } from '../pages/page-style.ts';
import { CONFIG } from '../process/settings.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';

/** What anybody may see: what this is, how to reach us, our key. */
@ApiTags('public')
@Controller()
export class HomeController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ownKey: OwnPublicKey,
    private readonly documents: SignedDocuments,
  ) {}

  @Get()
  @Public()
  home(@Res() response: Response, @Visitor() visit: Visit): void {
    sendPage(response, visit, homePage(visit, this.config.MAIL_FROM));
  }

  @Get('page.css')
  @Public()
  style(@Req() request: Request, @Res() response: Response): void {
    const kept = request.query['v'] === STYLE_MARK ? 'public, max-age=31536000, immutable' : 'no-cache';
    response.type('css').set('Cache-Control', kept).send(STYLE);
  }

  @Get('.well-known/dnscert.asc')
  @Public()
  async key(@Res() response: Response): Promise<void> {
    const armored = await this.ownKey.armored();
    if (armored === null) response.status(404).type('text').send('No key has been published yet.\n');
    else response.type('application/pgp-keys').send(armored);
  }

  /** RFC 9116; signed once a process that signs has run. */
  @Get('.well-known/security.txt')
  @Public()
  async securityTxt(@Res() response: Response): Promise<void> {
    const signed = await this.documents.find('security.txt');
    response.type('text').send(signed ?? securityTxt(this.config, new Date()));
  }
}
