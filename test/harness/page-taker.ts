import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TakenPage {
  id: string;
  title: string;
  text: string;
  url: string;
  to: string[];
}

/** Where a webhook of ours leads: takes pages, and knows the same page when it comes again, as the other side is asked to. */
export class PageTaker {
  /** How many are still to be refused. */
  refusals = 0;
  private readonly byId = new Map<string, TakenPage>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<PageTaker> {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.writeHead(taker.take(body)).end());
    });
    const taker = new PageTaker(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return taker;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/page`;
  }

  /** How many different ones came about incidents. */
  get pages(): number {
    return this.taken.filter(({ title }) => title.includes('#')).length;
  }

  get taken(): TakenPage[] {
    return [...this.byId.values()];
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private take(body: string): number {
    if (this.refusals > 0) {
      this.refusals -= 1;
      return 503;
    }
    const page = JSON.parse(body) as TakenPage;
    this.byId.set(page.id, page);
    return 204;
  }
}
