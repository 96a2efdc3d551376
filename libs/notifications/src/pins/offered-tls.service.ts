import { Injectable, Logger } from '@nestjs/common';
import { Transactions } from '#libs/database';
import type { TlsMemory } from '#libs/mail';

/** Days; a server that was not seen with TLS for so long has been given to somebody else by now, or is none. */
const OLDEST = 90;
/** ms; it is written down no more often. */
const WRITTEN_EVERY = 600_000;
/** Servers of which we know in memory when they were written down last. */
const MOST_SERVERS = 20_000;

/**
 * Remembers which servers offered STARTTLS, for all processes: whoever takes it out of a conversation gets no mail, and a
 * person sees why it waits.
 */
@Injectable()
export class OfferedTls implements TlsMemory {
  private readonly logger = new Logger(OfferedTls.name);
  private readonly written = new Map<string, number>();

  constructor(private readonly transactions: Transactions) {}

  async offeredAt(host: string, port: number): Promise<Date | null> {
    const [row] = await this.transactions.reader.query<{ seenAt: Date }[]>(
      `SELECT seen_at AS "seenAt" FROM starttls_servers
        WHERE host = $1 AND port = $2 AND seen_at > dnscert_now() - make_interval(days => $3)`,
      [host.toLowerCase(), port, OLDEST],
    );
    return row?.seenAt ?? null;
  }

  offered(host: string, port: number): void {
    const place = `${host.toLowerCase()} ${port}`;
    if (performance.now() - (this.written.get(place) ?? -WRITTEN_EVERY) < WRITTEN_EVERY) return;
    if (this.written.size > MOST_SERVERS) this.written.clear();
    this.written.set(place, performance.now());
    // The mail does not wait for it.
    this.transactions.reader
      .query(
        `INSERT INTO starttls_servers (host, port, seen_at) VALUES ($1, $2, dnscert_now())
           ON CONFLICT (host, port) DO UPDATE SET seen_at = EXCLUDED.seen_at`,
        [host.toLowerCase(), port],
      )
      .catch((error: unknown) => {
        this.written.delete(place);
        this.logger.warn(`that ${host} offers STARTTLS is not remembered for now: ${String(error)}`);
      });
  }

  /** For a server whose owner says that it has no TLS any more. @returns false: nothing was remembered of it */
  async forget(host: string): Promise<boolean> {
    const [, count] = await this.transactions.reader.query<[unknown[], number]>(
      'DELETE FROM starttls_servers WHERE host = $1',
      [host.toLowerCase()],
    );
    return count > 0;
  }

  async forgetOld(): Promise<void> {
    await this.transactions.reader.query(
      'DELETE FROM starttls_servers WHERE seen_at < dnscert_now() - make_interval(days => $1)',
      [OLDEST],
    );
  }
}
