import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { reach } from './reach.ts';
import type { Relay } from './relay.ts';
import { readReply } from './reply.ts';
import { failureOf, type SmtpError } from './smtp-failure.ts';
import type { TlsMemory } from './tls-memory.ts';
import { whyInClear, whyKeptBack } from './tls-words.ts';
import type { MailLine, OutgoingMail, SendResult, SendStage } from './transport.ts';
import type { Whereabouts } from './whereabouts.ts';

/** A longer reply is no reply; the connection is dropped. */
const LONGEST_REPLY = 256 * 1024;
/** RSET and QUIT are answered at once or not at all. */
const COURTESY_MS = 2_000;
const MAIL_STAGES: readonly SendStage[] = ['mail', 'rcpt', 'data'];

export interface SessionOptions {
  relay: Relay;
  /** What EHLO says: our own name. */
  ehloName: string;
  /** Certificate authorities (PEM) beside or instead of Node's; Node's own when absent. */
  ca?: string;
  /** Where the relay's name leads; the system's own way when absent. */
  whereabouts?: Whereabouts;
  /** May it be spoken to? Any when absent. */
  mayReach?: (address: string) => boolean;
  /** Who offered STARTTLS before; nobody when absent. */
  tlsMemory?: TlsMemory;
}

/**
 * One connection to the relay: opened by the first mail, used for many. Settles whatever happens, provided that somebody
 * calls `abandon` when time is up.
 */
export class SmtpSession {
  /** Mails tried on it, the present one included. */
  carried = 0;
  /** Has the relay got any byte of the present mail's content? From then on a second try may make a duplicate. */
  contentBegun = false;
  #isOpen = false;
  #line: MailLine;
  #isDead = false;
  #repliesToMail = 0;
  #loggingIn = false;
  #needsReset = false;
  /** Since when STARTTLS is demanded for having been offered; null: it is not. */
  #offeredAt: Date | null = null;
  #fail: (error: Error) => void = () => undefined;
  readonly #options: SessionOptions;
  readonly #relay: Relay;
  readonly #connection: SMTPConnection;

