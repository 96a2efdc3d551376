import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { CookieOptions, Request, Response } from 'express';
import type { Trip } from '#libs/access';
import { AccessFault, Identities } from '#libs/access';
import { Public } from '../http/access.guard.ts';
import { cookieOf } from '../http/callers.ts';
import { sendPage } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import { nextPath } from '../pages/next-path.ts';
import { STATUS } from '../http/problem.filter.ts';
import { refusalWords } from '../pages/refusal-words.ts';
import { cookieOptions, setSessionCookie } from './session.controller.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';
import { whenceOf } from '../http/whence.ts';

/** Which browser went to the provider. */
const TRIP_COOKIE = 'dnscert_trip';
/** Where it goes on to when it comes back signed in. */
const NEXT_COOKIE = 'dnscert_next';

/** Where one sees who one is there. */
const ACCOUNT = '/console/account';

/** Signing in by an OpenID provider, for browsers: both addresses answer with pages. */
@ApiTags('session')
@Controller('api/v1/session/oidc')
export class OidcController {
  constructor(private readonly identities: Identities) {}

  @Get()
  @Public()
  async begin(
    @Query('next') asked: unknown,
    @Req() request: Request,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    await orPage(response, visit, async () => {
      const trip = await this.identities.beginSignIn();
      setTripCookie(request, response, trip);
      const maxAge = trip.lifeSeconds * 1_000;
      response.cookie(NEXT_COOKIE, nextPath(asked), { ...tripCookieOptions(request), maxAge });
      response.redirect(302, trip.address);
    });
  }

  /**
   * The browser comes from the provider's site. So it did not send the session cookie, which is SameSite=Strict, and would
   * not after a redirect from here either: a page of ours goes on instead.
   */
  @Get('callback')
  @Public()
  async comeBack(@Req() request: Request, @Res() response: Response, @Visitor() visit: Visit): Promise<void> {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    for (const cookie of [TRIP_COOKIE, NEXT_COOKIE]) response.clearCookie(cookie, tripCookieOptions(request));
    await orPage(response, visit, async () => {
      const query = new URL(request.originalUrl, 'http://localhost').searchParams;
      const signedIn = await this.identities.finish(
        query,
        cookieOf(request, TRIP_COOKIE) ?? '',
        whenceOf(request),
      );
      if (signedIn !== null) setSessionCookie(request, response, signedIn.session);
      const next = signedIn === null ? ACCOUNT : nextPath(keptPath(request));
      sendPage(response, once(visit), {
        title: visit.say(signedIn === null ? 'signIn.linked' : 'signIn.signedIn'),
        body: html`<p><a href="${next}">${visit.say('signIn.goOn')}</a></p>`,
        isPrivate: true,
        goesTo: next,
      });
    });
  }
}

export function setTripCookie(request: Request, response: Response, { secret, lifeSeconds }: Trip): void {
  response.set('Cache-Control', 'no-store');
  response.cookie(TRIP_COOKIE, secret, { ...tripCookieOptions(request), maxAge: lifeSeconds * 1_000 });
}

/** As it was kept when the browser left. */
function keptPath(request: Request): string | null {
  try {
    return decodeURIComponent(cookieOf(request, NEXT_COOKIE) ?? '');
  } catch {
    return null;
  }
}

/** Lax: it comes along when the provider sends the browser back, and with nothing else of another site. */
const tripCookieOptions = (request: Request): CookieOptions => ({
  ...cookieOptions(request),
  sameSite: 'lax',
  path: '/api/v1/session/oidc',
});

/** This address is good once: it cannot be asked for in another language. */
const once = (visit: Visit): Visit => ({ ...visit, isLook: false });

/** A person is looking at this, not a program. */
async function orPage(response: Response, visit: Visit, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const status = error instanceof AccessFault ? STATUS[error.code] : undefined;
    if (!(error instanceof AccessFault) || status === undefined) throw error;
    if (error.retryAfterSeconds !== undefined) response.set('Retry-After', String(error.retryAfterSeconds));
    const { say } = visit;
    const body = html`<p class="error" role="alert">${refusalWords(visit, error)}</p>
      <p>
        <a href="/sign-in">${say('signIn.title')}</a> · <a href="${ACCOUNT}">${say('signIn.account')}</a>
      </p>`;
    sendPage(response, once(visit), { title: say('signIn.notSignedIn'), body, isPrivate: true }, status);
  }
}
