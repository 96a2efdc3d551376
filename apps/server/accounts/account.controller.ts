import { Body, Controller, Get, Headers, HttpCode, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { AccountView } from '#libs/contracts';
import { accountEdit, passwordChange } from '#libs/contracts';
import type { Principal, User } from '#libs/access';
import { accountView, actingAs, Passwords, Users } from '#libs/access';
import { Caller, Requires } from '../http/access.guard.ts';
import { etagOf, versionOf } from '../http/etag.ts';
import { IfMatch } from '../http/if-match.ts';
import { readBy, schemaOf } from '../http/problem.ts';

/** One's own account. Its address stays: it is what an invitation proved. */
@ApiTags('account')
@Controller('api/v1/account')
export class AccountController {
  constructor(
    private readonly users: Users,
    private readonly passwords: Passwords,
  ) {}

  @Get()
  @Requires('account.read')
  async show(
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AccountView> {
    return answer(await this.users.own(caller), response);
  }

  @Patch()
  @Requires('account.manage')
  @ApiBody({ schema: schemaOf(accountEdit) })
  @IfMatch()
  async edit(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AccountView> {
    const { name } = readBy(accountEdit, body);
    const version = versionOf(ifMatch, (await this.users.own(caller)).version, 'user');
    return answer(await this.users.rename(actingAs(caller, request.ip), version, name), response);
  }

  /** Ends all other sessions. A wrong present password counts as a try to sign in. */
  @Post('password')
  @HttpCode(204)
  @Requires('account.manage')
  @ApiBody({ schema: schemaOf(passwordChange) })
  async changePassword(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<void> {
    const given = readBy(passwordChange, body);
    await this.passwords.change(actingAs(caller, request.ip), caller.email, caller.credentialId, given);
  }
}

function answer(user: User, response: Response): AccountView {
  response.setHeader('ETag', etagOf(user.version));
  return accountView(user);
}
