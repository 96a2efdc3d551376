import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { NewSubscription } from '#libs/contracts';
import { Audit, digestOf, Letters, newSecret, PublicLimits } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { instantInZones } from '#libs/mail';
import { byMember, leftNow } from './by-member.ts';
import { deadLink } from './faults.ts';
import { newLeaveToken } from './following.ts';
import { keyColumns, readSubscriberKey } from './keys.ts';
import { ListSubscription, MailingList } from './list.entity.ts';
import type { Asked } from './list.entity.ts';
import { Lists } from './lists.service.ts';
import { byEmail, operatorOf } from './subscriptions.service.ts';

/** What the page behind a link shows. */
export interface OwnSubscription {
  list: Pick<MailingList, 'name' | 'slug' | 'description'>;
  email: string;
  state: ListSubscription['state'];
  /** Something waits for the press of the button. */
  waits: boolean;
}

/** Days in which a link confirms. */
const CONFIRM_DAYS = 7;

/** Joining an open list and leaving any, without an account: by links in mail. Opening a link changes nothing; its button does. */
@Injectable()
export class Joining {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lists: Lists,
    private readonly limits: PublicLimits,
    private readonly letters: Letters,
    private readonly audit: Audit,
  ) {}

  /**
   * Mails a link that confirms, to whoever asks, subscribed or not: the answer and the mail tell nobody which.
   * @throws ListFault `list.not_found`, `list.key_refused`; AccessFault `public.too_many…`
   */
  async ask(slug: string, given: NewSubscription, from: string | undefined): Promise<void> {
    await this.lists.open(slug);
    await this.limits.count(given.email, from, 'subscriptions');
    await this.transactions.run((tx) => this.mailLink(tx, slug, given));
  }

  /** The same, of who signed it. @throws ListFault `list.not_found`, `list.key_refused`; AccessFault `public.too_many…` */
  async askByMail(tx: Tx, slug: string, given: NewSubscription): Promise<void> {
    await this.lists.open(slug, tx);
    await this.limits.countMailed(given.email, 'subscriptions');
    await this.mailLink(tx, slug, given);
  }

  private async mailLink(tx: Tx, slug: string, given: NewSubscription): Promise<void> {
    const key = await readSubscriberKey(given.key, given.email);
    const { email, name = null, language, timezone } = given;
    const list = await this.lists.open(slug, tx);
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`list ${list.id}`]);
    const now = await this.clock.now(tx);
    const secret = newSecret();
    const confirmUntil = new Date(now.getTime() + CONFIRM_DAYS * 86_400_000);
    const asked: Asked = { name, language, timezone, key };
    const waits = { asked, confirmHash: digestOf(secret), confirmUntil };
    const known = await byEmail(tx, list.id, email);
    if (known === null) await tx.getRepository(ListSubscription).insert(fresh(list, given, waits, now));
    else await tx.getRepository(ListSubscription).save(Object.assign(known, waits));
    // Nothing that the sender wrote goes along, not even a name: it would carry a stranger's words to any mailbox.
    await this.letters.write(tx, {
      template: 'list-confirm',
      to: { email, language, timezone },
      tlp: 'CLEAR',
      variables: {
        listName: list.name,
        secret,
        expiresAt: instantInZones(confirmUntil, timezone),
        keyKept: isOtherKey(known, key) ? 'yes' : '',
      },
    });
  }

  /** Changes nothing. @throws ListFault `subscription.link_invalid` */
  async look(secret: string): Promise<OwnSubscription> {
    return this.shown(this.transactions.reader, await this.bySecret(this.transactions.reader, secret));
  }

  /** Pressed again, nothing more happens. @throws ListFault `subscription.link_invalid` */
  async confirm(secret: string): Promise<OwnSubscription> {
    return this.transactions.run(async (tx) => {
      const row = await this.bySecret(tx, secret, true);
      const { asked } = row;
      if (asked === null) return this.shown(tx, row);
      const { name, language, timezone, key } = asked;
      Object.assign(row, {
        ...{ name, language, timezone, state: 'active', reason: null, asked: null },
        // A known one is changed by its own signature or by staff: a link in a mail is no proof of a key.
        ...(key === null || row.keyFingerprint !== null ? {} : keyColumns(key)),
        since: row.state === 'active' ? row.since : await this.clock.now(tx),
        operatorId: await operatorOf(tx, row.email),
      });
      await tx.getRepository(ListSubscription).save(row);
      await this.audit.append(tx, [byMember('subscription.confirmed', row)]);
      return this.shown(tx, row);
    });
  }

  /** Changes nothing. @throws ListFault `subscription.link_invalid` */
  async lookBeforeLeaving(token: string): Promise<OwnSubscription> {
    return this.shown(this.transactions.reader, await this.byToken(this.transactions.reader, token));
  }

  /** Pressed again, nothing more happens. @throws ListFault `subscription.link_invalid` */
  async leave(token: string): Promise<OwnSubscription> {
    return this.transactions.run(async (tx) => {
      const row = await this.byToken(tx, token, true);
      if (row.state !== 'left') {
        Object.assign(row, leftNow('It left by the link in a mail.', await this.clock.now(tx)));
        await tx.getRepository(ListSubscription).save(row);
        await this.audit.append(tx, [byMember('subscription.left', row)]);
      }
      return this.shown(tx, row);
    });
  }

  /** Addresses that nobody confirmed are nobody's business of ours. */
  async forgetOld(): Promise<void> {
    await this.transactions.reader.query(
      `DELETE FROM list_subscriptions WHERE state = 'asked' AND confirm_until < dnscert_now()`,
    );
  }

  private async bySecret(manager: Tx, secret: string, isToChange = false): Promise<ListSubscription> {
    const query = manager
      .getRepository(ListSubscription)
      .createQueryBuilder('s')
      .where('s.confirmHash = :hash AND s.confirm_until > dnscert_now()', { hash: digestOf(secret) });
    if (isToChange) query.setLock('pessimistic_write');
    const row = await query.getOne();
    if (row === null) throw deadLink();
    return row;
  }

  private async byToken(manager: Tx, leaveToken: string, isToChange = false): Promise<ListSubscription> {
    if (!/^[\w-]{32}$/.test(leaveToken)) throw deadLink();
    const row = await manager.getRepository(ListSubscription).findOne({
      where: { leaveToken },
      ...(isToChange ? { lock: { mode: 'pessimistic_write' as const } } : {}),
    });
    if (row === null) throw deadLink();
    return row;
  }

  private async shown(
    manager: Tx,
    { listId, email, state, asked }: ListSubscription,
  ): Promise<OwnSubscription> {
    const list = await manager.getRepository(MailingList).findOneByOrFail({ id: listId });
    return { list, email, state, waits: asked !== null };
  }
}

/** The one that is known stays. */
const isOtherKey = (known: ListSubscription | null, key: Asked['key']): boolean =>
  key !== null && (known?.keyFingerprint ?? key.fingerprint) !== key.fingerprint;

const fresh = (
  { id: listId }: MailingList,
  { email, language, timezone }: NewSubscription,
  waits: Pick<ListSubscription, 'asked' | 'confirmHash' | 'confirmUntil'>,
  now: Date,
) => ({
  id: uuidv7(),
  listId,
  email,
  name: null,
  language,
  timezone,
  ...keyColumns(null),
  contactId: null,
  operatorId: null,
  state: 'asked' as const,
  reason: null,
  since: now,
  ...waits,
  leaveToken: newLeaveToken(),
  createdAt: now,
});
