import { Inject, Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { writtenEnvelope } from '#libs/mail';
import { addressedTo } from '../addressed.ts';
import { Arrivals } from '../arrivals.service.ts';
import { INBOUND_SETTINGS } from '../settings.ts';
import type { InboundSettings } from '../settings.ts';

/** Where in which mailbox a mail lies (RFC 9051 section 2.3.1.1): a number that is given once while the validity is the same. */
export interface Place {
  source: string;
  uidValidity: bigint;
  uid: number;
}

/** What was fetched from a mailbox, and what was not yet. */
@Injectable()
export class Fetched {
  constructor(
    private readonly arrivals: Arrivals,
    private readonly transactions: Transactions,
    @Inject(INBOUND_SETTINGS) private readonly settings: InboundSettings,
  ) {}

  /** The highest number that was taken; 0: none. */
  async highest({ source, uidValidity }: Omit<Place, 'uid'>): Promise<number> {
    const [row] = await this.transactions.reader.query<{ uid: string | null }[]>(
      'SELECT max(uid) AS uid FROM imap_messages WHERE source = $1 AND uid_validity = $2',
      [source, String(uidValidity)],
    );
    return Number(row?.uid ?? 0);
  }

  async taken({ source, uidValidity }: Omit<Place, 'uid'>, uids: number[]): Promise<Set<number>> {
    const rows = await this.transactions.reader.query<{ uid: string }[]>(
      'SELECT uid FROM imap_messages WHERE source = $1 AND uid_validity = $2 AND uid = ANY($3::bigint[])',
      [source, String(uidValidity), uids],
    );
    return new Set(rows.map(({ uid }) => Number(uid)));
  }

  /**
   * When it returns, the bytes are committed, or were before.
   * @param bytes of the whole mail; where `raw` is only its beginning, it is put aside with that as evidence
   */
  async keep(place: Place, raw: Buffer, bytes: number): Promise<void> {
    const { from, to } = writtenEnvelope(raw);
    const [first] = to.flatMap((address) => {
      const addressed = addressedTo(address, this.settings);
      return addressed === null ? [] : [{ address, addressed }];
    });
    await this.arrivals.keep({
      raw,
      envelopeFrom: from ?? '',
      recipients: [first ?? { address: this.settings.from, addressed: { mailbox: 'desk', token: null } }],
      client: place.source,
      fetched: place,
      ...(raw.length < bytes
        ? {
            aside: `It has ${bytes} bytes, more than ${this.settings.maxBytes}: the whole of it is in the mailbox only.`,
          }
        : {}),
    });
  }
}
