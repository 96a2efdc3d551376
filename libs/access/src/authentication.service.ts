import { Injectable } from '@nestjs/common';
import type { TokenScope } from '#libs/contracts';
import { TOKEN_SCOPES } from '#libs/contracts';
import { Groups, Transactions } from '#libs/database';
import { AccessFault } from './faults.ts';
import { Audit } from './audit.service.ts';
import { principalOf } from './principal.ts';
import type { FoundUser, Principal } from './principal.ts';
import { RecoveryCodes } from './recovery-codes.service.ts';
import { hasSecondWay, SecondWays } from './second-ways.service.ts';
import type { SecondWaysSummary } from './second-ways.service.ts';
import { digestOf, passwordFits } from './secrets.ts';
import { Sessions } from './sessions.service.ts';
import type { OpenedSession, SignInMethod, Whence } from './sessions.service.ts';
import { SignInTries } from './sign-in-tries.service.ts';
import { RIGHT_IN_FORCE } from './speaking/in-force.ts';
import { Totp } from './totp/totp.service.ts';

/** An open session, and whose. */
export interface SignedIn {
  session: OpenedSession;
  principal: Principal;
}

/** What goes with a password where the account has a second way. */
export interface SecondProof {
  /** Six digits of an authenticator app. */
  code?: string | undefined;
  recoveryCode?: string | undefined;
}

interface FoundToken extends FoundUser {
  token_id: string;
  hash: Buffer;
  scopes: TokenScope[];
  stale: boolean;
}

/** Tells who a secret belongs to. Secrets are looked up by their digest, so timing tells nothing of them. */
@Injectable()
export class Authentication {
  // Looked up each time, so that a token ends at once; those that come together in one query.
  private readonly tokenLookUps = new Groups((digests: Buffer[]) => this.findTokens(digests));

  constructor(
    private readonly transactions: Transactions,
    private readonly tries: SignInTries,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
    private readonly secondWays: SecondWays,
    private readonly totp: Totp,
    private readonly recoveryCodes: RecoveryCodes,
  ) {}

  async byToken(token: string): Promise<Principal | null> {
    const found = await this.tokenLookUps.add(digestOf(token));
    return found === null ? null : principalOf(found, 'token', found.token_id, found.scopes);
  }

  private async findTokens(digests: Buffer[]): Promise<(FoundToken | null)[]> {
    const rows = await this.transactions.reader.query<FoundToken[]>(
      `SELECT u.id, u.email, u.name, u.role, r.operator_id, t.id AS token_id, t.hash, t.scopes,
              t.last_used_at IS NULL OR t.last_used_at < dnscert_now() - interval '1 minute' AS stale
         FROM api_tokens t JOIN users u ON u.id = t.user_id ${RIGHT_IN_FORCE}
        WHERE t.hash = ANY($1::bytea[]) AND t.revoked_at IS NULL
          AND (t.expires_at IS NULL OR t.expires_at > dnscert_now()) AND u.deactivated_at IS NULL`,
      [digests],
    );
    await this.markUsed(rows.filter(({ stale }) => stale));
    const found = new Map(rows.map((row) => [row.hash.toString('hex'), row]));
    return digests.map((digest) => found.get(digest.toString('hex')) ?? null);
  }

  /** To the minute is enough to see which tokens are in use, and keeps a write off the way of most requests. */
  private async markUsed(tokens: FoundToken[]): Promise<void> {
    if (tokens.length === 0) return;
    // What another process is marking this moment needs no second mark, and nobody waits for it.
    await this.transactions.reader.query(
      `UPDATE api_tokens SET last_used_at = dnscert_now()
        WHERE id IN (SELECT id FROM api_tokens WHERE id = ANY($1) FOR NO KEY UPDATE SKIP LOCKED)`,
      [tokens.map(({ token_id }) => token_id)],
    );
  }

  async bySession(secret: string): Promise<Principal | null> {
    const [found] = await this.transactions.reader.query<
      (FoundUser & { session_id: string; stale: boolean })[]
    >(
      `SELECT u.id, u.email, u.name, u.role, r.operator_id, s.id AS session_id,
              s.last_seen_at IS NULL OR s.last_seen_at < dnscert_now() - interval '1 minute' AS stale
         FROM sessions s JOIN users u ON u.id = s.user_id ${RIGHT_IN_FORCE}
        WHERE s.hash = $1 AND s.ended_at IS NULL AND s.expires_at > dnscert_now() AND u.deactivated_at IS NULL`,
      [digestOf(secret)],
    );
    if (found === undefined) return null;
    if (found.stale)
      await this.transactions.reader.query('UPDATE sessions SET last_seen_at = dnscert_now() WHERE id = $1', [
        found.session_id,
      ]);
    return principalOf(found, 'session', found.session_id, TOKEN_SCOPES);
  }

