import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from 'smtp-server';

export interface SinkMessage {
  from: string;
  to: string[];
  /** Without dot-stuffing: what the sender's `raw` was. */
  raw: Buffer;
  receivedAt: Date;
  /** False when the sink had it whole but never said 250. */
  acknowledged: boolean;
  /** Did it come under TLS? */
  secure: boolean;
}

/** A refusal for good that the sink gave. */
export interface SinkRefusal {
  at: SinkStage;
  /** The recipient; at `mail` the sender. */
  address: string;
  code: number;
}

/** Where in the transaction; `data` is after the final dot, `content` while it is still coming. */
export type SinkStage = 'mail' | 'rcpt' | 'content' | 'data';

/** What the sink does to a matching recipient (at `mail`: sender), `times` times, for ever when absent. */
export type SinkBehaviour = { at: SinkStage; times?: number } & (
  | { reply: number; text?: string }
  | { delayMs: number }
  /** A reply that never ends, a byte at a time. */
  | { tarpit: true }
  /** No reply at all. */
  | { hang: true }
  /** TCP reset. At `data` the message is seen but not acknowledged. */
  | { reset: true }
  /** 64 KiB with NUL and bytes that are no UTF-8 behind this code. */
  | { garbage: number }
);

/** How the sink meets a new connection; `no-banner` says nothing, `drop` hangs up. */
export type SinkGreeting = 'normal' | 'no-banner' | 'drop' | 'tarpit' | { reply: number; text?: string };

export interface SinkOptions {
  /** Offers STARTTLS with this certificate, or is TLS from the start with `implicit`. */
  tls?: { key: string; cert: string; implicit?: boolean };
  /** Demands this login; without TLS too. */
  login?: { user: string; password: string };
  /** Before each 250 to a message. */
  latencyMs?: number;
  pipelining?: boolean;
}

interface Rule {
  pattern: RegExp;
  behaviour: SinkBehaviour;
  left: number;
}
type Answer = (error?: Error | null, message?: string) => void;
type Verdict = 'go on' | 'silence' | Error;

/** A real SMTP server on a free loopback port that keeps what it gets and misbehaves on demand. */
export class SmtpSink {
  readonly messages: SinkMessage[] = [];
  readonly refusals: SinkRefusal[] = [];
  /** Asked at each step for which there is no rule. */
  whim: (at: SinkStage, address: string) => SinkBehaviour | undefined = () => undefined;
  /** Asked at each new connection, unless `greet` says how. */
  mood: () => SinkGreeting = () => 'normal';
  /** Connections ever opened. */
  connections = 0;
  /** Most connections open at one time. */
  mostConnections = 0;
  readonly #sockets = new Map<number, Socket>();
  readonly #rules: Rule[] = [];
  readonly #wakers = new Set<() => void>();
  #isStripped = false;
  #greeting: { how: SinkGreeting; left: number } = { how: 'normal', left: 0 };
  readonly #door: Server;
  readonly #smtp: SMTPServer;

  private constructor(private readonly options: SinkOptions) {
    this.#smtp = new SMTPServer(this.#smtpOptions());
    this.#smtp.on('error', () => undefined);
    this.#door = createServer((socket) => this.#meet(socket));
  }

