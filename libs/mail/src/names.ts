import { lookup, Resolver } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** A mail server of a domain; the lower number comes first (RFC 5321 section 5.1). */
export interface Exchange {
  host: string;
  priority: number;
}

/** What the network says of names. Both fail where it says nothing, whatever the reason. */
export interface Names {
  /** @throws Error when none can be found */
  addressesOf(host: string): Promise<string[]>;
  /** An empty host: the domain takes no mail (RFC 7505). @throws Error when none can be found */
  exchangesOf(domain: string): Promise<Exchange[]>;
}

/** ms in all; a mail has a minute, and the server behind the name must have the most of it. */
const LIMIT = 6_000;

/** Asks as this machine does, its hosts file included. */
export class SystemNames implements Names {
  private readonly resolver = new Resolver({ timeout: 2_000, tries: 2 });

  async addressesOf(host: string): Promise<string[]> {
    const found = await withinLimit(host, lookup(host, { all: true }));
    return found.map(({ address }) => address);
  }

  /** A domain without MX records is its own mail server. */
  async exchangesOf(domain: string): Promise<Exchange[]> {
    try {
      const found = await withinLimit(domain, this.resolver.resolveMx(domain));
      return found.map(({ exchange, priority }) => ({ host: exchange.replace(/\.$/, ''), priority }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENODATA') throw error;
      return [{ host: domain, priority: 0 }];
    }
  }
}

async function withinLimit<T>(name: string, asked: Promise<T>): Promise<T> {
  const impatience = new AbortController();
  const tooLate = sleep(LIMIT, undefined, { signal: impatience.signal, ref: false }).then(() => {
    throw new Error(`no answer for ${name} within ${LIMIT} ms`);
  });
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    tooLate.catch(() => undefined);
    impatience.abort();
  }
}
