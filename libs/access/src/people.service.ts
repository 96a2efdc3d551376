import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { COMMAND_LINE } from './acting.ts';
import type { Acting } from './acting.ts';
import { Audit } from './audit.service.ts';
import { AccessFault } from './faults.ts';
import { NewUsers } from './new-users.service.ts';
import type { NewUser } from './new-users.service.ts';
import { digestOf, newSecret } from './secrets.ts';
import type { User } from './user.entity.ts';

/** h */
const FIRST_LEAD_LINK_LIFE = 24;

/** Accounts without an invitation: those the command line adds, and the first lead's. */
@Injectable()
export class People {
  constructor(
    private readonly transactions: Transactions,
    private readonly newUsers: NewUsers,
    private readonly audit: Audit,
  ) {}

  /** @throws AccessFault when the address has an account, or role and operator do not fit */
  async addUser(given: NewUser, by: Acting = COMMAND_LINE): Promise<User> {
    return this.transactions.run(async (tx) => {
      const user = await this.newUsers.insert(tx, given);
      await this.audit.append(tx, [
        {
          type: 'user.added',
          actor: by.actor,
          from: by.address,
          subject: { kind: 'user', id: user.id },
          operatorId: user.operatorId,
          data: { role: user.role },
        },
      ]);
      return user;
    });
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
      const user = await this.newUsers.insert(tx, { email, name, role: 'lead', password });
      await this.audit.append(tx, [
        {
          type: 'user.added',
          actor: { kind: 'user', id: user.id, name: user.name },
          subject: { kind: 'user', id: user.id },
          data: { role: user.role, by: 'the link of the first start' },
        },
      ]);
      return user;
    });
  }
}
