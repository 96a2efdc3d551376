import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Role, TokenScope } from '#libs/contracts';
import { TOKEN_SCOPES } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { AccessFault } from './faults.ts';
import type { Principal } from './principal.ts';
import { digestOf, newSecret, passwordFits } from './secrets.ts';

/** h */
const SESSION_LIFE = 12;

interface FoundUser {
  id: string;
  email: string;
  name: string;
  role: Role;
  operator_id: string | null;
}

/** Tells who a secret belongs to. Secrets are looked up by their digest, so timing tells nothing of them. */
@Injectable()
export class Authentication {
  constructor(private readonly transactions: Transactions) {}

  async byToken(token: string): Promise<Principal | null> {
    const [found] = await this.transactions.reader.query<
      (FoundUser & { token_id: string; scopes: TokenScope[]; stale: boolean })[]
    >(
      `SELECT u.id, u.email, u.name, u.role, u.operator_id, t.id AS token_id, t.scopes,
              t.last_used_at IS NULL OR t.last_used_at < dnscert_now() - interval '1 minute' AS stale
         FROM api_tokens t JOIN users u ON u.id = t.user_id
        WHERE t.hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > dnscert_now())
          AND u.deactivated_at IS NULL`,
      [digestOf(token)],
    );
    if (found === undefined) return null;
    // To the minute is enough to see which tokens are in use, and keeps a write off the way of most requests.
    if (found.stale) {
      await this.transactions.reader.query(
        `UPDATE api_tokens SET last_used_at = dnscert_now()
          WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < dnscert_now() - interval '1 minute')`,
        [found.token_id],
      );
    }
    return principalOf(found, 'token', found.scopes);
  }

  async bySession(secret: string): Promise<Principal | null> {
    const [found] = await this.transactions.reader.query<FoundUser[]>(
      `SELECT u.id, u.email, u.name, u.role, u.operator_id
         FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.hash = $1 AND s.ended_at IS NULL AND s.expires_at > dnscert_now() AND u.deactivated_at IS NULL`,
      [digestOf(secret)],
    );
    return found === undefined ? null : principalOf(found, 'session', TOKEN_SCOPES);
  }

  /**
   * Opens a session. An unknown address and a wrong password answer alike and take alike.
   * @throws AccessFault `access.wrong_password`
   */
  async signIn(
    email: string,
    password: string,
  ): Promise<{ secret: string; principal: Principal; lifeSeconds: number }> {
    const [found] = await this.transactions.reader.query<(FoundUser & { password_hash: string | null })[]>(
      `SELECT id, email, name, role, operator_id, password_hash FROM users
        WHERE lower(email) = lower($1) AND deactivated_at IS NULL`,
      [email],
    );
    const fits = await passwordFits(found?.password_hash, password);
    if (found === undefined || !fits) {
      throw new AccessFault('access.wrong_password', 'Address or password is wrong.');
    }
    const secret = newSecret();
    await this.transactions.reader.query(
      `INSERT INTO sessions (id, user_id, hash, expires_at) VALUES ($1, $2, $3, dnscert_now() + make_interval(hours => $4))`,
      [uuidv7(), found.id, digestOf(secret), SESSION_LIFE],
    );
    return {
      secret,
      principal: principalOf(found, 'session', TOKEN_SCOPES),
      lifeSeconds: SESSION_LIFE * 3_600,
    };
  }

  async signOut(secret: string): Promise<void> {
    await this.transactions.reader.query(
      `UPDATE sessions SET ended_at = dnscert_now() WHERE hash = $1 AND ended_at IS NULL`,
      [digestOf(secret)],
    );
  }
}

function principalOf(user: FoundUser, via: 'session' | 'token', scopes: readonly TokenScope[]): Principal {
  return {
    userId: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    operatorId: user.operator_id,
    scopes: new Set(scopes),
    via,
  };
}
