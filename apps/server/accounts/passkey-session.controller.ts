import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { PasskeySignIn } from '#libs/access';
import { assertSameSite, Public } from '../http/access.guard.ts';
import { usedPasskey } from './passkey-bodies.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { setSessionCookie, whoIs } from './session.controller.ts';
import { whenceOf } from '../http/whence.ts';

const signIn = z.strictObject({ credential: usedPasskey });

/** Signing in by passkey: no address, no password. */
@ApiTags('session')
@Controller('api/v1/session/passkey')
export class PasskeySessionController {
  constructor(private readonly passkeys: PasskeySignIn) {}

  /** For `navigator.credentials.get()`. */
  @Post('options')
  @HttpCode(200)
  @Public()
  async options(@Req() request: Request): Promise<unknown> {
    assertSameSite(request);
    return this.passkeys.options();
  }

  @Post()
  @Public()
  @ApiBody({ schema: schemaOf(signIn) })
  async signIn(
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    assertSameSite(request);
    const { credential } = readBy(signIn, body);
    const { session, principal } = await this.passkeys.signIn(credential, whenceOf(request));
    setSessionCookie(request, response, session);
    return whoIs(principal);
  }
}
