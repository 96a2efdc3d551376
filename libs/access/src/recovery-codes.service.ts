import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { insertRows, Transactions } from '#libs/database';
import { AccountChanges } from './account-changes.service.ts';
import { assertFreshSession } from './fresh-session.ts';
import { actorOf } from './principal.ts';
import type { Principal } from './principal.ts';
import { asTyped, newRecoveryCode } from './recovery-code.ts';
import { digestOf } from './secrets.ts';
import type { Whence } from './sessions.service.ts';

const COUNT = 10;

/** For whoever has lost the phone or the passkey: each opens once, with the password. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly transactions: Transactions,
    private readonly changes: AccountChanges,
  ) {}

  /** Ten new ones, shown this once; all earlier ones end. @throws AccessFault `access.sign_in_again` */
  async renew(caller: Principal, whence: Whence): Promise<string[]> {
    return this.transactions.run(async (tx) => {
      await assertFreshSession(tx, caller);
      return this.make(tx, caller, whence);
    });
  }

  /** With the first way that can be lost come the codes for that day. @returns null when there are some left */
  async makeWhereNone(tx: Tx, caller: Principal, whence: Whence): Promise<string[] | null> {
    const left = await tx.query<unknown[]>(
      'SELECT 1 FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL LIMIT 1',
      [caller.userId],
    );
    return left.length > 0 ? null : this.make(tx, caller, whence);
  }

  private async make(tx: Tx, caller: Principal, whence: Whence): Promise<string[]> {
    const codes = Array.from({ length: COUNT }, newRecoveryCode);
    // Who asks twice at the same moment gets two lists, and the later one counts.
    await tx.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [caller.userId]);
    await tx.query('DELETE FROM recovery_codes WHERE user_id = $1', [caller.userId]);
    await insertRows(
      tx,
      'recovery_codes',
      codes.map((code) => ({ user_id: caller.userId, hash: digestOf(asTyped(code)) })),
    );
    await this.changes.append(tx, caller.userId, {
      type: 'recovery_codes.made',
      actor: actorOf(caller),
      from: whence.address,
      subject: { kind: 'user', id: caller.userId },
    });
    return codes;
  }

  /** Whether a code opens now; if so, it never opens again. */
  async accept(tx: Tx, user: { id: string; name: string }, code: string, whence: Whence): Promise<boolean> {
    const [, used] = await tx.query<[unknown[], number]>(
      'UPDATE recovery_codes SET used_at = dnscert_now() WHERE user_id = $1 AND hash = $2 AND used_at IS NULL',
      [user.id, digestOf(asTyped(code))],
    );
    if (used === 0) return false;
    await this.changes.append(tx, user.id, {
      type: 'recovery_code.used',
      actor: { kind: 'user', id: user.id, name: user.name },
      from: whence.address,
      subject: { kind: 'user', id: user.id },
    });
    return true;
  }
}
