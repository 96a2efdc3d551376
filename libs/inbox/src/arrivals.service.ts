import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '#libs/database';
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
  /** Where it was fetched from: once it was taken from there, it is not taken again. */
  fetched?: { source: string; uidValidity: bigint; uid: number };
  /** Why nobody reads it by itself. */
  aside?: string;
}

/** Keeps mail as it came. When `keep` returns, the bytes are committed. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly bells: Bells,
  ) {}

  /** @returns the ids, in the order of the recipients; none when it was taken before */
  async keep({ raw, envelopeFrom, recipients, client, fetched, aside }: ArrivedMail): Promise<string[]> {
    const sha256 = createHash('sha256').update(raw).digest('hex');
    return this.transactions.run(async (tx) => {
      if (fetched !== undefined && !(await isNew(tx, fetched, sha256))) return [];
      const receivedAt = await this.clock.now(tx);
      const rows = recipients.map(({ address, addressed }) => ({
        id: uuidv7(),
        ...(aside === undefined
          ? { state: 'received' as const }
          : { state: 'quarantined' as const, asideAt: receivedAt, asideWhy: aside }),
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
      for (const { id } of aside === undefined ? rows : [])
        this.bells.ringAfterCommit(tx, { job: 'message.read', lane: 'normal', id, attempt: 0 });
      return rows.map(({ id }) => id);
    });
  }
}

/** Notes where it lies. The same bytes from there under another number (a mailbox that was moved) are the same mail. */
async function isNew(
  tx: Tx,
  { source, uidValidity, uid }: NonNullable<ArrivedMail['fetched']>,
  sha256: string,
): Promise<boolean> {
  const noted = await tx.query<unknown[]>(
    `INSERT INTO imap_messages (source, uid_validity, uid) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1`,
    [source, String(uidValidity), uid],
  );
  if (noted.length === 0) return false;
  const same = await tx.query<unknown[]>(
    'SELECT 1 FROM inbound_messages WHERE sha256 = $1 AND client = $2 LIMIT 1',
    [sha256, source],
  );
  return same.length === 0;
}
