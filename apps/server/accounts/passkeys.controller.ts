import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import { Passkeys } from '#libs/access';
import type { PasskeyView, RecoveryCodesView } from '#libs/contracts';
import { singleLine } from '#libs/contracts';
import { Caller, Requires } from '../http/access.guard.ts';
import { passkeyView } from './access-views.ts';
import { readId } from '../http/ids.ts';
import { newPasskey } from './passkey-bodies.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { whenceOf } from '../http/whence.ts';

const passkeyName = z.strictObject({ name: singleLine(1, 60) });
const addition = passkeyName.extend({ credential: newPasskey });

/** A person's own passkeys. */
@ApiTags('account')
@Controller('api/v1/account/passkeys')
export class PasskeysController {
  constructor(private readonly passkeys: Passkeys) {}

  @Get()
  @Requires('account.manage')
  async list(@Caller() caller: Principal): Promise<{ items: PasskeyView[] }> {
    return { items: (await this.passkeys.ofUser(caller.userId)).map(passkeyView) };
  }

  /** For `navigator.credentials.create()`. */
  @Post('options')
  @HttpCode(200)
  @Requires('account.manage')
  async options(@Caller() caller: Principal): Promise<unknown> {
    return this.passkeys.options(caller);
  }

  @Post()
  @Requires('account.manage')
  @ApiBody({ schema: schemaOf(addition) })
  async add(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<PasskeyView & RecoveryCodesView> {
    const { name, credential } = readBy(addition, body);
    const { passkey, recoveryCodes } = await this.passkeys.add(caller, name, credential, whenceOf(request));
    return { ...passkeyView(passkey), recoveryCodes };
  }

  @Put(':id/name')
  @Requires('account.manage')
  @ApiBody({ schema: schemaOf(passkeyName) })
  async rename(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<PasskeyView> {
    const { name } = readBy(passkeyName, body);
    return passkeyView(await this.passkeys.rename(caller, readId(id), name, whenceOf(request)));
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('account.manage')
  async remove(@Caller() caller: Principal, @Param('id') id: string, @Req() request: Request): Promise<void> {
    await this.passkeys.remove(caller, readId(id), whenceOf(request));
  }
}
