import { applyDecorators, Injectable, SetMetadata, createParamDecorator } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Action, Principal } from '#libs/access';
import { AccessFault, assertMayDo } from '#libs/access';
import { asksByCookie, Callers } from './callers.ts';
import { RequestRefused } from './problem.ts';

const ACTION = 'dnscert:action';
const PUBLIC = 'public';

/** What a route takes. A route that says nothing is refused to everybody. */
export const Requires = (action: Action) =>
  applyDecorators(SetMetadata(ACTION, action), ApiBearerAuth(), ApiCookieAuth());
/** For anybody, signed in or not. */
export const Public = () => SetMetadata(ACTION, PUBLIC);

type WithPrincipal = Request & { principal?: Principal };

/** Who is asking, on routes that are not public. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<WithPrincipal>();
  if (principal === undefined) throw new AccessFault('access.unauthenticated', 'Sign in first.');
  return principal;
});

/** Finds out who asks, and whether they may. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const action = this.reflector.getAllAndOverride<Action | typeof PUBLIC | undefined>(ACTION, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (action === PUBLIC) return true;
    const request = context.switchToHttp().getRequest<WithPrincipal>();
    if (asksByCookie(request)) assertSameSite(request);
    const principal = await this.callers.of(request);
    if (principal === null) {
      throw new AccessFault(
        'access.unauthenticated',
        'Sign in, or send a token as "Authorization: Bearer dnsc_…". Tokens end, and so do sessions.',
      );
    }
    if (action === undefined) throw new AccessFault('access.forbidden', 'Nobody may do this.');
    assertMayDo(principal, action);
    request.principal = principal;
    return true;
  }
}

/** The cookie is SameSite=Strict already; a browser that says where a request comes from must not say "elsewhere". */
export function assertSameSite(request: Request): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  const origin = request.headers.origin;
  const fetchSite = request.headers['sec-fetch-site'];
  const foreign =
    // Behind a proxy of this machine, the host that the browser asked.
    (origin !== undefined && hostOf(origin) !== request.host) ||
    (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none');
  if (foreign) throw new RequestRefused(403, 'access.cross_site', 'This request comes from another site.');
}

const hostOf = (origin: string) => URL.parse(origin)?.host ?? '';