  /**
   * Opens a session. An unknown address and a wrong password answer alike and take alike. Where the account has a second
   * way, the right password alone opens nothing, and is told which ways there are.
   * @throws AccessFault `access.wrong_password`, `access.second_factor_needed`, `access.wrong_code`, `access.too_many_tries`
   */
  async signIn(email: string, password: string, second: SecondProof, whence: Whence): Promise<SignedIn> {
    await this.tries.count(email, whence.address);
    const [found] = await this.transactions.reader.query<(FoundUser & { password_hash: string | null })[]>(
      `SELECT u.id, u.email, u.name, u.role, r.operator_id, u.password_hash FROM users u ${RIGHT_IN_FORCE}
        WHERE lower(u.email) = lower($1) AND u.deactivated_at IS NULL`,
      [email],
    );
    const fits = await passwordFits(found?.password_hash, password);
    if (found === undefined || !fits) {
      await this.tellRefused(found, 'password', whence);
      throw new AccessFault('access.wrong_password', 'Address or password is wrong.');
    }
    const session = await this.openWith(found, second, whence);
    await this.tries.forgive(email, whence.address, found.id);
    return { session, principal: principalOf(found, 'session', session.id, TOKEN_SCOPES) };
  }

  /** Of a user whose password was right. */
  private async openWith(user: FoundUser, second: SecondProof, whence: Whence): Promise<OpenedSession> {
    const ways = await this.secondWays.of(user.id);
    if (!hasSecondWay(ways))
      return this.transactions.run((tx) => this.sessions.open(tx, user, 'password', whence));
    const { code, recoveryCode } = second;
    if (code === undefined && recoveryCode === undefined) {
      // No guess: the same person comes back with the code in a moment. Nothing earlier is forgiven either, or whoever has
      // the password could clear the count of wrong codes by it.
      await this.tries.takeBack(user.email, whence.address);
      throw secondFactorNeeded(ways);
    }
    await this.tries.countCode(user.id);
    const method = code === undefined ? 'password+recovery_code' : 'password+totp';
    const session = await this.transactions.run(async (tx) => {
      const accepted =
        code === undefined
          ? await this.recoveryCodes.accept(tx, user, recoveryCode ?? '', whence)
          : await this.totp.accept(tx, user.id, code);
      return accepted ? this.sessions.open(tx, user, method, whence) : null;
    });
    if (session !== null) return session;
    await this.tellRefused(user, method, whence);
    throw new AccessFault(
      'access.wrong_code',
      code === undefined
        ? 'This recovery code is wrong or was used already.'
        : 'This code is wrong, too old, or was used already. Wait for the next one.',
    );
  }

  /** What was typed may be a password in the wrong field: an address that has no account is not written down. */
  private async tellRefused(
    user: FoundUser | undefined,
    method: SignInMethod,
    whence: Whence,
  ): Promise<void> {
    await this.audit.add({
      type: 'session.refused',
      actor:
        user === undefined
          ? { kind: 'system', name: 'unknown' }
          : { kind: 'user', id: user.id, name: user.name },
      from: whence.address,
      data: { method },
    });
  }

  async signOut(secret: string, whence: Whence): Promise<void> {
    await this.sessions.endBySecret(secret, whence.address);
  }
}

function secondFactorNeeded({ passkeys, totp, recoveryCodesLeft }: SecondWaysSummary): AccessFault {
  const ways = [
    ...(passkeys > 0 ? ['passkey'] : []),
    ...(totp ? ['totp'] : []),
    ...(recoveryCodesLeft > 0 ? ['recovery_code'] : []),
  ];
  return new AccessFault(
    'access.second_factor_needed',
    totp
      ? 'Send the code of your authenticator app too, as "code", or one of your recovery codes, as "recoveryCode".'
      : 'Sign in with your passkey, or send one of your recovery codes too, as "recoveryCode".',
    undefined,
    { ways },
  );
}
