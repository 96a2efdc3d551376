import { Inject, Injectable } from '@nestjs/common';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { parse as uuidBytes } from 'uuid';
import { TOKEN_SCOPES } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { Audit } from '../audit.service.ts';
import type { SignedIn } from '../authentication.service.ts';
import { AccessFault } from '../faults.ts';
import { principalOf } from '../principal.ts';
import type { FoundUser } from '../principal.ts';
import { Sessions } from '../sessions.service.ts';
import type { Whence } from '../sessions.service.ts';
import { ACCESS_SETTINGS } from '../settings.ts';
import type { AccessSettings } from '../settings.ts';
import { RIGHT_IN_FORCE } from '../speaking/in-force.ts';
import { CHALLENGE_LIFE, PasskeyChallenges } from './challenges.service.ts';
import { webauthn } from './webauthn.ts';

interface FoundPasskey extends FoundUser {
  passkey_id: string;
  credential_id: Buffer;
  public_key: Buffer;
}

/** Signing in by passkey, without address and password: the passkey says whose it is (WebAuthn Level 3 section 7.2). */
@Injectable()
export class PasskeySignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly challenges: PasskeyChallenges,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
    @Inject(ACCESS_SETTINGS) private readonly settings: AccessSettings,
  ) {}

  /** What the browser is to ask an authenticator for. */
  async options(): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const { generateAuthenticationOptions } = await webauthn();
    return generateAuthenticationOptions({
      rpID: this.settings.site.rpId,
      challenge: Buffer.from(await this.challenges.issue(null), 'base64url'),
      timeout: CHALLENGE_LIFE * 60_000,
      userVerification: 'required',
    });
  }

  /** @throws AccessFault `access.passkey_refused`, whatever the reason */
  async signIn(response: AuthenticationResponseJSON, whence: Whence): Promise<SignedIn> {
    const challenge = await this.challenges.take(response.response.clientDataJSON, null);
    const found = challenge === null ? undefined : await this.find(response.id);
    if (challenge === null || found === undefined) throw refused();
    const counter = isOf(found, response) ? await this.counterOf(found, challenge, response) : null;
    if (counter === null) {
      await this.tellRefused(found, whence, 'session.refused');
      throw refused();
    }
    const session = await this.transactions.run(async (tx) => {
      // In one statement, so that of an original and its copy at the same moment one is refused.
      const [, counted] = await tx.query<[unknown[], number]>(
        `UPDATE passkeys SET counter = $2, last_used_at = dnscert_now()
          WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))`,
        [found.passkey_id, counter],
      );
      return counted === 1 ? this.sessions.open(tx, found, 'passkey', whence) : null;
    });
    if (session === null) {
      await this.tellRefused(found, whence, 'passkey.copy_refused');
      throw refused();
    }
    return { session, principal: principalOf(found, 'session', session.id, TOKEN_SCOPES) };
  }

  private async find(credentialId: string): Promise<FoundPasskey | undefined> {
    const [found] = await this.transactions.reader.query<FoundPasskey[]>(
      `SELECT u.id, u.email, u.name, u.role, r.operator_id, p.id AS passkey_id, p.credential_id, p.public_key
         FROM passkeys p JOIN users u ON u.id = p.user_id ${RIGHT_IN_FORCE}
        WHERE p.credential_id = $1 AND u.deactivated_at IS NULL`,
      [Buffer.from(credentialId, 'base64url')],
    );
    return found;
  }

  /** How many signatures the authenticator says to have made; null when the proof does not hold. */
  private async counterOf(
    { credential_id, public_key }: FoundPasskey,
    expectedChallenge: string,
    response: AuthenticationResponseJSON,
  ): Promise<number | null> {
    const { origin, rpId } = this.settings.site;
    const { verifyAuthenticationResponse } = await webauthn();
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: rpId,
        // The counter is compared where it is stored.
        credential: {
          id: credential_id.toString('base64url'),
          publicKey: new Uint8Array(public_key),
          counter: 0,
        },
        requireUserVerification: true,
      });
      return verified ? authenticationInfo.newCounter : null;
    } catch {
      // The library throws at whatever does not hold; it touches nothing of ours that could fail.
      return null;
    }
  }

  private async tellRefused(
    { id, name, passkey_id }: FoundPasskey,
    whence: Whence,
    type: 'session.refused' | 'passkey.copy_refused',
  ): Promise<void> {
    await this.audit.add({
      type,
      actor: { kind: 'user', id, name },
      from: whence.address,
      subject: { kind: 'passkey', id: passkey_id },
      data: { method: 'passkey' },
    });
  }
}

/** A discoverable passkey names its user, and it must be the one it was made for. */
const isOf = ({ id }: FoundPasskey, { response }: AuthenticationResponseJSON) =>
  response.userHandle === Buffer.from(uuidBytes(id)).toString('base64url');

const refused = () =>
  new AccessFault(
    'access.passkey_refused',
    `This passkey was not accepted: it is not known here, was made for another address, gives away that there is a copy of it, or took longer than ${CHALLENGE_LIFE} minutes. Try again, or sign in another way.`,
  );
