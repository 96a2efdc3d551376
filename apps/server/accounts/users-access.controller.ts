import { Controller, Delete, Get, HttpCode, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { OpenSessionView, PageView, TokenView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actingAs, Sessions, Tokens, Users } from '#libs/access';
import { Caller, Requires } from '../http/access.guard.ts';
import { sessionView, tokenView } from './access-views.ts';
import { readId } from '../http/ids.ts';

/** By what others come in: a lead sees it, and ends it. */
@ApiTags('people')
@Controller('api/v1/users/:id')
export class UsersAccessController {
  constructor(
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly tokens: Tokens,
  ) {}

  @Get('sessions')
  @Requires('user.manage')
  async openSessions(
    @Caller() caller: Principal,
    @Param('id') id: string,
  ): Promise<PageView<OpenSessionView>> {
    const user = await this.users.find(caller, readId(id));
    return { items: (await this.sessions.ofUser(user.id)).map(sessionView(caller)), next: null };
  }

  /** All of them. */
  @Delete('sessions')
  @HttpCode(204)
  @Requires('user.manage')
  async endSessions(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Req() request: Request,
  ): Promise<void> {
    const user = await this.users.find(caller, readId(id));
    await this.sessions.endMany(actingAs(caller, request.ip), user.id);
  }

  @Get('tokens')
  @Requires('user.manage')
  async tokensOf(@Caller() caller: Principal, @Param('id') id: string): Promise<PageView<TokenView>> {
    const user = await this.users.find(caller, readId(id));
    return { items: (await this.tokens.ofUser(user.id)).map(tokenView), next: null };
  }

  @Delete('tokens/:tokenId')
  @HttpCode(204)
  @Requires('user.manage')
  async revoke(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('tokenId') tokenId: string,
    @Req() request: Request,
  ): Promise<void> {
    const user = await this.users.find(caller, readId(id));
    await this.tokens.revoke(actingAs(caller, request.ip), user.id, readId(tokenId));
  }
}
