import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One message that the sink has whole. */
export interface Taken {
  to: string;
  messageId: string;
  /** Of the bytes without dot-stuffing, hex. */
  sha256: string;
  bytes: number;
  /** ms since 1970, with fractions. */
  at: number;
}

const END_OF_DATA = '\r\n.\r\n';

/**
 * An SMTP server that takes everything, keeps digests alone and costs next to nothing, so that a figure measured against it
 * is the service's and not the sink's. For misbehaviour there is `SmtpSink`.
 */
export class FastSink {
  readonly taken: Taken[] = [];
  private readonly server = createServer((socket) =>
    new Conversation(socket, this.latencyMs, this.taken).begin(),
  );

  /** @param latencyMs between having a message whole and saying 250 */
  constructor(private readonly latencyMs: number) {}

  /** @returns its port on loopback */
  async listen(): Promise<number> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return (this.server.address() as AddressInfo).port;
  }
}

class Conversation {
  private pending = '';
  private to = '';
  private inData = false;
  private waiting = false;

  constructor(
    private readonly socket: Socket,
    private readonly latencyMs: number,
    private readonly taken: Taken[],
  ) {}

  begin(): void {
    this.socket.setNoDelay(true);
    this.socket.on('error', () => this.socket.destroy());
    this.socket.on('data', (chunk) => {
      this.pending += chunk.toString('latin1');
      void this.read();
    });
    this.say('220 sink ESMTP');
  }

  private say(line: string): void {
    if (this.socket.writable) this.socket.write(`${line}\r\n`);
  }

  private async read(): Promise<void> {
    while (!this.waiting) {
      const end = this.inData ? END_OF_DATA : '\r\n';
      const at = this.pending.indexOf(end);
      if (at < 0) return;
      const text = this.pending.slice(0, at);
      this.pending = this.pending.slice(at + end.length);
      if (this.inData) await this.take(`${text}\r\n`);
      else this.answer(text);
    }
  }

  private answer(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') this.say('250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 52428800');
    else if (verb === 'RCPT') {
      this.to = /<([^>]*)>/.exec(line)?.[1] ?? '';
      this.say('250 ok');
    } else if (verb === 'DATA') {
      this.inData = true;
      this.say('354 go on');
    } else if (verb === 'QUIT') this.socket.end('221 bye\r\n');
    else this.say('250 ok');
  }

  private async take(stuffed: string): Promise<void> {
    this.inData = false;
    const raw = Buffer.from(stuffed.replace(/(^|\r\n)\.\./g, '$1.'), 'latin1');
    this.taken.push({
      to: this.to,
      messageId: /^message-id:\s*(<[^>]+>)/im.exec(stuffed)?.[1] ?? '',
      sha256: createHash('sha256').update(raw).digest('hex'),
      bytes: raw.length,
      at: performance.timeOrigin + performance.now(),
    });
    if (this.latencyMs > 0) {
      this.waiting = true;
      await sleep(this.latencyMs);
      this.waiting = false;
    }
    this.say('250 taken');
  }
}
