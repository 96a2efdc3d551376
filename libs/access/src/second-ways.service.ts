import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';

/** What a person has beside the password. */
export interface SecondWaysSummary {
  passkeys: number;
  /** An authenticator app that has shown a code. */
  totp: boolean;
  recoveryCodesLeft: number;
}

@Injectable()
export class SecondWays {
  constructor(private readonly transactions: Transactions) {}

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
}

/** Does a password alone no longer open? Recovery codes stand in for another way and are none of their own. */
export const hasSecondWay = ({ passkeys, totp }: SecondWaysSummary) => totp || passkeys > 0;
