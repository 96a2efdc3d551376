import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#config/config';
import { AccessFault } from '#libs/access';
import { RequestRefused } from './problem.ts';
import { CONFIG } from '../process/settings.ts';
import { Turnstile } from './turnstile.ts';

/**
 * In this process, a sort of request: as many connections of the pool at one time, and no more, are the public's. In a second,
 * 25 get in, where all processes together keep 300 in an hour: who floods us costs the database next to nothing.
 */
const RULES = { atOnce: 4, every: 40, patience: 1_000, mostWaiting: 500 };
/** s */
const COME_BACK_IN = 5;

/**
 * Before the public side's work on the database, so that whoever is signed in never waits behind it. Behind the reading of
 * the body: else a few who send theirs slowly would keep everybody else out.
 */
@Injectable()
export class PublicGate {
  // Whoever has a link from us does not wait behind all the world.
  private readonly turnstiles = { form: new Turnstile(RULES), link: new Turnstile(RULES) };

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** @throws RequestRefused 503 `public.busy`, `public.too_many`, with another way to reach us */
  async pass<T>(sort: 'form' | 'link', work: () => Promise<T>): Promise<T> {
    const turnstile = this.turnstiles[sort];
    if (!(await turnstile.enter()))
      throw this.fullUp(
        'public.busy',
        'Many reports come in at this moment; yours was not stored.',
        COME_BACK_IN,
      );
    try {
      return await work();
    } catch (error) {
      if (error instanceof AccessFault && error.code === 'public.too_many')
        throw this.fullUp(error.code, error.message, error.retryAfterSeconds ?? COME_BACK_IN);
      throw error;
    } finally {
      turnstile.leave();
    }
  }

  private fullUp(code: string, words: string, seconds: number): RequestRefused {
    const when = seconds < 60 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
    return new RequestRefused(
      503,
      code,
      `${words} Send it again in ${when}, or write a mail to ${this.config.MAIL_FROM}: that always works.`,
      {},
      { 'Retry-After': String(seconds) },
    );
  }
}
