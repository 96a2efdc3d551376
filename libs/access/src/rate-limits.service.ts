import { Injectable } from '@nestjs/common';
import { Groups, Transactions } from '#libs/database';
import { AccessFault } from './faults.ts';
import { gathered } from './rate-limits/gathered.ts';
import type { Asked, Grant } from './rate-limits/gathered.ts';
import { Allowances } from './rate-limits/allowances.ts';

/** What asked for more stays there; far above any limit, and far below what an integer holds. */
const MOST_USED = 2_000_000_000;

/**
 * Requests of a subject in a minute of the database's clock, counted there, so that all processes count together. A process
 * takes a sixtieth of a limit at a time and spends it from memory: a busy subject costs a statement now and then, and never
 * gets more than its limit. What a process did not spend ends with the minute.
 */
@Injectable()
export class RateLimits {
  private readonly allowances = new Allowances();
  private readonly asking = new Groups((asked: Asked[]) => this.reserve(asked), { most: 500 });

  constructor(private readonly transactions: Transactions) {}

  /**
   * Takes one of `limitPerMinute` (at least 1) of a subject. One subject has one limit. The subject is kept as it is: ids and
   * networks, no secret.
   * @throws AccessFault `access.too_many_requests` with the seconds, at most 60, until there are new ones
   */
  async take(subject: string, limitPerMinute: number): Promise<void> {
    if (this.allowances.spend(subject)) return;
    const { isGiven, seconds } = await this.asking.add({ subject, limit: limitPerMinute });
    if (isGiven) return;
    throw new AccessFault(
      'access.too_many_requests',
      `Too many requests. Nothing was done with this one; ask again in ${seconds} s.`,
      seconds,
    );
  }

  private async reserve(asked: Asked[]): Promise<Grant[]> {
    // Else what the wait for the answer took would be added to the minute.
    const before = performance.now();
    const subjects = gathered(asked);
    const rows = await this.transactions.reader.query<{ subject: string; used: number; ms: number }[]>(
      `INSERT INTO rate_limits AS r (subject, window_at, used)
       SELECT subject, date_trunc('minute', dnscert_now()), block FROM unnest($1::text[], $2::int[]) AS a (subject, block)
        ORDER BY subject
       ON CONFLICT (subject) DO UPDATE
          SET used = CASE WHEN r.window_at < excluded.window_at THEN 0 ELSE LEAST(r.used, $3) END + excluded.used,
              window_at = GREATEST(r.window_at, excluded.window_at)
       RETURNING subject, used,
         LEAST(60000, GREATEST(1, extract(epoch FROM window_at + interval '1 minute' - dnscert_now()) * 1000))::int AS ms`,
      [[...subjects.keys()], [...subjects.values()].map(({ block }) => block), MOST_USED],
    );
    for (const { subject, used, ms } of rows) {
      const left = subjects.get(subject)?.settle(used, ms) ?? 0;
      this.allowances.keep(subject, left, before + ms);
    }
    return asked.map((each) => subjects.get(each.subject)?.next() ?? { isGiven: false, seconds: 60 });
  }

  async forgetOld(): Promise<void> {
    await this.transactions.reader.query(
      `DELETE FROM rate_limits WHERE window_at < dnscert_now() - interval '1 minute'`,
    );
  }
}
