import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { AccessFault } from './faults.ts';
import { networkOf } from './network.ts';
import { countTry } from './tries.ts';

/** min; a count begins with the first try and ends then, however many follow. */
const WINDOW = 15;
/** Tries at one account from one network: enough for somebody who is tired, useless to a program that guesses. */
const MOST_HERE = 10;
/** At any account from one network, which may be a whole registry behind one address. */
const MOST_FROM_NETWORK = 100;
/** At one account from anywhere: high, or whoever knows an address of mail could lock its owner out. */
const MOST_AT_ACCOUNT = 500;
/**
 * Codes at one account from anywhere. Only who knows the password gets so far, so nobody else can lock the owner out; three
 * codes of a million fit at any time.
 */
const MOST_CODES = 20;

/**
 * Counts tries at passwords, in the database, so that all processes count together. A try counts before it is looked at:
 * thousands at the same moment are no way round, and what is over the limit costs no password hash.
 */
@Injectable()
export class SignInTries {
  constructor(private readonly transactions: Transactions) {}

  /**
   * An account that there is not is counted like any other. What is refused by a narrow limit does not count for a wider one:
   * a flood from one network must not lock the owner out elsewhere.
   * @throws AccessFault `access.too_many_tries`
   */
  async count(email: string, address: string | undefined): Promise<void> {
    for (const [subject, most] of limitsOf(email, address)) await this.countUpTo(most, subject);
  }

  /** A code that goes with a right password. @throws AccessFault `access.too_many_tries` */
  async countCode(userId: string): Promise<void> {
    await this.countUpTo(MOST_CODES, codesOf(userId));
  }

  private async countUpTo(most: number, subject: string): Promise<void> {
    const { tries, seconds } = await countTry(this.transactions.reader, subject, WINDOW);
    if (tries <= most) return;
    throw new AccessFault(
      'access.too_many_tries',
      `Too many tries. This one was not looked at; the next will be in ${Math.ceil(seconds / 60)} minutes.`,
      seconds,
    );
  }

  /** Whoever knew all that was asked for was not guessing. Codes of `userId` are forgiven where one was known. */
  async forgive(email: string, address: string | undefined, userId?: string): Promise<void> {
    const codes = userId === undefined ? [] : [codesOf(userId)];
    await this.lower([...subjectsOf(email, address), ...codes], [hereOf(email, address), ...codes]);
  }

  /** Counts the last try as none. */
  async takeBack(email: string, address: string | undefined): Promise<void> {
    await this.lower(subjectsOf(email, address), []);
  }

  /** By one, and those of `toNothing` to nothing. */
  private async lower(subjects: string[], toNothing: string[]): Promise<void> {
    await this.transactions.reader.query(
      `UPDATE sign_in_tries SET tries = CASE WHEN subject = ANY($2) THEN 0 ELSE GREATEST(tries - 1, 0) END
        WHERE subject IN (SELECT subject FROM sign_in_tries WHERE subject = ANY($1) ORDER BY subject FOR UPDATE)`,
      [subjects, toNothing],
    );
  }

  async forgetOld(): Promise<void> {
    await this.transactions.reader.query('DELETE FROM sign_in_tries WHERE ends_at <= dnscert_now()');
  }
}

const accountOf = (email: string) =>
  `account ${createHash('sha256').update(email.toLowerCase()).digest('hex')}`;
const hereOf = (email: string, address: string | undefined) => `${accountOf(email)} ${networkOf(address)}`;

/** What a try counts for, and how many there may be, the narrowest first. */
const limitsOf = (email: string, address: string | undefined): [subject: string, most: number][] => [
  [hereOf(email, address), MOST_HERE],
  [`network ${networkOf(address)}`, MOST_FROM_NETWORK],
  [accountOf(email), MOST_AT_ACCOUNT],
];

const subjectsOf = (email: string, address: string | undefined) =>
  limitsOf(email, address).map(([subject]) => subject);

const codesOf = (userId: string) => `codes ${userId}`;
