import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { instantInZones } from '#libs/mail';
import type { Acting } from './acting.ts';
import { Audit } from './audit.service.ts';
import { AccessFault } from './faults.ts';
import { Letters } from './letters.service.ts';
import { hashNewPassword } from './new-passwords.ts';
import { passwordFits } from './secrets.ts';
import { Sessions } from './sessions.service.ts';
import { SignInTries } from './sign-in-tries.service.ts';

/** Passwords of people who have an account: changed by who knows the present one, or set anew. */
@Injectable()
export class Passwords {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly tries: SignInTries,
    private readonly sessions: Sessions,
    private readonly letters: Letters,
    private readonly audit: Audit,
  ) {}

  /**
   * Ends all sessions but the one that asks. Counts as a try at the password: a session that was left open is no oracle.
   * @param session id of the one that asks
   * @throws AccessFault `access.current_password_wrong`, `access.too_many_tries`, `access.password_too_short`
   */
  async change(
    by: Acting & { userId: string },
    email: string,
    session: string,
    given: { current: string; new: string },
  ): Promise<void> {
    await this.tries.count(email, by.address);
    const [user] = await this.transactions.reader.query<{ password_hash: string | null }[]>(
      'SELECT password_hash FROM users WHERE id = $1',
      [by.userId],
    );
    const known = user?.password_hash ?? null;
    if (!(await passwordFits(known, given.current))) throw currentWrong();
    await this.tries.forgive(email, by.address);
    const hash = await hashNewPassword(given.new);
    await this.transactions.run(async (tx) => {
      // Of two who change it in one moment the second knows the present one no more.
      const [, count] = await tx.query<[unknown[], number]>(
        `UPDATE users SET password_hash = $2 WHERE id = $1 AND password_hash = $3`,
        [by.userId, hash, known],
      );
      if (count === 0) throw currentWrong();
      const ended = await this.afterChange(tx, by.userId, session);
      await this.audit.append(tx, [
        {
          type: 'password.changed',
          actor: by.actor,
          from: by.address,
          subject: { kind: 'user', id: by.userId },
          data: { sessions: ended },
        },
      ]);
    });
  }

  /** Of somebody who proved to read the account's mail. Ends all sessions; a second factor stays. */
  async set(tx: Tx, userId: string, hash: string): Promise<{ sessions: number }> {
    await tx.query('UPDATE users SET password_hash = $2 WHERE id = $1', [userId, hash]);
    return { sessions: await this.afterChange(tx, userId) };
  }

  /** Sessions and links that the old password could have opened end, and the owner is told. */
  private async afterChange(tx: Tx, userId: string, saved?: string): Promise<number> {
    await tx.query(`UPDATE password_resets SET state = 'ended' WHERE user_id = $1 AND state = 'open'`, [
      userId,
    ]);
    const ended = await this.sessions.endAll(tx, userId, saved);
    const [user] = await tx.query<{ email: string; name: string }[]>(
      'SELECT email, name FROM users WHERE id = $1',
      [userId],
    );
    if (user !== undefined)
      await this.letters.write(tx, {
        template: 'password-changed',
        to: user,
        variables: { changedAt: instantInZones(await this.clock.now(tx), 'UTC') },
      });
    return ended;
  }
}

const currentWrong = () =>
  new AccessFault(
    'access.current_password_wrong',
    'The present password is another. Nothing was changed; who has forgotten it asks for a link by mail.',
  );
