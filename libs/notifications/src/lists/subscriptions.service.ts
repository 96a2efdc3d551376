import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { AuditType, NewSubscription, SubscriptionState } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, assertMayDo, Audit } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import type { PageRequest } from '#libs/incidents';
import { Directory } from '#libs/operators';
import type { Operator } from '#libs/operators';
import { ListFault, noSubscription } from './faults.ts';
import { followDirectory, newLeaveToken } from './following.ts';
import { keyColumns, readSubscriberKey } from './keys.ts';
import { ListSubscription } from './list.entity.ts';
import type { MailingList } from './list.entity.ts';

/** With whose contact it is. */
export interface OwnedSubscription {
  subscription: ListSubscription;
  operator: Operator | null;
}

/** Members of a list as staff sees and keeps them. Whoever joins or leaves without an account does so in `Joining`. */
@Injectable()
export class Subscriptions {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly directory: Directory,
  ) {}

  /** A page, the newest first. */
  async list(
    list: MailingList,
    state: SubscriptionState | undefined,
    page: PageRequest,
  ): Promise<OwnedSubscription[]> {
    await this.transactions.run(async (tx) => followDirectory(tx, list, await this.clock.now(tx)));
    const query = this.transactions.reader
      .getRepository(ListSubscription)
      .createQueryBuilder('s')
      .where('s.listId = :listId', { listId: list.id })
      .orderBy('s.createdAt', 'DESC')
      .addOrderBy('s.id', 'DESC')
      .limit(page.limit);
    if (state !== undefined) query.andWhere('s.state = :state', { state });
    if (page.after !== undefined)
      query.andWhere('(s.created_at, s.id) < (:at, :id)', { at: page.after.at, id: page.after.id });
    return this.owned(await query.getMany());
  }

  /**
   * Somebody of the staff adds a member, who was asked another way.
   * @throws ListFault `list.not_by_hand`, `list.key_refused`, `subscription.known_already`
   */
  async add(principal: Principal, list: MailingList, given: NewSubscription): Promise<OwnedSubscription> {
    assertMayDo(principal, 'list.members');
    if (list.kind === 'outside' || list.membership === 'directory')
      throw new ListFault(
        'list.not_by_hand',
        list.kind === 'outside'
          ? 'The members of an outside list are kept where it is.'
          : 'The members of this list are the contacts of the directory: change those.',
      );
    const key = await readSubscriberKey(given.key, given.email);
    return this.transactions.run(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`list ${list.id}`]);
      const now = await this.clock.now(tx);
      const known = await byEmail(tx, list.id, given.email);
      if (known !== null && (known.state === 'active' || known.state === 'paused'))
        throw new ListFault(
          'subscription.known_already',
          `This address is on the list already; its subscription is ${known.state}.`,
        );
      const subscription = tx.getRepository(ListSubscription).create({
        id: known?.id ?? uuidv7(),
        listId: list.id,
        email: given.email,
        name: given.name ?? null,
        language: given.language,
        timezone: given.timezone,
        ...keyColumns(key),
        contactId: null,
        operatorId: await operatorOf(tx, given.email),
        state: 'active',
        reason: null,
        since: now,
        asked: null,
        confirmHash: null,
        confirmUntil: null,
        leaveToken: known?.leaveToken ?? newLeaveToken(),
        createdAt: known?.createdAt ?? now,
      });
      await tx.getRepository(ListSubscription).save(subscription);
      await this.tell(tx, principal, 'subscription.added', subscription, list);
      return this.ownedOne(subscription, tx);
    });
  }

  /** @throws ListFault `subscription.not_found` */
  async end(principal: Principal, list: MailingList, id: string): Promise<void> {
    assertMayDo(principal, 'list.members');
    await this.change(principal, list, id, 'subscription.ended', () => ({
      state: 'ended',
      reason: `Taken out by ${principal.name}.`,
      confirmHash: null,
      confirmUntil: null,
    }));
  }

  /** Its mail came back, and a person knows that it will not any more. @throws ListFault `subscription.not_found`, `subscription.not_paused` */
  async resume(principal: Principal, list: MailingList, id: string): Promise<OwnedSubscription> {
    assertMayDo(principal, 'list.members');
    return this.change(principal, list, id, 'subscription.resumed', ({ state }) => {
      if (state !== 'paused')
        throw new ListFault('subscription.not_paused', `This subscription is ${state}, not paused.`);
      return { state: 'active', reason: null };
    });
  }

  private async change(
    principal: Principal,
    list: MailingList,
    id: string,
    type: AuditType,
    become: (present: ListSubscription) => Partial<ListSubscription>,
  ): Promise<OwnedSubscription> {
    return this.transactions.run(async (tx) => {
      const rows = tx.getRepository(ListSubscription);
      const found = await rows.findOne({
        where: { id, listId: list.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (found === null) throw noSubscription();
      Object.assign(found, become(found), { since: await this.clock.now(tx) });
      await rows.save(found);
      await this.tell(tx, principal, type, found, list);
      return this.ownedOne(found, tx);
    });
  }

  private async ownedOne(subscription: ListSubscription, manager: Tx): Promise<OwnedSubscription> {
    const [owned] = await this.owned([subscription], manager);
    return owned ?? { subscription, operator: null };
  }

  private async owned(
    subscriptions: ListSubscription[],
    manager: Tx = this.transactions.reader,
  ): Promise<OwnedSubscription[]> {
    const ids = new Set(subscriptions.flatMap(({ operatorId }) => operatorId ?? []));
    const operators = await this.directory.operatorsByIds([...ids], manager);
    return subscriptions.map((subscription) => ({
      subscription,
      operator: operators.find(({ id }) => id === subscription.operatorId) ?? null,
    }));
  }

  private async tell(
    tx: Tx,
    principal: Principal,
    type: AuditType,
    { id, email, operatorId }: ListSubscription,
    { slug }: MailingList,
  ): Promise<void> {
    await this.audit.append(tx, [
      {
        type,
        actor: actorOf(principal),
        subject: { kind: 'subscription', id },
        operatorId,
        data: { list: slug, email },
      },
    ]);
  }
}

export async function byEmail(tx: Tx, listId: string, email: string): Promise<ListSubscription | null> {
  return tx
    .getRepository(ListSubscription)
    .createQueryBuilder('s')
    .where('s.listId = :listId AND lower(s.email) = lower(:email)', { listId, email })
    .setLock('pessimistic_write')
    .getOne();
}

/** Whose contact it is, so that its operator finds the list; null where it is nobody's, or of several. */
export async function operatorOf(tx: Tx, email: string): Promise<string | null> {
  const rows = await tx.query<{ operator_id: string }[]>(
    'SELECT DISTINCT operator_id FROM contacts WHERE removed_at IS NULL AND lower(email) = lower($1)',
    [email],
  );
  const [only] = rows;
  return rows.length === 1 && only !== undefined ? only.operator_id : null;
}
