import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#config/config';
import { AccessFault } from '#libs/access';
import { RequestRefused } from './problem.ts';
import { CONFIG } from './settings.ts';

/** Requests of the public side at one time, in this process: as many connections of the pool, and no more, are theirs. */
const MOST_AT_ONCE = 4;
/** s */
const COME_BACK_IN = 5;

/**
 * Before the public side's work on the database, so that whoever is signed in never waits behind it. Behind the reading of
 * the body: else a few who send theirs slowly would keep everybody else out.
 */
@Injectable()
export class PublicGate {
  private inside = 0;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** @throws RequestRefused 503 `public.busy`, `public.too_many`, with another way to reach us */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside >= MOST_AT_ONCE)
      throw this.fullUp(
        'public.busy',
        'Many reports come in at this moment; yours was not stored.',
        COME_BACK_IN,
      );
    this.inside += 1;
    try {
      return await work();
    } catch (error) {
      if (error instanceof AccessFault && error.code === 'public.too_many')
        throw this.fullUp(error.code, error.message, error.retryAfterSeconds ?? COME_BACK_IN);
      throw error;
    } finally {
      this.inside -= 1;
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
