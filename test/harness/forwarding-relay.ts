import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { bounceMail, bring } from '../fixtures/incoming-mail.ts';
import { atTheEnd } from './undo.ts';

export interface Forwarded {
  from: string;
  to: string;
  subject: string;
}

/** The mail servers between services that write to each other: brings each mail to whoever has its domain, and bounces to none. */
export class ForwardingRelay {
  readonly forwarded: Forwarded[] = [];
  private readonly ports = new Map<string, number>();
  private readonly server: SMTPServer;

  /** @param strip header fields that it takes out, as careless gateways do */
  private constructor(private readonly strip: readonly string[]) {
    this.server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 1_000,
      onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
        const from = mailFrom === false ? '' : mailFrom.address;
        buffer(stream)
          .then(async (raw) => {
            for (const { address } of rcptTo) await this.forward(from, address, this.stripped(raw));
          })
          .then(() => done(), done);
      },
    });
  }

  static async start(strip: readonly string[] = []): Promise<ForwardingRelay> {
    const relay = new ForwardingRelay(strip);
    relay.server.listen(0, '127.0.0.1');
    await once(relay.server.server, 'listening');
    atTheEnd(() => relay.stop());
    return relay;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}?starttls=off`;
  }

  /** Where mail for that domain goes; for one that is not told, it goes nowhere. */
  route(domain: string, port: number): void {
    this.ports.set(domain, port);
  }

  async stop(): Promise<void> {
    await new Promise<void>((closed) => this.server.close(closed));
  }

  private async forward(from: string, to: string, raw: string): Promise<void> {
    this.forwarded.push({ from, to, subject: /^Subject: (.*)$/m.exec(raw)?.[1] ?? '' });
    const port = this.ports.get(to.split('@')[1] ?? '');
    if (port === undefined) return;
    const { code } = await bring(port, from, to, raw);
    const back = this.ports.get(from.split('@')[1] ?? '');
    if (code < 500 || back === undefined) return;
    this.forwarded.push({ from: '', to: from, subject: 'Undelivered Mail' });
    await bring(back, '', from, bounceMail(from, to, 'failed', '5.1.1'));
  }

  private stripped(raw: Buffer): string {
    const text = raw.toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    const head = this.strip.reduce(
      (left, name) => left.replace(new RegExp(`^${name}:.*\\r\\n(?:[ \\t].*\\r\\n)*`, 'gim'), ''),
      text.slice(0, end + 2),
    );
    return head + text.slice(end + 2);
  }
}
