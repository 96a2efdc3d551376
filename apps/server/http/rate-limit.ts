import { Inject, Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Config } from '#config/config';
import { networkOf, RateLimits } from '#libs/access';
import type { Principal } from '#libs/access';
import { bringsCredential, Callers } from './callers.ts';
import { WITHOUT_DATABASE } from './database-away.ts';
import { CONFIG } from '../process/settings.ts';

/** Asked by machines that watch us, when all else is too much. */
const WATCHED = /^\/healthz\/pipeline\/?$/;

// What needs no database costs too little to be counted in it, and answers while it is away.
const isExempt = (path: string) => WITHOUT_DATABASE.test(path) || WATCHED.test(path);

/**
 * Refuses what is too much, before a body is read. Whoever is signed in counts for themselves and for nobody's network, so
 * that a flood from outside takes nothing from them.
 */
@Injectable()
export class RateLimit {
  constructor(
    private readonly limits: RateLimits,
    private readonly callers: Callers,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  readonly middleware = (request: Request, _response: Response, next: NextFunction): void => {
    if (isExempt(request.path)) next();
    else this.count(request).then(() => next(), next);
  };

  private async count(request: Request): Promise<void> {
    const principal = await this.callers.of(request);
    if (principal === null) await this.countNetwork(request);
    else await this.countPerson(principal);
  }

  private async countPerson({ via, credentialId, userId }: Principal): Promise<void> {
    // The narrow one first: what it refuses takes nothing from the person's other tokens.
    if (via === 'token') await this.limits.take(`token ${credentialId}`, this.config.RATE_LIMIT_TOKEN);
    await this.limits.take(`account ${userId}`, this.config.RATE_LIMIT_ACCOUNT);
  }

  private async countNetwork(request: Request): Promise<void> {
    const network = networkOf(request.ip);
    if (bringsCredential(request))
      await this.limits.take(`bad credentials ${network}`, this.config.RATE_LIMIT_BAD_CREDENTIALS);
    await this.limits.take(`network ${network}`, this.config.RATE_LIMIT_ADDRESS);
  }
}
