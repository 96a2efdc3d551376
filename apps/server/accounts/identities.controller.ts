import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Config } from '#config/config';
import type { IdentitiesView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { Identities } from '#libs/access';
import { Caller, Requires } from '../http/access.guard.ts';
import { providerName } from '../process/access-settings.ts';
import { identityView } from './access-views.ts';
import { readId } from '../http/ids.ts';
import { setTripCookie } from './oidc.controller.ts';
import { CONFIG } from '../process/settings.ts';
import { whenceOf } from '../http/whence.ts';

/** Who a person is at the OpenID provider. */
@ApiTags('account')
@Controller('api/v1/account/identities')
export class IdentitiesController {
  constructor(
    private readonly identities: Identities,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Requires('account.manage')
  async list(@Caller() caller: Principal): Promise<IdentitiesView> {
    const items = (await this.identities.ofUser(caller.userId)).map(identityView);
    return { items, provider: providerName(this.config) };
  }

  /** Where the browser is to go to link one; it comes back to `/api/v1/session/oidc/callback`. */
  @Post()
  @HttpCode(200)
  @Requires('account.manage')
  async link(
    @Caller() caller: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const trip = await this.identities.beginLink(caller);
    setTripCookie(request, response, trip);
    return { url: trip.address };
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('account.manage')
  async unlink(@Caller() caller: Principal, @Param('id') id: string, @Req() request: Request): Promise<void> {
    await this.identities.unlink(caller, readId(id), whenceOf(request));
  }
}
