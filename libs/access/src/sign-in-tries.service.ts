import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { Audit } from './audit.service.ts';
import { AccessFault } from './faults.ts';
import { networkOf } from './network.ts';

/** min; a count begins with the first try and ends then, however many follow. */
const WINDOW = 15;
/** Tries at one account from one network: enough for somebody who is tired, useless to a program that guesses. */
const MOST_HERE = 10;
/** At any account from one network, which may be a whole registry behind one address. */
const MOST_FROM_NETWORK = 100;
/** At one account from anywhere: high, or whoever knows an address of mail could lock its owner out. */
const MOST_AT_ACCOUNT = 500;

/**
 * Counts tries at passwords, in the database, so that all processes count together. A try counts before it is looked at:
 * thousands at the same moment are no way round, and what is over the limit costs no password hash.
 */
@Injectable()
export class SignInTries {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
  ) {}

  /**
   * An account that there is not is counted like any other. What is refused by a narrow limit does not count for a wider one:
   * a flood from one network must not lock the owner out elsewhere.
   * @throws AccessFault `access.too_many_tries`
   */
  async count(email: string, address: string | undefined): Promise<void> {
    for (const [subject, most, limit] of limitsOf(email, address)) {
      const { tries, seconds } = await this.countFor(subject);
      if (tries <= most) continue;
      if (tries === most + 1) await this.tellReached(limit, email, address);
      throw new AccessFault(
        'access.too_many_tries',
        `Too many tries. This one was not looked at; the next will be in ${Math.ceil(seconds / 60)} minutes.`,
        seconds,
      );
    }
  }

  /** Once a window, by the one try that was the first too many; what was typed is written down where it is an account's alone. */
  private async tellReached(limit: Limit, email: string, address: string | undefined): Promise<void> {
    const [user] = await this.transactions.reader.query<{ id: string; name: string }[]>(
      'SELECT id, name FROM users WHERE lower(email) = lower($1) AND deactivated_at IS NULL',
      [email],
    );
    const ofAccount = limit === 'network' ? undefined : user;
    await this.audit.add({
      type: 'session.limit_reached',
      actor:
        ofAccount === undefined
          ? { kind: 'system', name: 'unknown' }
          : { kind: 'user', id: ofAccount.id, name: ofAccount.name },
      from: address,
      data: { limit, minutes: WINDOW },
    });
  }

  private async countFor(subject: string): Promise<{ tries: number; seconds: number }> {
    const [counted] = await this.transactions.reader.query<{ tries: number; seconds: number }[]>(
      `INSERT INTO sign_in_tries AS t (subject, tries, ends_at) VALUES ($1, 1, dnscert_now() + make_interval(mins => $2))
         ON CONFLICT (subject) DO UPDATE
            SET tries = CASE WHEN t.ends_at <= dnscert_now() THEN 1 ELSE LEAST(t.tries, 1000000) + 1 END,
                ends_at = CASE WHEN t.ends_at <= dnscert_now() THEN excluded.ends_at ELSE t.ends_at END
       RETURNING tries, greatest(1, ceil(extract(epoch FROM ends_at - dnscert_now())))::int AS seconds`,
      [subject, WINDOW],
    );
    if (counted === undefined) throw new Error('a try was not counted');
    return counted;
  }

  /** Whoever knew the password was not guessing. */
  async forgive(email: string, address: string | undefined): Promise<void> {
    await this.transactions.reader.query(
      `UPDATE sign_in_tries SET tries = CASE WHEN subject = $2 THEN 0 ELSE GREATEST(tries - 1, 0) END
        WHERE subject IN (SELECT subject FROM sign_in_tries WHERE subject = ANY($1) ORDER BY subject FOR UPDATE)`,
      [limitsOf(email, address).map(([subject]) => subject), hereOf(email, address)],
    );
  }

  async forgetOld(): Promise<void> {
    await this.transactions.reader.query('DELETE FROM sign_in_tries WHERE ends_at <= dnscert_now()');
  }
}

const accountOf = (email: string) =>
  `account ${createHash('sha256').update(email.toLowerCase()).digest('hex')}`;
const hereOf = (email: string, address: string | undefined) => `${accountOf(email)} ${networkOf(address)}`;

/** At one account from one network, at any from one network, at one account from anywhere. */
type Limit = 'account here' | 'network' | 'account';

/** What a try counts for, and how many there may be, the narrowest first. */
const limitsOf = (
  email: string,
  address: string | undefined,
): [subject: string, most: number, limit: Limit][] => [
  [hereOf(email, address), MOST_HERE, 'account here'],
  [`network ${networkOf(address)}`, MOST_FROM_NETWORK, 'network'],
  [accountOf(email), MOST_AT_ACCOUNT, 'account'],
];
