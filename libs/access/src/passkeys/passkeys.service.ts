import { Inject, Injectable } from '@nestjs/common';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
  VerifiedRegistrationResponse,
} from '@simplewebauthn/server';
import { parse as uuidBytes, v7 as uuidv7 } from 'uuid';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { AccountChanges } from '../account-changes.service.ts';
import { Audit } from '../audit.service.ts';
import { AccessFault } from '../faults.ts';
import { assertFreshSession } from '../fresh-session.ts';
import { actorOf } from '../principal.ts';
import type { Principal } from '../principal.ts';
import { RecoveryCodes } from '../recovery-codes.service.ts';
import type { Whence } from '../sessions.service.ts';
import { ACCESS_SETTINGS } from '../settings.ts';
import type { AccessSettings } from '../settings.ts';
import { CHALLENGE_LIFE, PasskeyChallenges } from './challenges.service.ts';
import { webauthn } from './webauthn.ts';

const MOST = 20;

export interface PasskeySummary {
  id: string;
  name: string;
  /** True: the maker of the device keeps copies, on the person's other devices. */
  synced: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** Passkeys of a person: added, named, removed. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly challenges: PasskeyChallenges,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly audit: Audit,
    private readonly changes: AccountChanges,
    @Inject(ACCESS_SETTINGS) private readonly settings: AccessSettings,
  ) {}

  /** Those of a user, the oldest first. */
  async ofUser(userId: string): Promise<PasskeySummary[]> {
    return this.transactions.reader.query<PasskeySummary[]>(
      `SELECT id, name, synced, created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM passkeys
        WHERE user_id = $1 ORDER BY created_at, id`,
      [userId],
    );
  }

  /** What the browser is to ask an authenticator for. @throws AccessFault `access.sign_in_again`, `access.too_many_passkeys` */
  async options(caller: Principal): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const known = await this.transactions.run(async (tx) => {
      await assertFreshSession(tx, caller);
      return tx.query<{ credential_id: Buffer; transports: string[] }[]>(
        'SELECT credential_id, transports FROM passkeys WHERE user_id = $1',
        [caller.userId],
      );
    });
    if (known.length >= MOST)
      throw new AccessFault(
        'access.too_many_passkeys',
        `An account has at most ${MOST} passkeys: remove one first.`,
      );
    const { generateRegistrationOptions } = await webauthn();
    return generateRegistrationOptions({
      rpName: 'DNS-CERT',
      rpID: this.settings.site.rpId,
      userName: caller.email,
      userDisplayName: caller.name,
      userID: new Uint8Array(uuidBytes(caller.userId)),
      challenge: Buffer.from(await this.challenges.issue(caller.userId), 'base64url'),
      timeout: CHALLENGE_LIFE * 60_000,
      attestationType: 'none',
      excludeCredentials: known.map(({ credential_id, transports }) => ({
        id: credential_id.toString('base64url'),
        transports,
      })),
      // Discoverable, and by PIN or finger: it opens without address and password.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  /**
   * Keeps what the authenticator made.
   * @returns recovery codes, where there were none left; null else
   * @throws AccessFault `access.passkey_not_added`, `access.passkey_known`, `access.sign_in_again`
   */
  async add(
    caller: Principal,
    name: string,
    response: RegistrationResponseJSON,
    whence: Whence,
  ): Promise<{ passkey: PasskeySummary; recoveryCodes: string[] | null }> {
    const made = await this.verified(caller, response);
    return this.transactions.run(async (tx) => {
      await assertFreshSession(tx, caller);
      const passkey = await insertPasskey(tx, caller.userId, name, made);
      await this.tell(tx, 'passkey.added', caller, whence, passkey);
      return { passkey, recoveryCodes: await this.recoveryCodes.makeWhereNone(tx, caller, whence) };
    });
  }

  private async verified(caller: Principal, response: RegistrationResponseJSON): Promise<Made> {
    const expectedChallenge = await this.challenges.take(response.response.clientDataJSON, caller.userId);
    if (expectedChallenge === null) throw notAdded();
    const { origin, rpId } = this.settings.site;
    const { verifyRegistrationResponse } = await webauthn();
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
    }).catch((): VerifiedRegistrationResponse => ({ verified: false }));
    if (registrationInfo === undefined) throw notAdded();
    return registrationInfo;
  }

  /** @throws AccessFault `access.passkey_not_found` */
  async rename(caller: Principal, id: string, name: string, whence: Whence): Promise<PasskeySummary> {
    return this.transactions.run(async (tx) => {
      const [[renamed]] = await tx.query<[PasskeySummary[], number]>(
        `UPDATE passkeys SET name = $3 WHERE id = $1 AND user_id = $2
          RETURNING id, name, synced, created_at AS "createdAt", last_used_at AS "lastUsedAt"`,
        [id, caller.userId, name],
      );
      if (renamed === undefined) throw notFound();
      await this.tell(tx, 'passkey.renamed', caller, whence, renamed);
      return renamed;
    });
  }

  /** From now on it opens nothing. @throws AccessFault `access.passkey_not_found`, `access.sign_in_again` */
  async remove(caller: Principal, id: string, whence: Whence): Promise<void> {
    await this.transactions.run(async (tx) => {
      await assertFreshSession(tx, caller);
      const [[removed]] = await tx.query<[{ id: string; name: string }[], number]>(
        'DELETE FROM passkeys WHERE id = $1 AND user_id = $2 RETURNING id, name',
        [id, caller.userId],
      );
      if (removed === undefined) throw notFound();
      await this.tell(tx, 'passkey.removed', caller, whence, removed);
    });
  }

  private async tell(
    tx: Tx,
    type: 'passkey.added' | 'passkey.renamed' | 'passkey.removed',
    caller: Principal,
    whence: Whence,
    { id, name }: { id: string; name: string },
  ): Promise<void> {
    const entry = {
      actor: actorOf(caller),
      from: whence.address,
      subject: { kind: 'passkey', id },
      data: { name },
    };
    // A name opens nothing.
    if (type === 'passkey.renamed') await this.audit.append(tx, [{ type, ...entry }]);
    else await this.changes.append(tx, caller.userId, { type, ...entry });
  }
}

type Made = NonNullable<VerifiedRegistrationResponse['registrationInfo']>;

async function insertPasskey(
  tx: Tx,
  userId: string,
  name: string,
  { credential, credentialDeviceType }: Made,
): Promise<PasskeySummary> {
  const [kept] = await tx.query<PasskeySummary[]>(
    `INSERT INTO passkeys (id, user_id, credential_id, public_key, counter, transports, synced, name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (credential_id) DO NOTHING
     RETURNING id, name, synced, created_at AS "createdAt", last_used_at AS "lastUsedAt"`,
    [
      uuidv7(),
      userId,
      Buffer.from(credential.id, 'base64url'),
      Buffer.from(credential.publicKey),
      credential.counter,
      credential.transports ?? [],
      credentialDeviceType === 'multiDevice',
      name,
    ],
  );
  if (kept === undefined)
    throw new AccessFault('access.passkey_known', 'This passkey is known already. Nothing was changed.');
  return kept;
}

const notAdded = () =>
  new AccessFault(
    'access.passkey_not_added',
    `This passkey was not added: the answer does not fit what was asked, comes from another address than this service's, or came after more than ${CHALLENGE_LIFE} minutes. Begin again.`,
  );
const notFound = () => new AccessFault('access.passkey_not_found', 'You have no such passkey.');
