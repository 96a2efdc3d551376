import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { addressedTo } from './addressed.ts';
import { Arrivals } from './arrivals.service.ts';
import { ListenerFault } from './faults.ts';
import { INBOUND_SETTINGS } from './settings.ts';
import type { InboundSettings } from './settings.ts';

/** An answer of SMTP with its code. */
class SmtpAnswer extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

const MOST_RECIPIENTS = 20;
const MOST_CONNECTIONS = 100;
/** ms without a word. */
const SILENCE = 60_000;
/** ms for the commit; what takes longer comes again. */
const PATIENCE = 20_000;

/**
 * Takes mail in by SMTP or LMTP. It says 250 when the bytes are committed and not before, 451 while they cannot be; it takes
 * what is for our own addresses and relays nothing.
 */
@Injectable()
export class Listener implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Listener.name);
  private server: SMTPServer | null = null;

  constructor(
    private readonly arrivals: Arrivals,
    @Inject(INBOUND_SETTINGS) private readonly settings: InboundSettings,
  ) {}

  /** Where mail comes in; null while it does not. */
  get port(): number | null {
    return this.server === null ? null : (this.server.server.address() as { port: number }).port;
  }

  /** Does nothing without a port in the settings. @throws ListenerFault */
  async start(): Promise<void> {
    const { port, host } = this.settings;
    if (port === null) return;
    const server = this.build();
    this.server = server;
    server.on('error', (error) => this.logger.warn(`mail listener: ${error.message}`));
    await new Promise<void>((resolve, reject) => {
      const fail = (error: NodeJS.ErrnoException) => {
        this.server = null;
        const why =
          error.code === 'EADDRINUSE'
            ? 'is in use by another program'
            : `cannot be opened (${error.message})`;
        reject(new ListenerFault(`INBOUND_SMTP_PORT ${port} ${why}: stop that, or set another one.`));
      };
      server.server.once('error', fail);
      server.listen(port, host, () => {
        server.server.off('error', fail);
        resolve();
      });
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server !== null) await new Promise<void>((resolve) => server.close(resolve));
  }

  private build(): SMTPServer {
    const { maxBytes, protocol, domain } = this.settings;
    return new SMTPServer({
      name: domain,
      banner: 'DNS-CERT',
      lmtp: protocol === 'lmtp',
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      size: maxBytes,
      maxClients: MOST_CONNECTIONS,
      socketTimeout: SILENCE,
      closeTimeout: 5_000,
      onMailFrom: ({ address, args }, _session, done) => {
        if (/\p{Cc}/u.test(address)) done(new SmtpAnswer(501, '5.1.7 No such sender can be'));
        else done(sizeIn(args) > maxBytes ? tooLarge(maxBytes) : null);
      },
      onRcptTo: ({ address }, session, done) => done(this.refusalOf(address, session)),
      onData: (stream, session, done) => {
        this.take(stream, session).then(
          (answer) =>
            done(
              null,
              this.settings.protocol === 'lmtp'
                ? (session.envelope.rcptTo.map(() => answer) as never)
                : answer,
            ),
          (error: unknown) => done(error instanceof SmtpAnswer ? error : this.later(error)),
        );
      },
    });
  }

  private refusalOf(address: string, session: SMTPServerSession): Error | null {
    if (session.envelope.rcptTo.length >= MOST_RECIPIENTS)
      return new SmtpAnswer(452, '4.5.3 Too many recipients in one mail');
    return addressedTo(address, this.settings) === null
      ? new SmtpAnswer(550, '5.1.1 No such mailbox here, and nothing is relayed')
      : null;
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const { maxBytes } = this.settings;
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      // The rest is read and thrown away, for an answer in the middle of a mail is not heard.
      if (bytes <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
    }
    if (bytes > maxBytes || stream.sizeExceeded) throw tooLarge(maxBytes);
    const recipients = session.envelope.rcptTo.flatMap(({ address }) => {
      const addressed = addressedTo(address, this.settings);
      return addressed === null ? [] : [{ address, addressed }];
    });
    const { mailFrom } = session.envelope;
    const kept = this.arrivals.keep({
      raw: Buffer.concat(chunks),
      envelopeFrom: mailFrom === false ? '' : mailFrom.address,
      recipients,
      client: session.remoteAddress,
    });
    const [id] = await inTime(kept);
    return `2.0.0 Kept as ${id ?? ''}`;
  }

  private later(error: unknown): SmtpAnswer {
    this.logger.warn(`a mail could not be kept and was put off: ${String(error)}`);
    return new SmtpAnswer(451, '4.3.0 It could not be kept just now; please try again');
  }
}

function sizeIn(args: unknown): number {
  const given = typeof args === 'object' && args !== null ? (args as { SIZE?: unknown }).SIZE : undefined;
  return typeof given === 'string' ? Number(given) || 0 : 0;
}

const tooLarge = (maxBytes: number) =>
  new SmtpAnswer(552, `5.3.4 Larger than ${maxBytes} bytes; send less, or a link`);

/** Kept all the same when it commits later: then it comes twice, which is better than never. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database did not answer in time')), PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
