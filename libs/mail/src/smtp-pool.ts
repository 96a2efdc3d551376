import type { Relay } from './relay.ts';
import { SmtpSession, type SessionOptions } from './smtp-session.ts';

interface Waiting {
  take: (session: SmtpSession | null) => void;
}

/** At most `connections` sessions; the one used last is used next, so that a quiet time lets the others go. */
export class SmtpPool {
  readonly #relay: Relay;
  readonly #busy = new Set<SmtpSession>();
  readonly #idle = new Map<SmtpSession, NodeJS.Timeout>();
  readonly #waiting: Waiting[] = [];
  isClosed = false;
  #whenQuiet: () => void = () => undefined;

  constructor(private readonly options: SessionOptions) {
    this.#relay = options.relay;
  }

  /** A session for one mail, or null when none came free in time or the pool is closed. */
  acquire(withinMs: number): Promise<SmtpSession | null> {
    if (this.isClosed) return Promise.resolve(null);
    const session = this.#lastIdle() ?? this.#newOne();
    return session ? Promise.resolve(session) : this.#wait(withinMs);
  }

  /** A fresh one in the place of one that turned out to be dead. */
  renew(dead: SmtpSession): SmtpSession {
    const session = this.#make();
    this.#busy.delete(dead);
    return session;
  }

  /** Gives the session back; it is made ready for the next mail or ended. */
  async release(session: SmtpSession): Promise<void> {
    const isWorn = session.carried >= this.#relay.messages;
    const isFit = !isWorn && (await session.tidy());
    if (isWorn) session.quit();
    this.#busy.delete(session);
    if (isFit) this.#rest(session);
    this.#serveNext();
    if (this.#busy.size === 0) this.#whenQuiet();
  }

  /** Refuses new mails, lets those under way end within `graceMs`, and cuts the rest off. */
  async close(graceMs: number): Promise<void> {
    this.isClosed = true;
    for (const waiting of this.#waiting.splice(0)) waiting.take(null);
    for (const session of this.#idle.keys()) this.#retire(session);
    if (this.#busy.size > 0) await this.#quietWithin(graceMs);
    for (const session of this.#busy) session.abandon('The service is stopping');
  }

  #lastIdle(): SmtpSession | null {
    for (const session of [...this.#idle.keys()].reverse()) {
      clearTimeout(this.#idle.get(session));
      this.#idle.delete(session);
      if (!session.isUsable) continue;
      this.#busy.add(session);
      return session;
    }
    return null;
  }

  #newOne(): SmtpSession | null {
    return this.#busy.size + this.#idle.size < this.#relay.connections ? this.#make() : null;
  }

  #make(): SmtpSession {
    const session = new SmtpSession(this.options);
    this.#busy.add(session);
    return session;
  }

  #wait(withinMs: number): Promise<SmtpSession | null> {
    return new Promise((resolve) => {
      const impatience = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        resolve(null);
      }, withinMs);
      const waiting: Waiting = {
        take: (session) => {
          clearTimeout(impatience);
          resolve(session);
        },
      };
      this.#waiting.push(waiting);
    });
  }

  #rest(session: SmtpSession): void {
    if (this.isClosed) {
      session.quit();
      return;
    }
    this.#idle.set(session, setTimeout(() => this.#retire(session), this.#relay.idleMs).unref());
  }

  #retire(session: SmtpSession): void {
    clearTimeout(this.#idle.get(session));
    this.#idle.delete(session);
    session.quit();
  }

  #serveNext(): void {
    if (this.#waiting.length === 0) return;
    const session = this.#lastIdle() ?? this.#newOne();
    if (session) this.#waiting.shift()?.take(session);
  }

  #quietWithin(graceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const impatience = setTimeout(resolve, graceMs);
      this.#whenQuiet = () => {
        clearTimeout(impatience);
        resolve();
      };
    });
  }
}