  constructor(options: SessionOptions) {
    const { relay, ehloName, ca } = options;
    this.#options = options;
    this.#relay = relay;
    this.#line = { host: relay.host, address: null, pinnedAt: null, tls: null, tlsReason: null };
    this.#connection = new SMTPConnection({
      host: relay.host,
      port: relay.port,
      secure: relay.implicitTls,
      ignoreTLS: relay.startTls === 'off',
      requireTLS: relay.startTls === 'required' && !relay.implicitTls,
      name: ehloName,
      connectionTimeout: relay.connectMs + relay.greetingMs,
      greetingTimeout: relay.greetingMs,
      dnsTimeout: relay.connectMs,
      socketTimeout: relay.totalMs + relay.idleMs,
      socketCloseTimeout: 0,
      maxResponseSize: LONGEST_REPLY,
      tls: { minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) },
      transactionLog: true,
      logger: this.#replyCounter(),
    });
    this.#connection.on('error', (error: Error) => this.#die(error));
    // With PIPELINING a 421 ends the connection first and tells the error of the mail after it.
    this.#connection.on('end', () => setImmediate(() => this.#die(new Error('Connection closed'))));
  }

  get isUsable(): boolean {
    return this.#isOpen && !this.#isDead && !this.#connection.destroyed;
  }

  /** Takes the mail to the relay, which it greets first if that is still to be done. */
  async carry(mail: OutgoingMail): Promise<SendResult> {
    this.carried += 1;
    this.contentBegun = false;
    try {
      if (!this.#isOpen) await this.#open();
      return { ...(await this.#deliver(mail)), line: this.#line };
    } catch (error) {
      const stage = this.#stageOf(error as SmtpError);
      if (!this.isUsable) this.#connection.close();
      const tlsReason =
        stage === 'tls' ? whyKeptBack(error as SmtpError, this.#offeredAt) : this.#line.tlsReason;
      return { ...failureOf(error as SmtpError, stage, this.#relay), line: { ...this.#line, tlsReason } };
    }
  }

  /** Makes it fit for the next mail; false when it is not. */
  async tidy(): Promise<boolean> {
    if (!this.isUsable) return false;
    if (this.#needsReset)
      await this.#reset().catch((error: unknown) => this.abandon((error as Error).message));
    return this.isUsable;
  }

  /** Says goodbye. */
  quit(): void {
    if (!this.isUsable) return;
    this.#isDead = true;
    this.#connection.quit();
    setTimeout(() => this.#connection.close(), COURTESY_MS).unref();
  }

  /** Cuts the line; what is under way ends with these words. */
  abandon(words: string): void {
    this.#die(new Error(words));
    this.#connection.close();
  }

  async #open(): Promise<void> {
    const impatience = setTimeout(() => {
      if (this.#connection.stage === 'init') this.abandon('No connection in time');
    }, this.#relay.connectMs);
    try {
      await this.#step((settle) => void this.#demandWhatWasOffered().then(() => settle(null), settle));
      await this.#step((settle) => void this.#reachByName().then(() => settle(null), settle));
      await this.#step((settle) => this.#connection.connect(settle));
      this.#line = this.#lineThatStands();
      if (this.#connection.secure && !this.#relay.implicitTls)
        this.#options.tlsMemory?.offered(this.#relay.host, this.#relay.port);
      await this.#logIn();
    } finally {
      clearTimeout(impatience);
    }
    this.#isOpen = true;
  }

  async #demandWhatWasOffered(): Promise<void> {
    const { host, port, startTls, implicitTls } = this.#relay;
    if (startTls !== 'opportunistic' || implicitTls) return;
    this.#offeredAt = (await this.#options.tlsMemory?.offeredAt(host, port)) ?? null;
    if (this.#offeredAt !== null) this.#connection.options.requireTLS = true;
  }

  /** By the addresses that are known for its name, where somebody keeps them; the certificate is held against the name. */
  async #reachByName(): Promise<void> {
    const { relay, whereabouts, mayReach = () => true } = this.#options;
    if (whereabouts === undefined || isIP(relay.host) > 0) return;
    const target = { host: relay.host, port: relay.port, withinMs: relay.connectMs };
    const { socket, pinnedAt } = await reach(target, whereabouts, mayReach);
    this.#line = { ...this.#line, pinnedAt, address: socket.remoteAddress ?? null };
    if (this.#isDead) socket.destroy();
    else this.#connection.options.connection = socket;
  }

  #lineThatStands(): MailLine {
    const { _socket: socket, secure } = this.#connection;
    const tls = socket instanceof TLSSocket ? socket.getProtocol() : null;
    return {
      ...this.#line,
      address: socket ? (socket.remoteAddress ?? null) : null,
      tls,
      tlsReason: secure ? null : whyInClear(this.#relay),
    };
  }

  async #logIn(): Promise<void> {
    const { credentials } = this.#relay;
    if (!credentials) return;
    this.#loggingIn = true;
    if (!this.#connection.allowsAuth) throw new Error('The relay offers no login on this connection');
    const { user, password } = credentials;
    await this.#step((settle) => this.#connection.login({ user, pass: password }, settle));
    this.#loggingIn = false;
  }

  async #deliver({ envelope, raw }: OutgoingMail): Promise<SendResult> {
    this.#needsReset = true;
    this.#repliesToMail = 0;
    // A new object: nodemailer keeps its notes in it.
    const given = { from: envelope.from, to: [envelope.to], size: raw.length };
    const response = await this.#step<string>((settle) =>
      this.#connection.send(given, this.#content(raw), (error, info) =>
        error ? settle(error) : settle(null, info.response),
      ),
    );
    this.#needsReset = false;
    return { outcome: 'sent', scope: 'message', stage: 'done', ...readReply(response) };
  }

  /** A stream and not a buffer, because the first read tells that the relay has asked for the content. */
  #content(raw: Buffer): Readable {
    const begin = (): void => {
      this.contentBegun = true;
    };
    return new Readable({
      read() {
        begin();
        this.push(raw);
        this.push(null);
      },
    });
  }

  async #reset(): Promise<void> {
    const impatience = setTimeout(() => this.abandon('No answer to RSET'), COURTESY_MS);
    await this.#step((settle) => this.#connection.reset(settle)).finally(() => clearTimeout(impatience));
    this.#needsReset = false;
  }

  #step<T>(start: (settle: (error?: Error | null, value?: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      start((error, value) => (error ? reject(error) : resolve(value as T)));
    });
  }

  #die(error: Error): void {
    this.#isDead = true;
    this.#fail(error);
  }

  /** nodemailer tells of single replies to its log only; with PIPELINING they alone say how far the relay has come. */
  #replyCounter(): Record<string, (entry: { tnx?: string }) => void> {
    const count = (entry: { tnx?: string }): void => {
      if (entry.tnx === 'server') this.#repliesToMail += 1;
    };
    return { trace: count, debug: count, info: count, warn: count, error: count };
  }

  #stageOf(error: SmtpError): SendStage {
    if (!this.#isOpen) return this.#openingStage(error);
    if (error.command === 'MAIL FROM') return 'mail';
    if (error.command === 'RCPT TO') return 'rcpt';
    if (error.command === 'DATA') return 'data';
    const answered = error.response === undefined ? this.#repliesToMail : this.#repliesToMail - 1;
    return MAIL_STAGES[Math.max(answered, 0)] ?? 'data';
  }

  #openingStage(error: SmtpError): SendStage {
    if (this.#loggingIn) return 'auth';
    const isTls =
      error.code === 'ETLS' || this.#connection.upgrading || /CERT|TLS|SSL/.test(error.originalCode ?? '');
    if (isTls) return 'tls';
    return this.#connection.stage === 'init' ? 'connect' : 'greeting';
  }
}
