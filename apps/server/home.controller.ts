import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Config } from '#config/config';
import { Public } from './access.guard.ts';
import { sendPage } from './frame.ts';
import { homePage } from './home-page.ts';
import { OwnPublicKey } from './own-public-key.ts';
import { STYLE, STYLE_MARK } from './page-style.ts';
import { CONFIG } from './settings.ts';
import { Visitor } from './visit.ts';
import type { Visit } from './visit.ts';

/** What anybody may see: what this is, how to reach us, our key. */
@ApiTags('public')
@Controller()
export class HomeController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ownKey: OwnPublicKey,
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

  /** RFC 9116. */
  @Get('.well-known/security.txt')
  @Public()
  securityTxt(@Res() response: Response): void {
    const expires = new Date(Date.now() + 180 * 24 * 3_600_000).toISOString();
    response
      .type('text')
      .send(
        [
          `Contact: mailto:${this.config.MAIL_FROM}`,
          `Encryption: ${this.config.PUBLIC_URL}/.well-known/dnscert.asc`,
          `Expires: ${expires}`,
          'Preferred-Languages: en, fr',
          `Canonical: ${this.config.PUBLIC_URL}/.well-known/security.txt`,
          '',
        ].join('\n'),
      );
  }
}
