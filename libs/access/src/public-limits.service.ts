import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { AccessFault } from './faults.ts';
import type { AccessFaultCode } from './faults.ts';
import { networkOf } from './network.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
/** From one network: enough for somebody who forgot half of it, five at once if need be. */
const MOST_FROM_NETWORK = 5;
/** To one address: our letters must not be a way to flood somebody's mailbox. */
const MOST_TO_ADDRESS = 3;
/** Of all together that wait for their proof. */
const MOST_IN_ALL = 300;
const ALL = 'public reports';

/** What somebody without an account sends, each counted for itself, with its words. */
const SORTS = {
  'public reports': { sent: 'reports', lost: 'stored' },
  subscriptions: { sent: 'wishes to subscribe', lost: 'taken' },
} as const;
export type PublicSort = keyof typeof SORTS;

interface Limit {
  subject: string;
  most: number;
  minutes: number;
  code: AccessFaultCode;
  words: string;
}

/**
 * Counts reports and other wishes without an account, in the database, so that all processes count together. A count begins with its first
 * report and ends an hour (for an address of mail: a day) later. No address of mail is kept, only its digest.
 */
@Injectable()
export class PublicLimits {
  constructor(private readonly transactions: Transactions) {}

  /**
   * The narrowest first: what is refused by it does not count for a wider one, so that one network's flood takes nothing
   * from others.
   * @throws AccessFault `public.too_many_from_here`, `public.too_many_to_address`, `public.too_many`
   */
  async count(email: string, address: string | undefined, sort: PublicSort = ALL): Promise<void> {
    await this.countAll([limitOfNetwork(sort, address), ...limitsOf(sort, email)]);
  }

  /** What came by mail, of which no network is known. @throws AccessFault `public.too_many_to_address`, `public.too_many` */
  async countMailed(email: string, sort: PublicSort): Promise<void> {
    await this.countAll(limitsOf(sort, email));
  }

  private async countAll(limits: Limit[]): Promise<void> {
    for (const limit of limits) {
      const { tries, seconds } = await this.countFor(limit);
      if (tries > limit.most) throw new AccessFault(limit.code, limit.words, seconds);
    }
  }

  /** One whose address was proven is none of the unproven any more. */
  async countProven(): Promise<void> {
    await this.transactions.reader.query(
      'UPDATE sign_in_tries SET tries = GREATEST(LEAST(tries, $2) - 1, 0) WHERE subject = $1 AND ends_at > dnscert_now()',
      [ALL, MOST_IN_ALL],
    );
  }

  private async countFor({ subject, most, minutes }: Limit): Promise<{ tries: number; seconds: number }> {
    const [counted] = await this.transactions.reader.query<{ tries: number; seconds: number }[]>(
      `INSERT INTO sign_in_tries AS t (subject, tries, ends_at) VALUES ($1, 1, dnscert_now() + make_interval(mins => $2))
         ON CONFLICT (subject) DO UPDATE
            SET tries = CASE WHEN t.ends_at <= dnscert_now() THEN 1 ELSE LEAST(t.tries, $3) + 1 END,
                ends_at = CASE WHEN t.ends_at <= dnscert_now() THEN excluded.ends_at ELSE t.ends_at END
       RETURNING tries, greatest(1, ceil(extract(epoch FROM ends_at - dnscert_now())))::int AS seconds`,
      [subject, minutes, most],
    );
    if (counted === undefined) throw new Error('a public report was not counted');
    return counted;
  }
}

const limitOfNetwork = (sort: PublicSort, address: string | undefined): Limit => ({
  subject: `${sort} from ${networkOf(address)}`,
  most: MOST_FROM_NETWORK,
  minutes: HOUR,
  code: 'public.too_many_from_here',
  words: `Your network has sent ${MOST_FROM_NETWORK} ${SORTS[sort].sent} within the hour. This one was not ${SORTS[sort].lost}.`,
});

const limitsOf = (sort: PublicSort, email: string): Limit[] => [
  {
    subject: `${sort} to ${mailboxDigest(email)}`,
    most: MOST_TO_ADDRESS,
    minutes: DAY,
    code: 'public.too_many_to_address',
    words: `This mail address has been given for ${MOST_TO_ADDRESS} ${SORTS[sort].sent} within a day. This one was not ${SORTS[sort].lost}.`,
  },
  {
    subject: sort,
    most: MOST_IN_ALL,
    minutes: HOUR,
    code: 'public.too_many',
    words: `Too many ${SORTS[sort].sent} come in by this form just now. This one was not ${SORTS[sort].lost}.`,
  },
];

/** What stands behind a + in front of the @ reaches the same mailbox. */
const mailboxDigest = (email: string): string =>
  createHash('sha256')
    .update(email.toLowerCase().replace(/\+[^@]*@/, '@'))
    .digest('hex');
