import { Inject, Injectable, Logger } from '@nestjs/common';
import { askOutside, OutgoingFault } from '#libs/access';
import { Transactions } from '#libs/database';
import type { Claim, WorkHandler } from '#libs/queue';
import { putAside } from '#libs/queue';
import { PAGING_SETTINGS } from '../settings.ts';
import type { PagingSettings } from '../settings.ts';
import { requestOf } from './request.ts';
import type { PageToSend } from './request.ts';

/** ms */
const TIME_LIMIT = 10_000;
const SIZE_LIMIT = 64 * 1024;
const MOST_TRIES = 8;
/** s before the next try; doubled each time. */
const FIRST_WAIT = 5;
const LONGEST_WAIT = 300;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

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
    @Inject(PAGING_SETTINGS) private readonly settings: PagingSettings,
  ) {}

  async work({ id, attempt }: Claim): Promise<null> {
    const [page] = await this.transactions.reader.query<(PageToSend & { tries: number })[]>(
      `SELECT p.id, p.way, p.what, p.tries, a.phone, a.topic FROM pages p LEFT JOIN paging_addresses a ON a.user_id = p.user_id
        WHERE p.id = $1 AND p.attempt = $2 AND p.state = 'due'`,
      [id, attempt],
    );
    if (page === undefined) return null;
    const { taken, response } = await this.handOver(page);
    const tries = page.tries + 1;
    const state = taken ? 'taken' : tries >= MOST_TRIES ? 'failed' : 'due';
    if (state === 'failed') this.logger.error(`page ${id} by ${page.way} was not taken: ${response}`);
    await this.transactions.reader.query(
      `UPDATE pages SET state = $3, tries = $4, response = $5, lease_until = NULL, strikes = 0, rung_at = NULL,
              ended_at = CASE WHEN $3 <> 'due' THEN dnscert_now() END, due_at = dnscert_now() + make_interval(secs => $6)
        WHERE id = $1 AND attempt = $2 AND state = 'due'`,
      [id, attempt, state, tries, response, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** page.tries)],
    );
    return null;
  }

  /** Side by side: each waits for the outside alone. */
  async workAll(claims: Claim[]): Promise<null[]> {
    return Promise.all(claims.map((claim) => this.work(claim)));
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
