import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import type { Acting } from './acting.ts';
import { Audit } from './audit.service.ts';
import type { AuditEntry } from './audit.service.ts';
import { assertAnotherLeads, holdLeads } from './leads.ts';
import { Sessions } from './sessions.service.ts';
import { Tokens } from './tokens.service.ts';
import { User } from './user.entity.ts';
import { userNotFound } from './users.service.ts';

/** People who leave, and those who come back. Nobody is deleted: the record names them. */
@Injectable()
export class Departures {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly sessions: Sessions,
    private readonly tokens: Tokens,
  ) {}

  /**
   * Ends all sessions, tokens and links of an account, and the invitations that it sent, with this transaction; every request
   * looks them up. Again does nothing.
   * @throws AccessFault `access.user_not_found`, `access.last_lead`, `access.forbidden`
   */
  async deactivate(by: Acting, id: string, reason: string): Promise<User> {
    return this.transactions.run(async (tx) => {
      await holdLeads(tx, by);
      const user = await held(tx, id);
      if (user.deactivatedAt !== null) return user;
      if (user.role === 'lead') await assertAnotherLeads(tx, id);
      await tx.query(
        `UPDATE users SET deactivated_at = dnscert_now(), deactivation_reason = $2, version = version + 1 WHERE id = $1`,
        [id, reason],
      );
      const ended = await this.endAccess(tx, id);
      await this.tell(tx, by, user, { type: 'user.deactivated', data: { reason, ...ended } });
      return held(tx, id);
    });
  }

  /**
   * The account opens again with its password; what was ended stays ended.
   * @throws AccessFault `access.user_not_found`, `access.forbidden`
   */
  async reactivate(by: Acting, id: string): Promise<User> {
    return this.transactions.run(async (tx) => {
      await holdLeads(tx, by);
      const user = await held(tx, id);
      if (user.deactivatedAt === null) return user;
      // A sign-in that was under way when the account ended may have left something behind.
      await this.endAccess(tx, id);
      await tx.query(
        `UPDATE users SET deactivated_at = NULL, deactivation_reason = NULL, version = version + 1 WHERE id = $1`,
        [id],
      );
      await this.tell(tx, by, user, { type: 'user.reactivated' });
      return held(tx, id);
    });
  }

  private async endAccess(tx: Tx, id: string): Promise<{ sessions: number; tokens: number }> {
    await tx.query(`UPDATE password_resets SET state = 'ended' WHERE user_id = $1 AND state = 'open'`, [id]);
    await tx.query(
      `UPDATE invitations SET revoked_at = dnscert_now()
        WHERE invited_by = $1 AND accepted_at IS NULL AND revoked_at IS NULL`,
      [id],
    );
    return { sessions: await this.sessions.endAll(tx, id), tokens: await this.tokens.revokeAll(tx, id) };
  }

  private async tell(tx: Tx, by: Acting, user: User, what: Pick<AuditEntry, 'type' | 'data'>): Promise<void> {
    await this.audit.append(tx, [
      {
        ...what,
        actor: by.actor,
        from: by.address,
        subject: { kind: 'user', id: user.id },
        operatorId: user.operatorId,
      },
    ]);
  }
}

async function held(tx: Tx, id: string): Promise<User> {
  const user = await tx.getRepository(User).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (user === null) throw userNotFound();
  return user;
}
