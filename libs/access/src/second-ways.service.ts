import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { AccountChanges } from './account-changes.service.ts';
import { AccessFault } from './faults.ts';
import { Sessions } from './sessions.service.ts';

/** What a person has beside the password. */
export interface SecondWaysSummary {
  passkeys: number;
  /** An authenticator app that has shown a code. */
  totp: boolean;
  recoveryCodesLeft: number;
}

@Injectable()
export class SecondWays {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: Sessions,
    private readonly changes: AccountChanges,
  ) {}

  async of(userId: string, reader = this.transactions.reader): Promise<SecondWaysSummary> {
    const [row] = await reader.query<SecondWaysSummary[]>(
      `SELECT (SELECT count(*)::int FROM passkeys WHERE user_id = $1) AS passkeys,
              EXISTS (SELECT 1 FROM totp_secrets WHERE user_id = $1 AND confirmed_at IS NOT NULL) AS totp,
              (SELECT count(*)::int FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL) AS "recoveryCodesLeft"`,
      [userId],
    );
    if (row === undefined) throw new Error('nothing was counted');
    return row;
  }

  /**
   * Takes all of them from a person who has lost them, and ends the sessions: from now on the password alone opens. For
   * whoever administers the machine and has made sure, by another way, who is asking.
   * @returns what there was
   * @throws AccessFault `access.user_not_found`
   */
  async removeAll(email: string): Promise<SecondWaysSummary> {
    return this.transactions.run(async (tx) => {
      const [user] = await tx.query<{ id: string }[]>('SELECT id FROM users WHERE lower(email) = lower($1)', [
        email,
      ]);
      if (user === undefined)
        throw new AccessFault('access.user_not_found', `Nobody here has the address ${email}.`);
      const was = await this.of(user.id, tx);
      for (const table of ['passkeys', 'totp_secrets', 'recovery_codes'])
        await tx.query(`DELETE FROM ${table} WHERE user_id = $1`, [user.id]);
      await this.sessions.endAll(tx, user.id);
      await this.changes.append(tx, user.id, {
        type: 'second_ways.removed',
        actor: { kind: 'system', name: 'dnscert' },
        subject: { kind: 'user', id: user.id },
        data: { ...was },
      });
      return was;
    });
  }
}

/** Does a password alone no longer open? Recovery codes stand in for another way and are none of their own. */
export const hasSecondWay = ({ passkeys, totp }: SecondWaysSummary) => totp || passkeys > 0;
