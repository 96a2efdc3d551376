import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { ListEdit, NewList, SubscriptionState } from '#libs/contracts';
import { SUBSCRIPTION_STATES } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, assertMayDo, Audit, sightOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { assertSlug, ListFault, noList } from './faults.ts';
import { followDirectory } from './following.ts';
import { assertMayCarry } from './label.ts';
import { MailingList } from './list.entity.ts';

export interface CountedList {
  list: MailingList;
  members: Record<SubscriptionState, number>;
}

/** The lists themselves, and who sees which. */
@Injectable()
export class Lists {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** By their slug: all for staff; for an operator the open ones and those it is a member of. */
  async list(principal: Principal, limit: number, after?: string): Promise<CountedList[]> {
    const query = visible(this.transactions.reader, principal).orderBy('l.slug').limit(limit);
    if (after !== undefined) query.andWhere('l.slug > :after', { after });
    return this.counted(await query.getMany());
  }

  /** @throws ListFault `list.not_found` */
  async find(principal: Principal, slug: string): Promise<MailingList> {
    assertSlug(slug);
    const found = await visible(this.transactions.reader, principal)
      .andWhere('l.slug = :slug', { slug })
      .getOne();
    if (found === null) throw noList();
    return found;
  }

  /** With its members of this moment. @throws ListFault `list.not_found` */
  async whole(principal: Principal, slug: string): Promise<CountedList> {
    const list = await this.find(principal, slug);
    await this.transactions.run(async (tx) => followDirectory(tx, list, await this.clock.now(tx)));
    const [counted] = await this.counted([list]);
    return counted ?? { list, members: noMembers() };
  }

  /** One that anybody may join. @throws ListFault `list.not_found` */
  async open(slug: string, manager: Tx = this.transactions.reader): Promise<MailingList> {
    assertSlug(slug);
    const found = await manager
      .getRepository(MailingList)
      .findOneBy({ slug, open: true, state: 'active', kind: 'own' });
    if (found === null) throw noList();
    return found;
  }

  /** @throws ListFault `list.slug_taken`, `list.open_is_clear`, `list.single_recipients` */
  async make(principal: Principal, given: NewList): Promise<MailingList> {
    assertMayDo(principal, 'list.manage');
    assertMayCarry(given);
    return this.transactions.run(async (tx) => {
      const lists = tx.getRepository(MailingList);
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`list ${given.slug}`]);
      if (await lists.existsBy({ slug: given.slug }))
        throw new ListFault('list.slug_taken', `There is a list ${given.slug} already.`);
      const now = await this.clock.now(tx);
      const list = lists.create({
        ...given,
        id: uuidv7(),
        state: 'active',
        toldOfPausesAt: null,
        createdBy: actorOf(principal),
        createdAt: now,
        version: 1,
      });
      await lists.insert(list);
      await followDirectory(tx, list, now);
      await this.tell(tx, principal, 'list.made', list, { ...given });
      return list;
    });
  }

  /** @throws ListFault `list.not_found`, `list.version_changed`, `list.open_is_clear`, `list.single_recipients`, `list.not_by_hand` */
  async edit(principal: Principal, slug: string, version: number, edit: ListEdit): Promise<MailingList> {
    assertMayDo(principal, 'list.manage');
    assertSlug(slug);
    return this.transactions.run(async (tx) => {
      const lists = tx.getRepository(MailingList);
      const list = await lists.findOne({ where: { slug }, lock: { mode: 'pessimistic_write' } });
      if (list === null) throw noList();
      if (list.version !== version) throw versionChanged(list.version);
      const became = Object.assign(list, edit, { version: version + 1 });
      assertMayCarry(became);
      if (became.open && (became.kind === 'outside' || became.membership === 'directory'))
        throw new ListFault(
          'list.not_by_hand',
          'Only a list of ours whose members come by hand can be open to anybody.',
        );
      await lists.update({ id: list.id }, { ...edit, version: version + 1 });
      await this.tell(tx, principal, 'list.changed', list, { ...edit });
      return became;
    });
  }

  private async tell(
    tx: Tx,
    principal: Principal,
    type: 'list.made' | 'list.changed',
    { id, slug }: MailingList,
    to: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.append(tx, [
      { type, actor: actorOf(principal), subject: { kind: 'list', id }, data: { list: slug, to } },
    ]);
  }

  private async counted(lists: MailingList[]): Promise<CountedList[]> {
    const rows = await this.transactions.reader.query<
      { list_id: string; state: SubscriptionState; count: number }[]
    >(
      `SELECT list_id, state, count(*)::int AS count FROM list_subscriptions WHERE list_id = ANY($1) GROUP BY list_id, state`,
      [lists.map(({ id }) => id)],
    );
    return lists.map((list) => {
      const members = noMembers();
      for (const { list_id, state, count } of rows) if (list_id === list.id) members[state] = count;
      return { list, members };
    });
  }
}

const noMembers = () =>
  Object.fromEntries(SUBSCRIPTION_STATES.map((state) => [state, 0])) as Record<SubscriptionState, number>;

export const versionChanged = (version: number) =>
  new ListFault('list.version_changed', 'Somebody changed it in the meantime. Read it again, then decide.', {
    version,
  });

function visible(manager: Tx, principal: Principal) {
  const query = manager.getRepository(MailingList).createQueryBuilder('l').where('true');
  const sight = sightOf(principal);
  if (sight.all) return query;
  return query.andWhere(
    `(l.open AND l.state = 'active' OR EXISTS (SELECT 1 FROM list_subscriptions s WHERE s.list_id = l.id AND s.state = 'active'
       AND (s.operator_id = :operatorId OR lower(s.email) = lower(:email))))`,
    { operatorId: sight.operatorId, email: principal.email },
  );
}
