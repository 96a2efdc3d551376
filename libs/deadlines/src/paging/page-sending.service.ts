import { Inject, Injectable, Logger } from '@nestjs/common';
import { askOutside, OutgoingFault } from '#libs/access';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import type { Claim, WorkHandler } from '#libs/queue';
import { putAside } from '#libs/queue';
import { PAGING_SETTINGS } from '../settings.ts';
import type { PagingSettings } from '../settings.ts';
import { requestOf } from './request.ts';
import type { PageToSend } from './request.ts';
import { UntakenPages } from './untaken-pages.service.ts';

/** ms */
const TIME_LIMIT = 10_000;
const SIZE_LIMIT = 64 * 1024;
const MOST_TRIES = 8;
/** s before the next try; doubled each time. */
const FIRST_WAIT = 5;
const LONGEST_WAIT = 300;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

type Due = PageToSend & { attempt: number; tries: number };

interface Tried {
  id: string;
  attempt: number;
  state: 'due' | 'taken' | 'failed';
  tries: number;
  response: string;
  /** s until the next try. */
  wait: number;
}

/** Hands pages over, and tries again for some minutes where the other side does not take them. */
@Injectable()
export class PageSending implements WorkHandler {
  private readonly logger = new Logger(PageSending.name);
  readonly job = 'page.send' as const;
  readonly table = 'pages';
  readonly states = ['due'];
  readonly aside = { state: 'quarantined', again: 'due', over: 'failed' };
  readonly everySecond = true;

  constructor(
    private readonly transactions: Transactions,
    private readonly untaken: UntakenPages,
    @Inject(PAGING_SETTINGS) private readonly settings: PagingSettings,
  ) {}

  async work(claim: Claim): Promise<null> {
    await this.workAll([claim]);
    return null;
  }

  /** Side by side, for each waits for the outside alone; read and written down together. */
  async workAll(claims: Claim[]): Promise<null[]> {
    const pages = await this.transactions.reader.query<Due[]>(
      `SELECT p.id, p.attempt, p.way, p.what, p.tries, a.phone, a.topic
         FROM pages p JOIN unnest($1::uuid[], $2::int[]) AS held (id, attempt) ON held.id = p.id AND held.attempt = p.attempt
         LEFT JOIN paging_addresses a ON a.user_id = p.user_id WHERE p.state = 'due'`,
      [claims.map(({ id }) => id), claims.map(({ attempt }) => attempt)],
    );
    const results = await Promise.all(pages.map((page) => this.tried(page)));
    if (results.length > 0) await this.transactions.run((tx) => this.writeDown(tx, results));
    return claims.map(() => null);
  }

  private async tried(page: Due): Promise<Tried> {
    const { taken, response } = await this.handOver(page);
    const tries = page.tries + 1;
    const state = taken ? 'taken' : tries >= MOST_TRIES ? 'failed' : 'due';
    if (state === 'failed') this.logger.error(`page ${page.id} by ${page.way} was not taken: ${response}`);
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** page.tries);
    return { id: page.id, attempt: page.attempt, state, tries, response, wait };
  }

  private async writeDown(tx: Tx, results: Tried[]): Promise<void> {
    const [written] = await tx.query<[{ id: string; state: string }[], number]>(
      `UPDATE pages p SET state = r.state, tries = r.tries, response = r.response, lease_until = NULL, strikes = 0, rung_at = NULL,
              ended_at = CASE WHEN r.state <> 'due' THEN dnscert_now() END, due_at = dnscert_now() + make_interval(secs => r.wait)
         FROM jsonb_to_recordset($1) AS r (id uuid, attempt integer, state text, tries integer, response text, wait integer)
        WHERE p.id = r.id AND p.attempt = r.attempt AND p.state = 'due' RETURNING p.id, p.state`,
      [JSON.stringify(results)],
    );
    for (const { id, state } of written) if (state === 'failed') await this.untaken.givenUp(tx, id);
  }

  async quarantine(claim: Claim, why: string): Promise<void> {
    await putAside(this.transactions.reader, this, claim, why);
  }

  private async handOver(page: PageToSend): Promise<{ taken: boolean; response: string }> {
    const request = requestOf(page, this.settings);
    if (request === null) return { taken: false, response: 'There is no such way to this person any more.' };
    try {
      const answer = await askOutside(request.url, {
        method: 'POST',
        headers: request.headers,
        body: request.body,
        timeLimitMs: TIME_LIMIT,
        sizeLimit: SIZE_LIMIT,
        ports: [443],
        // On one's own machine plain http may do; anywhere else https alone.
        exception: (host, address) => LOOPBACK.test(host) && LOOPBACK.test(address),
      });
      answer.body.resume();
      return { taken: answer.status >= 200 && answer.status < 300, response: `HTTP ${answer.status}` };
    } catch (error) {
      if (!(error instanceof OutgoingFault)) throw error;
      return { taken: false, response: error.message };
    }
  }
}
