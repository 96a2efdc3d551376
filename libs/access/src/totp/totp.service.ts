import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { AccountChanges } from '../account-changes.service.ts';
import { ACCESS_KEY_NAME } from '../access-key.ts';
import type { AccessKey } from '../access-key.ts';
import { AccessFault } from '../faults.ts';
import { assertFreshSession } from '../fresh-session.ts';
import { actorOf } from '../principal.ts';
import type { Principal } from '../principal.ts';
import { RecoveryCodes } from '../recovery-codes.service.ts';
import type { Whence } from '../sessions.service.ts';
import { ACCESS_SETTINGS } from '../settings.ts';
import type { AccessSettings } from '../settings.ts';
import { newTotpSecret, stepOf, totpUri } from './code.ts';

/** min within which the app must have shown a first code. */
const TO_CONFIRM = 30;

/** Codes of an authenticator app (RFC 6238). Each is good once, by the database's clock. */
@Injectable()
export class Totp {
  constructor(
    private readonly transactions: Transactions,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly changes: AccountChanges,
    @Inject(ACCESS_SETTINGS) private readonly settings: AccessSettings,
  ) {}

  /**
   * A new secret, shown this once. It counts for nothing until {@link confirm}; an earlier one that was not confirmed ends.
   * @throws AccessFault `access.totp_active`, `access.sign_in_again`, `access.other_key`
   */
  async enrol(caller: Principal): Promise<{ secret: string; uri: string }> {
    const secret = newTotpSecret();
    const sealed = this.key.seal(secret, ownerOf(caller.userId));
    await this.transactions.run(async (tx) => {
      await assertFreshSession(tx, caller);
      await assertKeyOfDatabase(tx, this.key);
      const stored = await tx.query<unknown[]>(
        `INSERT INTO totp_secrets AS t (user_id, sealed) VALUES ($1, $2)
           ON CONFLICT (user_id) DO UPDATE SET sealed = excluded.sealed, last_step = -1, created_at = dnscert_now()
           WHERE t.confirmed_at IS NULL RETURNING user_id`,
        [caller.userId, sealed],
      );
      if (stored.length === 0) throw new AccessFault('access.totp_active', ACTIVE);
    });
    return { secret, uri: totpUri(secret, caller.email) };
  }

  /**
   * The app has the secret: from now on the password alone opens no session.
   * @returns recovery codes, where there were none left; null else
   * @throws AccessFault `access.code_does_not_fit`, `access.sign_in_again`
   */
  async confirm(caller: Principal, code: string, whence: Whence): Promise<string[] | null> {
    return this.transactions.run(async (tx) => {
      await assertFreshSession(tx, caller);
      const step = await this.stepOf(
        tx,
        caller.userId,
        code,
        `confirmed_at IS NULL AND created_at > dnscert_now() - interval '${TO_CONFIRM} minutes'`,
      );
      if (step === null) throw new AccessFault('access.code_does_not_fit', NOT_CONFIRMED);
      await tx.query(
        'UPDATE totp_secrets SET confirmed_at = dnscert_now(), last_step = $2 WHERE user_id = $1 AND confirmed_at IS NULL',
        [caller.userId, step],
      );
      await this.changes.append(tx, caller.userId, {
        type: 'totp.activated',
        actor: actorOf(caller),
        from: whence.address,
        subject: subjectOf(caller),
      });
      return this.recoveryCodes.makeWhereNone(tx, caller, whence);
    });
  }

  /** @throws AccessFault `access.totp_not_found`, `access.sign_in_again` */
  async remove(caller: Principal, whence: Whence): Promise<void> {
    await this.transactions.run(async (tx) => {
      await assertFreshSession(tx, caller);
      const [removed] = await tx.query<[{ confirmed_at: Date | null }[], number]>(
        'DELETE FROM totp_secrets WHERE user_id = $1 RETURNING confirmed_at',
        [caller.userId],
      );
      const [secret] = removed;
      if (secret === undefined)
        throw new AccessFault('access.totp_not_found', 'There is no authenticator app on this account.');
      if (secret.confirmed_at !== null)
        await this.changes.append(tx, caller.userId, {
          type: 'totp.removed',
          actor: actorOf(caller),
          from: whence.address,
          subject: subjectOf(caller),
        });
    });
  }

  /** Whether a code opens now; if so, neither it nor an earlier one ever opens again, whichever process is asked. */
  async accept(tx: Tx, userId: string, code: string): Promise<boolean> {
    const step = await this.stepOf(tx, userId, code, 'confirmed_at IS NOT NULL');
    if (step === null) return false;
    const [, accepted] = await tx.query<[unknown[], number]>(
      'UPDATE totp_secrets SET last_step = $2 WHERE user_id = $1 AND confirmed_at IS NOT NULL AND last_step < $2',
      [userId, step],
    );
    return accepted === 1;
  }

  private async stepOf(tx: Tx, userId: string, code: string, where: string): Promise<number | null> {
    const [row] = await tx.query<{ sealed: Buffer; now: number }[]>(
      `SELECT sealed, extract(epoch FROM dnscert_now())::float8 AS now FROM totp_secrets WHERE user_id = $1 AND ${where}`,
      [userId],
    );
    // What was sealed under a key that is lost fits no code; recovery codes do.
    const secret = row === undefined ? null : this.key.open(row.sealed, ownerOf(userId));
    return row === undefined || secret === null ? null : stepOf(secret, code, row.now);
  }

  private get key(): AccessKey {
    if (this.settings.key === null) throw new Error('this process has no access key');
    return this.settings.key;
  }
}

/** The first secret makes its key the database's. Another process may have been faster, with another key. */
async function assertKeyOfDatabase(tx: Tx, { fingerprint }: AccessKey): Promise<void> {
  await tx.query(
    'INSERT INTO key_fingerprints (name, fingerprint) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
    [ACCESS_KEY_NAME, fingerprint],
  );
  const [known] = await tx.query<{ fingerprint: string }[]>(
    'SELECT fingerprint FROM key_fingerprints WHERE name = $1',
    [ACCESS_KEY_NAME],
  );
  if (known?.fingerprint === fingerprint) return;
  throw new AccessFault(
    'access.other_key',
    'This process keeps secrets under another key than the rest of the service. Whoever runs it must give all of them one ACCESS_KEY_FILE.',
  );
}

const ownerOf = (userId: string) => `totp ${userId}`;
const subjectOf = ({ userId }: Principal) => ({ kind: 'user', id: userId });

const ACTIVE = 'There is an authenticator app on this account already: remove it first.';
const NOT_CONFIRMED = `This code is not of that secret, or the secret was made more than ${TO_CONFIRM} minutes ago. Nothing was changed.`;
