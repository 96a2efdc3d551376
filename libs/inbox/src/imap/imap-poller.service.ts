import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { ImapFlow, ImapFlowOptions } from 'imapflow';
import { INBOUND_SETTINGS } from '../settings.ts';
import type { InboundSettings } from '../settings.ts';
import { Fetched } from './fetched.service.ts';
import { readImapUrl } from './imap-address.ts';
import type { ImapMailbox } from './imap-address.ts';
import { takeAll } from './taking.ts';

/** ms before it connects again, and at most. */
const AGAIN = 1_000;
const AT_MOST = 60_000;

/** Fetches mail from a mailbox: for who cannot have its mail server hand us what comes in. */
@Injectable()
export class ImapPoller implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ImapPoller.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly fetched: Fetched,
    @Inject(INBOUND_SETTINGS) private readonly settings: InboundSettings,
  ) {}

  /** Does nothing without an address in the settings. @throws ListenerFault */
  start(): void {
    const { imapUrl } = this.settings;
    if (imapUrl !== null) this.running = this.run(readImapUrl(imapUrl));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Connects again for as long as the service runs: what could not be kept stays in the mailbox. */
  private async run(mailbox: ImapMailbox): Promise<void> {
    const { signal } = this.stopping;
    for (let wait = AGAIN; !this.isStopping(); wait = Math.min(wait * 2, AT_MOST)) {
      try {
        // Loaded here, because most services fetch no mail.
        const { ImapFlow } = await import('imapflow');
        if (this.isStopping()) return;
        await this.watch(new ImapFlow(connectionTo(mailbox)), mailbox, () => {
          wait = AGAIN;
        });
      } catch (error) {
        if (this.isStopping()) return;
        this.logger.warn(`no mail from ${mailbox.source} for now: ${reasonOf(error)}`);
      }
      await sleep(wait, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async watch(client: ImapFlow, mailbox: ImapMailbox, goesWell: () => void): Promise<void> {
    const { signal } = this.stopping;
    const ended = new AbortController();
    const wake = AbortSignal.any([signal, ended.signal]);
    client.on('error', () => undefined);
    client.on('close', () => ended.abort());
    const stop = () => client.close();
    signal.addEventListener('abort', stop);
    try {
      await client.connect();
      await client.mailboxOpen(mailbox.path);
      while (!wake.aborted) {
        const news = new AbortController();
        const tell = () => news.abort();
        client.once('exists', tell);
        await takeAll(client, mailbox, this.fetched, this.settings.maxBytes);
        goesWell();
        await sleep(mailbox.every, undefined, { signal: AbortSignal.any([wake, news.signal]) }).catch(
          () => undefined,
        );
        client.off('exists', tell);
      }
    } finally {
      signal.removeEventListener('abort', stop);
      client.close();
    }
  }
}

const connectionTo = ({
  host,
  port,
  implicitTls,
  mustHide,
  user,
  password: pass,
}: ImapMailbox): ImapFlowOptions => ({
  host,
  port,
  secure: implicitTls,
  ...(implicitTls ? {} : { doSTARTTLS: mustHide }),
  auth: { user, pass },
  logger: false,
  // Told of new mail by the server, where it can.
  autoIdleDelay: 500,
  connectionTimeout: 20_000,
  greetingTimeout: 10_000,
  socketTimeout: 120_000,
});

/** The server's words, never those that we said to it. */
function reasonOf(error: unknown): string {
  const { responseText, message } = error as { responseText?: string; message?: string };
  return String(responseText ?? message ?? error).slice(0, 300);
}
