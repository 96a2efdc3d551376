import { Injectable } from '@nestjs/common';
import type { InboundMailbox, InboundOutcome, InboundState, Tlp } from '#libs/contracts';
import { Transactions } from '#libs/database';
import type { PageRequest } from '#libs/incidents';
import { InboxFault } from './faults.ts';
import { InboundMessage } from './inbound-message.entity.ts';

/** How a mail is treated that was never read. */
const UNREAD: Tlp = 'AMBER+STRICT';

/** Each that is there must fit. */
export interface InboundFilter {
  state?: InboundState | undefined;
  outcome?: InboundOutcome | undefined;
  mailbox?: InboundMailbox | undefined;
}

/** What came in by mail, for the CERT's own people. */
@Injectable()
export class Inbox {
  constructor(private readonly transactions: Transactions) {}

  /** The newest first. */
  async list(wanted: InboundFilter, { limit, after }: PageRequest): Promise<InboundMessage[]> {
    const query = this.transactions.reader
      .getRepository(InboundMessage)
      .createQueryBuilder('m')
      .orderBy('m.receivedAt', 'DESC')
      .addOrderBy('m.id', 'DESC')
      .limit(limit);
    for (const name of ['state', 'outcome', 'mailbox'] as const)
      if (wanted[name] !== undefined) query.andWhere(`m.${name} = :${name}`, { [name]: wanted[name] });
    if (after !== undefined)
      query.andWhere('(m.received_at, m.id) < (:at, :id)', { at: after.at, id: after.id });
    return query.getMany();
  }

  /** @throws InboxFault `message.not_found` */
  async find(id: string): Promise<InboundMessage> {
    const found = await this.transactions.reader.getRepository(InboundMessage).findOneBy({ id });
    if (found === null) throw notFound();
    return found;
  }

  /** While nobody has read it, it may be anything. Null: it is not there. */
  async labelOf(id: string): Promise<Tlp | null> {
    const found = await this.transactions.reader.getRepository(InboundMessage).findOneBy({ id });
    return found === null ? null : (found.tlp ?? UNREAD);
  }

  /** The bytes as they came. @throws InboxFault `message.not_found` */
  async raw(id: string): Promise<Buffer> {
    const found = await this.transactions.reader
      .getRepository(InboundMessage)
      .findOne({ where: { id }, select: { id: true, raw: true } });
    if (found === null) throw notFound();
    return found.raw;
  }
}

const notFound = () => new InboxFault('message.not_found', 'There is no such mail.');
