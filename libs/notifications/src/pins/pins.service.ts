import { isIP } from 'node:net';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Transactions } from '#libs/database';
import type { Exchange, Found, Names, Whereabouts } from '#libs/mail';
import { MAIL_NAMES } from '../settings.ts';

/** What stands in one of the two tables of pins. */
interface Pinned<T> {
  table: 'pinned_exchanges' | 'pinned_addresses';
  key: 'domain' | 'host';
  column: 'exchanges' | 'addresses';
  ask: (name: string) => Promise<T>;
  /** In an order of its own, so that the same is not taken for a change. */
  sorted: (what: T) => T;
  stored: (what: T) => unknown;
}

/** Days; what was not seen for so long leads nowhere that can be trusted to be the right place. */
const OLDEST = 30;
/** ms; unchanged, it is written down no more often. */
const WRITTEN_EVERY = 600_000;
/** ms; a name that led nowhere is not asked for again so soon where it is remembered, for asking takes seconds. */
const LOST_FOR = 30_000;
/** Names of which we know in memory what was done about them last. */
const MOST_NAMES = 20_000;
/** Of a name; more than these are of no use and may be meant to fill our tables. */
const MOST = 16;

/**
 * Remembers where names of mail servers led, and says so when they lead nowhere: a CERT of the DNS must get through while the
 * DNS of its readers is what has failed. Whatever is reached this way must still prove its name by its certificate.
 */
@Injectable()
export class Pins implements Whereabouts {
  private readonly logger = new Logger(Pins.name);
  private readonly lost = new Map<string, number>();
  private readonly written = new Map<string, { mark: string; at: number }>();
  private readonly exchanges: Pinned<Exchange[]>;
  private readonly addresses: Pinned<string[]>;

  constructor(
    private readonly transactions: Transactions,
    @Inject(MAIL_NAMES) names: Names,
  ) {
    this.exchanges = {
      table: 'pinned_exchanges',
      key: 'domain',
      column: 'exchanges',
      ask: (domain) => names.exchangesOf(domain),
      sorted: (what) => [...what].sort((a, b) => a.priority - b.priority || a.host.localeCompare(b.host)),
      stored: (what) => JSON.stringify(what),
    };
    this.addresses = {
      table: 'pinned_addresses',
      key: 'host',
      column: 'addresses',
      ask: (host) => names.addressesOf(host),
      sorted: (what) => [...what].sort(),
      stored: (what) => what,
    };
  }

  /** @throws Error when the name does not resolve and was not seen of late */
  async exchangesOf(domain: string): Promise<Found<Exchange[]>> {
    return this.find(this.exchanges, domain.toLowerCase());
  }

  /** @throws Error as above */
  async addressesOf(host: string): Promise<Found<string[]>> {
    if (isIP(host) > 0) return { what: [host], pinnedAt: null };
    return this.find(this.addresses, host.toLowerCase());
  }

  private async find<T extends unknown[]>(pinned: Pinned<T>, name: string): Promise<Found<T>> {
    const place = `${pinned.table} ${name}`;
    if (performance.now() - (this.lost.get(place) ?? -LOST_FOR) < LOST_FOR) {
      const remembered = await this.recall(pinned, name);
      if (remembered !== null) return remembered;
    }
    try {
      const what = (await pinned.ask(name)).slice(0, MOST) as T;
      this.lost.delete(place);
      // The mail does not wait for it, nor fail where the database is away.
      void this.remember(pinned, name, what);
      return { what, pinnedAt: null };
    } catch (error) {
      this.lost.set(place, performance.now());
      const remembered = await this.recall(pinned, name);
      if (remembered === null) throw error;
      this.logger.warn(
        `${name} does not resolve: what was seen on ${remembered.pinnedAt?.toISOString()} is used`,
      );
      return remembered;
    }
  }

  /** Anybody may have us write to any domain, so what nobody was written to for long is let go. */
  async forgetOld(): Promise<void> {
    for (const { table } of [this.exchanges, this.addresses])
      await this.transactions.reader.query(
        `DELETE FROM ${table} WHERE seen_at < dnscert_now() - make_interval(days => $1)`,
        [OLDEST],
      );
    for (const known of [this.lost, this.written]) if (known.size > MOST_NAMES) known.clear();
  }

  private async remember<T>(
    { table, key, column, sorted, stored }: Pinned<T>,
    name: string,
    what: T,
  ): Promise<void> {
    const place = `${table} ${name}`;
    const known = sorted(what);
    const mark = JSON.stringify(known);
    const last = this.written.get(place);
    if (last?.mark === mark && performance.now() - last.at < WRITTEN_EVERY) return;
    this.written.set(place, { mark, at: performance.now() });
    try {
      await this.transactions.reader.query(
        `INSERT INTO ${table} AS p (${key}, ${column}, seen_at) VALUES ($1, $2, dnscert_now())
           ON CONFLICT (${key}) DO UPDATE SET ${column} = EXCLUDED.${column}, seen_at = EXCLUDED.seen_at,
             was = CASE WHEN p.${column} = EXCLUDED.${column} THEN p.was ELSE p.${column} END,
             changed_at = CASE WHEN p.${column} = EXCLUDED.${column} THEN p.changed_at ELSE EXCLUDED.seen_at END`,
        [name, stored(known)],
      );
    } catch (error) {
      this.written.delete(place);
      this.logger.warn(`where ${name} leads is not remembered for now: ${String(error)}`);
    }
  }

  private async recall<T>({ table, key, column }: Pinned<T>, name: string): Promise<Found<T> | null> {
    const [row] = await this.transactions.reader.query<{ what: T; pinnedAt: Date }[]>(
      `SELECT ${column} AS what, seen_at AS "pinnedAt" FROM ${table}
        WHERE ${key} = $1 AND seen_at > dnscert_now() - make_interval(days => $2)`,
      [name, OLDEST],
    );
    return row ?? null;
  }
}
