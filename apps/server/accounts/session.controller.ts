import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { CookieOptions, Request, Response } from 'express';
import { z } from 'zod';
import type { OpenedSession, Principal } from '#libs/access';
import { Authentication, SecondWays } from '#libs/access';
import type { SessionView, WhoView } from '#libs/contracts';
import { mailAddress } from '#libs/contracts';
import { Directory } from '#libs/operators';
import { assertSameSite, Caller, Public, Requires } from '../http/access.guard.ts';
import { cookieOf, SESSION_COOKIE } from '../http/callers.ts';
import { ownOperator } from '../operators/own-operator.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { totpCode } from './totp-code.ts';
import { whenceOf } from '../http/whence.ts';

/** At most one is looked at: the code first. */
const secondProof = {
  code: totpCode.optional(),
  recoveryCode: z.string().min(1, 'must not be empty').max(40, 'must have at most 40 characters').optional(),
};

const signIn = z.strictObject({
  email: mailAddress,
  password: z.string().min(1, 'must not be empty').max(1_000),
  ...secondProof,
});

@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly authentication: Authentication,
    private readonly secondWays: SecondWays,
    private readonly directory: Directory,
  ) {}

  @Post()
  @Public()
  @ApiBody({ schema: schemaOf(signIn) })
  async signIn(
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const { email, password, ...second } = readBy(signIn, body);
    const { session, principal } = await this.authentication.signIn(
      email,
      password,
      second,
      whenceOf(request),
    );
    setSessionCookie(request, response, session);
    return whoIs(principal);
  }

  @Get()
  @Requires('session.read')
  async who(@Caller() caller: Principal): Promise<SessionView> {
    return {
      ...whoIs(caller),
      secondWays: await this.secondWays.of(caller.userId),
      operator: await ownOperator(this.directory, caller),
    };
  }

  @Delete()
  @Public()
  @HttpCode(204)
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const secret = cookieOf(request, SESSION_COOKIE);
    if (secret !== null) assertSameSite(request);
    if (secret !== null) await this.authentication.signOut(secret, whenceOf(request));
    response.clearCookie(SESSION_COOKIE, cookieOptions(request));
  }
}

export function setSessionCookie(
  request: Request,
  response: Response,
  { secret, lifeSeconds }: OpenedSession,
): void {
  response.cookie(SESSION_COOKIE, secret, { ...cookieOptions(request), maxAge: lifeSeconds * 1_000 });
}

export function cookieOptions(request: Request): CookieOptions {
  return { httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/' };
}

export const whoIs = (principal: Principal): WhoView => ({
  userId: principal.userId,
  email: principal.email,
  name: principal.name,
  role: principal.role,
  operatorId: principal.operatorId,
});
