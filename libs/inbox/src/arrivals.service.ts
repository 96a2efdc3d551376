import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock, Transactions } from '#libs/database';
import { Bells } from '#libs/queue';
import type { Addressed } from './addressed.ts';
import { InboundMessage } from './inbound-message.entity.ts';

export interface ArrivedMail {
  raw: Buffer;
  /** Empty for the null sender. */
  envelopeFrom: string;
  /** Each gets a row of its own, for each may become something else. */
  recipients: { address: string; addressed: Addressed }[];
  client: string | null;
}

/** Keeps mail as it came. When `keep` returns, the bytes are committed. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly bells: Bells,
  ) {}

  /** @returns the ids, in the order of the recipients */
  async keep({ raw, envelopeFrom, recipients, client }: ArrivedMail): Promise<string[]> {
    const sha256 = createHash('sha256').update(raw).digest('hex');
    return this.transactions.run(async (tx) => {
      const receivedAt = await this.clock.now(tx);
      const rows = recipients.map(({ address, addressed }) => ({
        id: uuidv7(),
        state: 'received' as const,
        ...addressed,
        envelopeFrom,
        envelopeTo: address,
        client,
        raw,
        bytes: raw.length,
        sha256,
        receivedAt,
        dueAt: receivedAt,
        rungAt: receivedAt,
      }));
      await tx.getRepository(InboundMessage).insert(rows);
      for (const { id } of rows)
        this.bells.ringAfterCommit(tx, { job: 'message.read', lane: 'normal', id, attempt: 0 });
      return rows.map(({ id }) => id);
    });
  }
}
