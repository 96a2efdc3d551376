import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Config } from '#config/config';
import { binaryKey, webKeyHash } from '#libs/mail';
import { Public } from '../http/access.guard.ts';
import { OwnPublicKey } from './own-public-key.ts';
import { CONFIG } from '../process/settings.ts';

/**
 * Web Key Directory: mail programs find our key by our address, at `openpgpkey.` of our mail domain (advanced) or at the domain
 * itself (direct). Whoever runs the service leads these names here.
 */
@ApiTags('public')
@Controller('.well-known/openpgpkey')
export class WebKeyController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ownKey: OwnPublicKey,
  ) {}

  @Get('hu/:hash')
  @Public()
  async direct(@Param('hash') hash: string, @Res() response: Response): Promise<void> {
    await this.send(this.domain, hash, response);
  }

  @Get(':domain/hu/:hash')
  @Public()
  async advanced(
    @Param('domain') domain: string,
    @Param('hash') hash: string,
    @Res() response: Response,
  ): Promise<void> {
    await this.send(domain, hash, response);
  }

  /** It may be empty, and must be there. */
  @Get('policy')
  @Public()
  directPolicy(@Res() response: Response): void {
    response.type('text').send('');
  }

  @Get(':domain/policy')
  @Public()
  advancedPolicy(@Param('domain') domain: string, @Res() response: Response): void {
    if (domain.toLowerCase() === this.domain) response.type('text').send('');
    else nothingHere(response);
  }

  private get domain(): string {
    const { MAIL_FROM } = this.config;
    return MAIL_FROM.slice(MAIL_FROM.lastIndexOf('@') + 1).toLowerCase();
  }

  private async send(domain: string, hash: string, response: Response): Promise<void> {
    const isOurs = domain.toLowerCase() === this.domain && hash === webKeyHash(this.config.MAIL_FROM);
    const armored = isOurs ? await this.ownKey.armored() : null;
    if (armored === null) nothingHere(response);
    else
      response
        .type('application/octet-stream')
        // Programs in a browser look for keys as well, and this is public.
        .set('Access-Control-Allow-Origin', '*')
        .send(await binaryKey(armored));
  }
}

const nothingHere = (response: Response) => response.status(404).type('text').send('There is no such key.\n');
