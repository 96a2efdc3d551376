import { isIP } from 'node:net';
import type { Exchange, Names } from './names.ts';

/** Where a name led to. */
export interface Found<T> {
  what: T;
  /** Null: it was said this moment. Else the names did not resolve, and it is what was last seen then. */
  pinnedAt: Date | null;
}

/** Where mail servers are, though names do not resolve. Both fail where nothing is known. */
export interface Whereabouts {
  addressesOf(host: string): Promise<Found<string[]>>;
  exchangesOf(domain: string): Promise<Found<Exchange[]>>;
}

/** Knows no more than the names of this moment. */
export class NamesAlone implements Whereabouts {
  constructor(private readonly names: Names) {}

  async addressesOf(host: string): Promise<Found<string[]>> {
    const what = isIP(host) > 0 ? [host] : await this.names.addressesOf(host);
    return { what, pinnedAt: null };
  }

  async exchangesOf(domain: string): Promise<Found<Exchange[]>> {
    return { what: await this.names.exchangesOf(domain), pinnedAt: null };
  }
}
