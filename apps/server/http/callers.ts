import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Principal } from '#libs/access';
import { Authentication } from '#libs/access';

export const SESSION_COOKIE = 'dnscert_session';

/** ms after which who asks is looked up again: a body that comes in slowly must not outlive the session it came with. */
const FRESH = 1_000;

interface LookUp {
  at: number;
  principal: Promise<Principal | null>;
}

/** Tells who asks, by token or cookie; once a request, however many want to know. */
@Injectable()
export class Callers {
  private readonly known = new WeakMap<Request, LookUp>();

  constructor(private readonly authentication: Authentication) {}

  /** Null without a credential, and for one that opens nothing. */
  async of(request: Request): Promise<Principal | null> {
    const known = this.known.get(request);
    if (known !== undefined && performance.now() - known.at < FRESH) return known.principal;
    const principal = this.lookUp(request);
    this.known.set(request, { at: performance.now(), principal });
    return principal;
  }

  /** As it stands this moment: for an answer that goes on after its request was let in. */
  async again(request: Request): Promise<Principal | null> {
    return this.lookUp(request);
  }

  private async lookUp(request: Request): Promise<Principal | null> {
    const token = tokenOf(request);
    if (token !== null) return this.authentication.byToken(token);
    const secret = cookieOf(request, SESSION_COOKIE);
    return secret === null ? null : this.authentication.bySession(secret);
  }
}

const tokenOf = (request: Request): string | null =>
  /^Bearer (dnsc_[A-Za-z0-9_-]{20,100})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;

/** Is it the cookie that says who asks? */
export const asksByCookie = (request: Request): boolean =>
  tokenOf(request) === null && cookieOf(request, SESSION_COOKIE) !== null;

/** Does a request say who asks, rightly or not? */
export const bringsCredential = (request: Request): boolean =>
  request.headers.authorization !== undefined ||
  new RegExp(`(?:^|[; ])${SESSION_COOKIE}=`).test(request.headers.cookie ?? '');

/** Null where it stands twice with two values: a neighbour under our domain may add one, and must not say who asks. */
export function cookieOf(request: Request, name: string): string | null {
  const values = new Set<string>();
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name && value !== undefined && value !== '') values.add(value);
  }
  const [value] = values;
  return values.size === 1 && value !== undefined ? value : null;
}
