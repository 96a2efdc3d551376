import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import { TLP_LABELS } from '#libs/contracts';
import { Transactions } from '#libs/database';
import type { PageRequest } from '#libs/incidents';
import { Notification } from '../notification.entity.ts';
import { countsOf, none } from '../surroundings.ts';
import type { DeliveryCounts } from '../surroundings.ts';
import { whyNotOnList } from './label.ts';
import type { MailingList } from './list.entity.ts';

export interface PostedAlert {
  notification: Notification;
  counts: DeliveryCounts;
}

/** What was posted to a list. */
@Injectable()
export class Archive {
  constructor(private readonly transactions: Transactions) {}

  /**
   * A page, the newest first. Members get what was sent and what the list may carry by the labels of now; staff gets all, with what
   * waits for a second person.
   */
  async list(principal: Principal, list: MailingList, page: PageRequest): Promise<PostedAlert[]> {
    const { reader } = this.transactions;
    const isStaff = sightOf(principal).all;
    const query = this.of(list, page.limit);
    if (!isStaff) readable(query, list);
    if (page.after !== undefined)
      query.andWhere('(n.created_at, n.id) < (:at, :id)', { at: page.after.at, id: page.after.id });
    const found = await query.getMany();
    const counts = await countsOf(
      reader,
      found.map(({ id }) => id),
    );
    return found.map((notification) => ({ notification, counts: counts.get(notification.id) ?? none() }));
  }

  /** Of an open list, the newest: what everybody may read by the labels of now. */
  async published(list: MailingList, limit: number): Promise<Notification[]> {
    return readable(this.of(list, limit), list).getMany();
  }

  private of({ id: listId }: MailingList, limit: number) {
    return this.transactions.reader
      .getRepository(Notification)
      .createQueryBuilder('n')
      .where('n.listId = :listId', { listId })
      .orderBy('n.createdAt', 'DESC')
      .addOrderBy('n.id', 'DESC')
      .limit(limit);
  }

  /** One that is there. */
  async one(id: string): Promise<PostedAlert> {
    const { reader } = this.transactions;
    const notification = await reader.getRepository(Notification).findOneByOrFail({ id });
    return { notification, counts: (await countsOf(reader, [id])).get(id) ?? none() };
  }
}

/** What was sent and what the list may carry. */
const readable = (query: SelectQueryBuilder<Notification>, list: MailingList) =>
  query.andWhere(
    `n.state = 'sent' AND n.tlp = ANY(:labels) AND NOT EXISTS
       (SELECT 1 FROM incidents i WHERE i.id = n.incident_id AND i.tlp <> ALL(:labels))`,
    { labels: TLP_LABELS.filter((label) => whyNotOnList(label, list) === null) },
  );
