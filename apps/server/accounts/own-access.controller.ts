import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { newToken } from '#libs/contracts';
import type { IssuedTokenView, OpenSessionView, PageView, TokenView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { AccessFault, actingAs, Sessions, Tokens } from '#libs/access';
import { Caller, Requires } from '../http/access.guard.ts';
import { sessionView, tokenView } from './access-views.ts';
import { readId } from '../http/ids.ts';
import { readBy, schemaOf } from '../http/problem.ts';

/** By what one comes in: one's own sessions and tokens. In a session alone; a token that was stolen sees and makes none. */
@ApiTags('account')
@Controller('api/v1/account')
export class OwnAccessController {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: Tokens,
  ) {}

  @Get('sessions')
  @Requires('account.manage')
  async ownSessions(@Caller() caller: Principal): Promise<PageView<OpenSessionView>> {
    return { items: (await this.sessions.ofUser(caller.userId)).map(sessionView(caller)), next: null };
  }

  /** All but the one that asks. */
  @Delete('sessions')
  @HttpCode(204)
  @Requires('account.manage')
  async endOtherSessions(@Caller() caller: Principal, @Req() request: Request): Promise<void> {
    await this.sessions.endMany(actingAs(caller, request.ip), caller.userId, caller.credentialId);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Requires('account.manage')
  async endSession(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Req() request: Request,
  ): Promise<void> {
    if (await this.sessions.end(actingAs(caller, request.ip), caller.userId, readId(id))) return;
    throw new AccessFault('access.session_not_found', 'There is no such session, or it has ended.');
  }

  @Get('tokens')
  @Requires('account.manage')
  async ownTokens(@Caller() caller: Principal): Promise<PageView<TokenView>> {
    return { items: (await this.tokens.ofUser(caller.userId)).map(tokenView), next: null };
  }

  /**
   * Takes no Idempotency-Key: the answer of a keyed request is kept, and the token is shown once and kept nowhere. Whoever
   * lost the answer makes another and revokes this one.
   */
  @Post('tokens')
  @Header('Cache-Control', 'no-store')
  @Requires('account.manage')
  @ApiBody({ schema: schemaOf(newToken) })
  async issue(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<IssuedTokenView> {
    const given = readBy(newToken, body);
    const { token, summary } = await this.tokens.issue(actingAs(caller, request.ip), given);
    return { ...tokenView(summary), token };
  }

  @Delete('tokens/:id')
  @HttpCode(204)
  @Requires('account.manage')
  async revoke(@Caller() caller: Principal, @Param('id') id: string, @Req() request: Request): Promise<void> {
    await this.tokens.revoke(actingAs(caller, request.ip), caller.userId, readId(id));
  }
}
