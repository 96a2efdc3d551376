import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Role, TokenScope } from '#libs/contracts';
import { TOKEN_SCOPES } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { databaseErrorCode, Transactions } from '#libs/database';
import { AccessFault } from './faults.ts';
import { digestOf, hashPassword, MIN_PASSWORD_LENGTH, newSecret } from './secrets.ts';
import { Speaking } from './speaking/speaking.service.ts';
import { ApiToken, User } from './user.entity.ts';

const UNIQUE_VIOLATION = '23505';
/** h */
const FIRST_LEAD_LINK_LIFE = 24;

export interface NewUser {
  email: string;
  role: Role;
  name?: string | undefined;
  operatorId?: string | null;
  password?: string | undefined;
}

/** Accounts, tokens, and the link that makes the first lead. */
@Injectable()
export class People {
  constructor(
    private readonly transactions: Transactions,
    private readonly speaking: Speaking,
  ) {}

  /** @throws AccessFault when the address has an account, or role and operator do not fit */
  async addUser(given: NewUser): Promise<User> {
    return this.transactions.run((tx) => this.insertUser(tx, given));
  }

  private async insertUser(tx: Tx, given: NewUser): Promise<User> {
    const operatorId = given.operatorId ?? null;
    if (given.role === 'operator' && operatorId === null) {
      throw new AccessFault(
        'access.operator_needed',
        'A user with role operator belongs to an operator: name it.',
      );
    }
    if (given.role !== 'operator' && operatorId !== null) {
      throw new AccessFault(
        'access.operator_not_wanted',
        `A user with role ${given.role} belongs to no operator.`,
      );
    }
    if (given.password !== undefined && given.password.length < MIN_PASSWORD_LENGTH) {
      throw new AccessFault(
        'access.password_too_short',
        `A password has at least ${MIN_PASSWORD_LENGTH} characters.`,
      );
    }
    const user = {
      id: uuidv7(),
      email: given.email,
      name: given.name ?? given.email.split('@')[0] ?? given.email,
      role: given.role,
      operatorId,
      passwordHash: given.password === undefined ? null : await hashPassword(given.password),
    };
    try {
      await tx.getRepository(User).insert(user);
    } catch (error) {
      if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
      throw new AccessFault(
        'access.user_exists',
        `There is an account with the address ${given.email} already.`,
      );
    }
    if (operatorId !== null) await this.speaking.grantFirst(tx, user.id, operatorId);
    return tx.getRepository(User).findOneByOrFail({ id: user.id });
  }

  /** @returns the token: the only time it is shown. @throws AccessFault when nobody has that address */
  async issueToken(
    email: string,
    name: string,
    scopes: readonly TokenScope[] = TOKEN_SCOPES,
  ): Promise<string> {
    const token = newSecret('dnsc_');
    await this.transactions.run(async (tx) => {
      const [user] = await tx.query<{ id: string }[]>(
        `SELECT id FROM users WHERE lower(email) = lower($1) AND deactivated_at IS NULL`,
        [email],
      );
      if (user === undefined)
        throw new AccessFault('access.user_not_found', `Nobody here has the address ${email}.`);
      await tx.getRepository(ApiToken).insert({
        id: uuidv7(),
        userId: user.id,
        name,
        prefix: token.slice(0, 9),
        hash: digestOf(token),
        scopes: [...new Set(scopes)],
      });
    });
    return token;
  }

  /** A one-time secret for the first lead's link, or null when there is a lead already. Earlier links end. */
  async offerFirstLead(): Promise<string | null> {
    return this.transactions.run(async (tx) => {
      const leads = await tx.query<unknown[]>(`SELECT 1 FROM users WHERE role = 'lead' LIMIT 1`);
      if (leads.length > 0) return null;
      await tx.query(`UPDATE first_lead_links SET expires_at = dnscert_now() WHERE used_at IS NULL`);
      const secret = newSecret();
      await tx.query(
        `INSERT INTO first_lead_links (hash, expires_at) VALUES ($1, dnscert_now() + make_interval(hours => $2))`,
        [digestOf(secret), FIRST_LEAD_LINK_LIFE],
      );
      return secret;
    });
  }

  async isFirstLeadLinkOpen(secret: string): Promise<boolean> {
    const rows = await this.transactions.reader.query<unknown[]>(
      `SELECT 1 FROM first_lead_links WHERE hash = $1 AND used_at IS NULL AND expires_at > dnscert_now()`,
      [digestOf(secret)],
    );
    return rows.length > 0;
  }

  /** @throws AccessFault `access.link_invalid` when the link was used, is too old, or never was */
  async becomeFirstLead(secret: string, email: string, name: string, password: string): Promise<User> {
    return this.transactions.run(async (tx) => {
      const [, used] = await tx.query<[unknown[], number]>(
        `UPDATE first_lead_links SET used_at = dnscert_now()
          WHERE hash = $1 AND used_at IS NULL AND expires_at > dnscert_now()`,
        [digestOf(secret)],
      );
      if (used === 0) {
        throw new AccessFault(
          'access.link_invalid',
          'This link was used already or is too old. Restart the service for a new one.',
        );
      }
      return this.insertUser(tx, { email, name, role: 'lead', password });
    });
  }
}
