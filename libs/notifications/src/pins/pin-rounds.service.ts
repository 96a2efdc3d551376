import { Inject, Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { MAIL_ROUTE } from '../settings.ts';
import type { MailRoute } from '../settings.ts';
import { MAILED_DOMAINS } from './mailed-domains.ts';
import { Pins } from './pins.service.ts';

/** Names asked for at a time. */
const AT_ONCE = 8;
/** Servers of a domain whose addresses are remembered. */
const SERVERS = 4;

/** Looks up, while all is well, every mail server that we may need when nothing resolves. */
@Injectable()
export class PinRounds {
  constructor(
    private readonly transactions: Transactions,
    private readonly pins: Pins,
    @Inject(MAIL_ROUTE) private readonly route: MailRoute,
  ) {}

  /** @returns names that led nowhere now */
  async go(): Promise<string[]> {
    if (this.route.by === 'capture') return [];
    await this.pins.forgetOld();
    if (this.route.by === 'relay') return this.lost([this.route.host], (host) => this.pins.addressesOf(host));
    const domains = await this.transactions.reader.query<{ domain: string }[]>(MAILED_DOMAINS);
    return this.lost(
      domains.map(({ domain }) => domain),
      (domain) => this.visit(domain),
    );
  }

  private async visit(domain: string): Promise<void> {
    const { what } = await this.pins.exchangesOf(domain);
    const hosts = [...what].sort((a, b) => a.priority - b.priority).map(({ host }) => host);
    for (const host of hosts.filter((name) => name !== '').slice(0, SERVERS))
      await this.pins.addressesOf(host);
  }

  private async lost(names: string[], visit: (name: string) => Promise<unknown>): Promise<string[]> {
    const lost: string[] = [];
    const left = [...names];
    const walk = async (): Promise<void> => {
      for (let name = left.pop(); name !== undefined; name = left.pop()) {
        const here = name;
        await visit(here).catch(() => lost.push(here));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, walk));
    return lost;
  }
}
