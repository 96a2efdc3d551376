import { Injectable } from '@nestjs/common';
import type { AuditType } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Clock } from '#libs/database';
import { instantInZones } from '#libs/mail';
import { Audit } from './audit.service.ts';
import type { AuditEntry } from './audit.service.ts';
import { Letters } from './letters.service.ts';

/** What changes who can get into an account, as its owner is told. */
export const ACCOUNT_CHANGE_WORDS = {
  'totp.activated': 'An authenticator app was added.',
  'totp.removed': 'The authenticator app was removed.',
  'passkey.added': 'A passkey was added.',
  'passkey.removed': 'A passkey was removed.',
  'recovery_codes.made': 'New recovery codes were made; the earlier ones ended.',
  'recovery_code.used': 'A recovery code was used to sign in.',
  'identity.linked': 'A sign-in at your provider was linked to it.',
  'identity.unlinked': 'A sign-in at your provider was unlinked.',
  'second_ways.removed': 'All passkeys, codes and apps were removed by our administrator.',
  'token.issued': 'A token for programs was made.',
} satisfies Partial<Record<AuditType, string>>;

/** Writes down what changes who can get into an account, and tells its owner by mail: a thief of a session is seen so. */
@Injectable()
export class AccountChanges {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly letters: Letters,
  ) {}

  async append(
    tx: Tx,
    userId: string,
    entry: AuditEntry & { type: keyof typeof ACCOUNT_CHANGE_WORDS },
  ): Promise<void> {
    await this.audit.append(tx, [entry]);
    const [owner] = await tx.query<{ email: string; name: string }[]>(
      'SELECT email, name FROM users WHERE id = $1',
      [userId],
    );
    if (owner === undefined) return;
    await this.letters.write(tx, {
      template: 'account-changed',
      to: owner,
      variables: {
        change: ACCOUNT_CHANGE_WORDS[entry.type],
        changedAt: instantInZones(await this.clock.now(tx), 'UTC'),
      },
    });
  }
}
