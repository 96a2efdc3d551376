import { Body, Controller, Delete, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import type { RecoveryCodesView, TotpEnrolmentView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { RecoveryCodes, Totp } from '#libs/access';
import { Caller, Requires } from '../http/access.guard.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { totpCode } from './totp-code.ts';
import { whenceOf } from '../http/whence.ts';

const confirmation = z.strictObject({ code: totpCode });

/** Codes that a person copies: from an authenticator app, or from paper. What is shown here is shown once. */
@ApiTags('account')
@Controller('api/v1/account')
export class TotpController {
  constructor(
    private readonly totp: Totp,
    private readonly recoveryCodes: RecoveryCodes,
  ) {}

  @Post('totp')
  @Requires('account.manage')
  async enrol(@Caller() caller: Principal): Promise<TotpEnrolmentView> {
    return this.totp.enrol(caller);
  }

  @Post('totp/confirmation')
  @HttpCode(200)
  @Requires('account.manage')
  @ApiBody({ schema: schemaOf(confirmation) })
  async confirm(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<RecoveryCodesView> {
    const { code } = readBy(confirmation, body);
    return { recoveryCodes: await this.totp.confirm(caller, code, whenceOf(request)) };
  }

  @Delete('totp')
  @HttpCode(204)
  @Requires('account.manage')
  async remove(@Caller() caller: Principal, @Req() request: Request): Promise<void> {
    await this.totp.remove(caller, whenceOf(request));
  }

  @Post('recovery-codes')
  @Requires('account.manage')
  async renew(@Caller() caller: Principal, @Req() request: Request): Promise<RecoveryCodesView> {
    return { recoveryCodes: await this.recoveryCodes.renew(caller, whenceOf(request)) };
  }
}
