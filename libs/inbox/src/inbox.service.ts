import { Injectable } from '@nestjs/common';
import type { InboxFilter, Tlp } from '#libs/contracts';
import { Transactions } from '#libs/database';
import type { PageRequest } from '#libs/incidents';
import { InboxFault } from './faults.ts';
import { InboundFile } from './inbound-file.entity.ts';
import { InboundMessage } from './inbound-message.entity.ts';

/** How a mail is treated that was never read. */
const UNREAD: Tlp = 'AMBER+STRICT';

const COLUMNS: Readonly<Record<keyof InboxFilter, string>> = {
  state: 'm.state',
  mailbox: 'm.mailbox',
  outcome: 'm.outcome',
  encrypted: "m.verdicts #>> '{encrypted,state}'",
  signed: "m.verdicts #>> '{signed,state}'",
  sender: "m.verdicts #>> '{sender,state}'",
  incident: 'm.incident_id',
};

/** What came in by mail, for the CERT's own people. */
@Injectable()
export class Inbox {
  constructor(private readonly transactions: Transactions) {}

  /** The newest first. */
  async list(filter: InboxFilter, { limit, after }: PageRequest): Promise<InboundMessage[]> {
    const query = this.transactions.reader
      .getRepository(InboundMessage)
      .createQueryBuilder('m')
      .orderBy('m.receivedAt', 'DESC')
      .addOrderBy('m.id', 'DESC')
      .limit(limit);
    for (const [name, column] of Object.entries(COLUMNS)) {
      const asked = filter[name as keyof InboxFilter];
      if (asked !== undefined) query.andWhere(`${column} = :${name}`, { [name]: asked });
    }
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

  /** What answers mails of ours, and what became reports, whatever else became of it. */
  async about(deliveryIds: string[], reportIds: string[]): Promise<InboundMessage[]> {
    return this.transactions.reader
      .getRepository(InboundMessage)
      .createQueryBuilder('m')
      .where('m.delivery_id = ANY(:deliveryIds) OR m.report_id = ANY(:reportIds)', { deliveryIds, reportIds })
      .getMany();
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

  /** What came along with it, decrypted. @throws InboxFault `message.not_found`, `message.no_file` */
  async file(messageId: string, n: number): Promise<InboundFile> {
    const { id } = await this.find(messageId);
    const found = await this.transactions.reader.getRepository(InboundFile).findOneBy({ messageId: id, n });
    if (found === null) throw noFile();
    return found;
  }
}

const noFile = () =>
  new InboxFault(
    'message.no_file',
    'This mail has no such file, or its bytes lie in the mail as it came alone.',
  );

const notFound = () => new InboxFault('message.not_found', 'There is no such mail.');
