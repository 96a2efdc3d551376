import { Injectable } from '@nestjs/common';
import type { Role } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import type { Acting } from './acting.ts';
import { Audit } from './audit.service.ts';
import { AccessFault } from './faults.ts';
import { assertAnotherLeads, holdLeads } from './leads.ts';
import { assertOperatorFits } from './new-users.service.ts';
import type { Principal } from './principal.ts';
import { Sessions } from './sessions.service.ts';
import { Speaking } from './speaking/speaking.service.ts';
import { Tokens } from './tokens.service.ts';
import { User } from './user.entity.ts';

export interface UserEdit {
  name?: string | undefined;
  role?: Role | undefined;
  /** With role operator alone; other roles lose theirs. */
  operatorId?: string | undefined;
}

export interface UserFilter {
  limit: number;
  afterId?: string | undefined;
  /** Anywhere in the name; for a lead in the address as well. */
  q?: string | undefined;
  role?: Role | undefined;
}

/** The people with an account: who sees whom, and who changes them. */
@Injectable()
export class Users {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly sessions: Sessions,
    private readonly tokens: Tokens,
    private readonly speaking: Speaking,
  ) {}

  /** In the order of their making, the newest first. A lead sees all, a responder the staff, an operator its own people. */
  async list(caller: Principal, { limit, afterId, q, role }: UserFilter) {
    const query = this.seenBy(caller).orderBy('u.id', 'DESC').take(limit);
    if (afterId !== undefined) query.andWhere('u.id < :afterId', { afterId });
    if (role !== undefined) query.andWhere('u.role = :role', { role });
    if (q !== undefined) {
      // Whoever is not shown addresses does not find out about them either.
      const where = caller.role === 'lead' ? `concat_ws(' ', u.name, u.email)` : 'u.name';
      query.andWhere(`${where} ILIKE :like`, { like: `%${q.replace(/[\\%_]/g, '\\$&')}%` });
    }
    return query.getMany();
  }

  /** @throws AccessFault `access.user_not_found`, of one that is hidden too */
  async find(caller: Principal, id: string): Promise<User> {
    const user = await this.seenBy(caller).andWhere('u.id = :id', { id }).getOne();
    if (user === null) throw userNotFound();
    return user;
  }

  private seenBy({ role, operatorId }: Principal) {
    const query = this.transactions.reader.getRepository(User).createQueryBuilder('u').where('TRUE');
    if (role === 'lead') return query;
    query.andWhere('u.deactivated_at IS NULL');
    if (role === 'responder') return query.andWhere(`u.role IN ('responder', 'lead')`);
    // Null equals nothing: who belongs to no operator sees nobody.
    return query.andWhere('u.operator_id = :operatorId', { operatorId });
  }

  /** For the command line. @throws AccessFault `access.user_not_found` */
  async byEmail(email: string): Promise<User> {
    const user = await this.transactions.reader
      .getRepository(User)
      .createQueryBuilder('u')
      .where('lower(u.email) = lower(:email)', { email })
      .getOne();
    if (user === null)
      throw new AccessFault('access.user_not_found', `Nobody here has the address ${email}.`);
    return user;
  }

  /** For the command line. */
  async all(): Promise<User[]> {
    return this.transactions.reader.getRepository(User).find({ order: { email: 'ASC' } });
  }

  /** Of oneself: an account that is signed in is there. */
  async own({ userId }: Principal): Promise<User> {
    return this.transactions.reader.getRepository(User).findOneByOrFail({ id: userId });
  }

  async rename(by: Acting & { userId: string }, version: number, name: string): Promise<User> {
    return this.transactions.run(async (tx) =>
      this.keep(tx, by, await held(tx, by.userId, version), { name }),
    );
  }

  /**
   * Name, role and operator of another; of oneself the name alone. Whose role or operator changes signs in anew, and their
   * tokens end: they were given to what that person was, and may lie with an organisation that they have left.
   * @throws AccessFault `access.user_not_found`, `access.version_changed`, `access.own_role`, `access.last_lead`,
   *   `access.operator_needed`, `access.operator_not_wanted`, `access.forbidden`
   */
  async change(by: Acting, id: string, version: number, edit: UserEdit): Promise<User> {
    return this.transactions.run(async (tx) => {
      await holdLeads(tx, by);
      const user = await held(tx, id, version);
      const role = edit.role ?? user.role;
      const operatorId = edit.operatorId ?? (role === 'operator' ? user.operatorId : null);
      assertOperatorFits(role, operatorId);
      const rightsChange = role !== user.role || operatorId !== user.operatorId;
      if (rightsChange && by.userId === id)
        throw new AccessFault('access.own_role', 'Nobody changes their own role: ask another lead.');
      if (user.role === 'lead' && role !== 'lead' && user.deactivatedAt === null)
        await assertAnotherLeads(tx, id);
      if (rightsChange) {
        await this.sessions.endAll(tx, id);
        await this.tokens.revokeAll(tx, id);
        await this.speaking.move(tx, id, operatorId, by.actor);
      }
      return this.keep(tx, by, user, { name: edit.name ?? user.name, role, operatorId });
    });
  }

  private async keep(
    tx: Tx,
    by: Acting,
    user: User,
    wanted: Partial<Pick<User, 'name' | 'role' | 'operatorId'>>,
  ): Promise<User> {
    const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
      (field) => wanted[field] !== user[field],
    );
    if (changed.length === 0) return user;
    const pick = (from: typeof wanted) => Object.fromEntries(changed.map((field) => [field, from[field]]));
    const kept = { ...pick(wanted), version: user.version + 1 };
    await tx.getRepository(User).update({ id: user.id }, kept);
    await this.audit.append(tx, [
      {
        type: 'user.changed',
        actor: by.actor,
        from: by.address,
        subject: { kind: 'user', id: user.id },
        operatorId: user.operatorId,
        data: { from: pick(user), to: pick(wanted) },
      },
    ]);
    return Object.assign(user, kept);
  }
}

export const userNotFound = () => new AccessFault('access.user_not_found', 'There is no such user.');

async function held(tx: Tx, id: string, version: number): Promise<User> {
  const user = await tx.getRepository(User).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (user === null) throw userNotFound();
  if (user.version === version) return user;
  throw new AccessFault(
    'access.version_changed',
    'Somebody changed this meanwhile. Read it again, then decide.',
    undefined,
    { version: user.version },
  );
}