  static async start(options: SinkOptions = {}): Promise<SmtpSink> {
    const sink = new SmtpSink(options);
    await new Promise<void>((resolve) => sink.#door.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get port(): number {
    return (this.#door.address() as AddressInfo).port;
  }

  /** Without login; add options of `parseRelayUrl` behind `?`. */
  get url(): string {
    return `${this.options.tls?.implicit ? 'smtps' : 'smtp'}://127.0.0.1:${this.port}`;
  }

  /** The newest matching rule with turns left decides. A string is one whole address. */
  behave(pattern: RegExp | string, behaviour: SinkBehaviour): void {
    const whole = typeof pattern === 'string' ? new RegExp(`^${escaped(pattern)}$`) : pattern;
    this.#rules.unshift({ pattern: whole, behaviour, left: behaviour.times ?? Infinity });
  }

  /** For the next `times` connections (for ever when absent). */
  greet(how: SinkGreeting, times = Infinity): void {
    this.#greeting = { how, left: times };
  }

  /** Back to accepting everything at once. */
  behaveWell(): void {
    this.#rules.length = 0;
    this.whim = () => undefined;
    this.mood = () => 'normal';
    this.#greeting = { how: 'normal', left: 0 };
    this.offer('its certificate');
  }

  /** What a new connection finds of STARTTLS, where the sink has TLS: as it was, nothing, or the certificate of somebody else. */
  offer(what: 'its certificate' | 'no STARTTLS' | { key: string; cert: string }): void {
    const { tls } = this.options;
    if (tls === undefined) return;
    this.#isStripped = what === 'no STARTTLS';
    const { key, cert } = typeof what === 'string' ? tls : what;
    this.#smtp.updateSecureContext({ key, cert });
  }

  /** Ends all open connections, with these words first where they are given (not over TLS). */
  hangUp(words?: string): void {
    // A TLS socket that is torn down from below in the middle of its handshake crashes Node 20.
    if (this.options.tls) for (const session of this.#smtp.connections) session.close();
    else if (words !== undefined) for (const socket of this.#sockets.values()) socket.end(`${words}\r\n`);
    else for (const socket of this.#sockets.values()) socket.destroy();
  }

  /** Nobody listens any more: connections are refused until `comeBack`. */
  async goAway(): Promise<void> {
    this.#lastPort = this.port;
    const closed = new Promise((resolve) => this.#door.close(resolve));
    this.hangUp();
    await closed;
  }

  /** Listens again where it did. */
  async comeBack(): Promise<void> {
    await new Promise<void>((resolve) => this.#door.listen(this.#lastPort, '127.0.0.1', resolve));
  }
  #lastPort = 0;

  /** The messages once there are `count`, acknowledged or not; an error when there are fewer after `ms`. */
  async waitFor(count: number, ms = 5_000): Promise<SinkMessage[]> {
    const endsAt = Date.now() + ms;
    while (this.messages.length < count) {
      const left = endsAt - Date.now();
      if (left <= 0)
        throw new Error(`the sink has ${this.messages.length} of ${count} messages after ${ms} ms`);
      await this.#change(left);
    }
    return this.messages;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#door.close(resolve));
    this.hangUp();
    await closed;
  }

  #smtpOptions(): SMTPServerOptions {
    const { tls, login } = this.options;
    const isPlain = !tls || tls.implicit === true;
    return {
      ...(tls && { key: tls.key, cert: tls.cert }),
      secure: tls?.implicit === true,
      hideSTARTTLS: isPlain,
      hidePIPELINING: this.options.pipelining === false,
      disabledCommands: [...(isPlain ? ['STARTTLS'] : []), ...(login ? [] : ['AUTH'])],
      authOptional: !login,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      hideENHANCEDSTATUSCODES: true,
      logger: false,
      socketTimeout: 120_000,
      onConnect: (session, answer) => {
        // Where a session has its own list, it stands for that of the server.
        if (this.#isStripped)
          Object.assign(session, { disabledCommands: ['STARTTLS', ...(login ? [] : ['AUTH'])] });
        answer();
      },
      onAuth: (auth, _session, answer) => {
        if (auth.username === login?.user && auth.password === login?.password)
          answer(null, { user: auth.username });
        else answer(refusal(535, '5.7.8 Authentication credentials invalid'));
      },
      onMailFrom: (address, session, answer) => void this.#answer('mail', address.address, session, answer),
      onRcptTo: (address, session, answer) => void this.#answer('rcpt', address.address, session, answer),
      onData: (stream, session, answer) => this.#receive(stream, session, answer),
    };
  }

  #meet(socket: Socket): void {
    this.connections += 1;
    this.#sockets.set(socket.remotePort ?? 0, socket);
    this.mostConnections = Math.max(this.mostConnections, this.#sockets.size);
    const port = socket.remotePort ?? 0;
    socket.on('close', () => this.#sockets.delete(port));
    socket.on('error', () => undefined);
    const how = this.#greeting.left > 0 ? this.#greeting.how : this.mood();
    this.#greeting.left -= 1;
    if (how === 'normal') this.#smtp.server.emit('connection', socket);
    else if (how === 'drop') socket.end();
    else if (how === 'tarpit') drip(socket, '220-');
    else if (how !== 'no-banner') socket.end(`${how.reply} ${how.text ?? 'no'}\r\n`);
  }

  async #answer(at: SinkStage, address: string, session: SMTPServerSession, answer: Answer): Promise<void> {
    const verdict = await this.#act(at, address, session);
    if (verdict !== 'silence') answer(verdict === 'go on' ? null : verdict);
  }

  async #act(at: SinkStage, address: string, session: SMTPServerSession): Promise<Verdict> {
    const behaviour = this.#ruleFor(at, address);
    if (!behaviour) return 'go on';
    const code = 'reply' in behaviour ? behaviour.reply : 'garbage' in behaviour ? behaviour.garbage : 0;
    if (code >= 500) this.refusals.push({ at, address, code });
    if ('reply' in behaviour) return refusal(behaviour.reply, behaviour.text ?? 'scripted');
    if ('delayMs' in behaviour) return sleep(behaviour.delayMs, 'go on');
    if ('reset' in behaviour) this.#sockets.get(session.remotePort)?.resetAndDestroy();
    const socket = this.#speakingSocket(session);
    if ('tarpit' in behaviour && socket) drip(socket, '250-');
    if ('garbage' in behaviour && socket) {
      insteadOfNextWrite(socket, garbage(behaviour.garbage));
      return refusal(behaviour.garbage, 'replaced');
    }
    return 'silence';
  }

  #ruleFor(at: SinkStage, address: string): SinkBehaviour | undefined {
    const rule = this.#rules.find(
      ({ pattern, behaviour, left }) => behaviour.at === at && left > 0 && pattern.test(address),
    );
    if (!rule) return this.whim(at, address);
    rule.left -= 1;
    return rule.behaviour;
  }

  /** What one writes into reaches the other side as words; under TLS that is not the socket of the connection. */
  #speakingSocket(session: SMTPServerSession): Socket | undefined {
    if (!session.secure) return this.#sockets.get(session.remotePort);
    const all = [...this.#smtp.connections] as unknown as { id: string; _socket: Socket }[];
    return all.find(({ id }) => id === session.id)?._socket;
  }

  #receive(stream: SMTPServerDataStream, session: SMTPServerSession, answer: Answer): void {
    const chunks: Buffer[] = [];
    const to = session.envelope.rcptTo.map(({ address }) => address);
    const first = to[0] ?? '';
    const interruption = this.#ruleFor('content', first);
    stream.on('data', (chunk: Buffer) => {
      if (interruption) this.#sockets.get(session.remotePort)?.resetAndDestroy();
      chunks.push(chunk);
    });
    stream.on('end', () => {
      if (!interruption) void this.#accept(to, Buffer.concat(chunks), session, answer);
    });
  }

  async #accept(to: string[], raw: Buffer, session: SMTPServerSession, answer: Answer): Promise<void> {
    const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
    const verdict = await this.#act('data', to[0] ?? '', session);
    if (verdict instanceof Error) {
      answer(verdict);
      return;
    }
    if (this.options.latencyMs !== undefined) await sleep(this.options.latencyMs);
    this.#keep({
      from,
      to,
      raw,
      receivedAt: new Date(),
      acknowledged: verdict === 'go on',
      secure: session.secure,
    });
    if (verdict === 'go on') answer(null, 'kept');
  }

  #keep(message: SinkMessage): void {
    this.messages.push(message);
    for (const wake of this.#wakers) wake();
  }

  #change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(impatience);
        this.#wakers.delete(wake);
        resolve();
      };
      const impatience = setTimeout(wake, ms);
      this.#wakers.add(wake);
    });
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const refusal = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

function drip(socket: Socket, start: string): void {
  socket.write(start);
  const timer = setInterval(() => socket.write('z'), 50);
  socket.on('close', () => clearInterval(timer));
}

/** The server is to go on as after a reply of its own, so its words are swapped at the last moment. */
function insteadOfNextWrite(socket: Socket, bytes: Buffer): void {
  const write = socket.write.bind(socket);
  socket.write = () => {
    socket.write = write;
    return write(bytes);
  };
}

function garbage(code: number): Buffer {
  const noise = Buffer.from([0x00, 0xff, 0xfe, 0x41, 0x80, 0x1b, 0x5b, 0xc3, 0x28]);
  return Buffer.concat([Buffer.from(`${code} 5.1.1 `), Buffer.alloc(64 * 1024, noise), Buffer.from('\r\n')]);
}
