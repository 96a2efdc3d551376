import { checkedAddress } from './addresses.ts';
import type { Relay } from './relay.ts';
import { SmtpPool } from './smtp-pool.ts';
import type { SmtpSession } from './smtp-session.ts';
import type { TlsMemory } from './tls-memory.ts';
import type { Envelope, MailTransport, OutgoingMail, SendResult } from './transport.ts';
import type { Whereabouts } from './whereabouts.ts';

/** How long `close` lets mails under way go on. */
const CLOSE_GRACE_MS = 3_000;

export interface SmtpTransportOptions {
  /** For example by `parseRelayUrl`. */
  relay: Relay;
  /** Our own name for EHLO, a host name or an address literal. */
  ehloName: string;
  /** Certificate authorities in PEM that the relay's certificate may come from; Node's own when absent. */
  ca?: string;
  /** Where the relay's name leads; the system's own way when absent. */
  whereabouts?: Whereabouts;
  /** May it be spoken to? Any when absent. */
  mayReach?: (address: string) => boolean;
  /** Who offered STARTTLS before; nobody when absent. */
  tlsMemory?: TlsMemory;
}

/**
 * Hands mail to one relay over a small pool of kept connections. Every mail ends within the relay's `limit` (60 s), the wait
 * for a connection included, because the row that it belongs to is leased for a time.
 */
export class SmtpTransport implements MailTransport {
  readonly #relay: Relay;
  readonly #pool: SmtpPool;

  constructor(options: SmtpTransportOptions) {
    this.#relay = options.relay;
    this.#pool = new SmtpPool(options);
  }

  /** @param withinMs the relay's own limit when absent */
  async send(mail: OutgoingMail, withinMs = this.#relay.totalMs): Promise<SendResult> {
    refuseBrokenEnvelope(mail.envelope);
    const endsAt = performance.now() + withinMs;
    const session = await this.#pool.acquire(withinMs);
    if (!session) return noConnection(this.#pool.isClosed);
    const wasKept = session.carried > 0;
    const result = await carryUntil(endsAt, session, mail);
    if (wasKept && this.#mayTryAgain(session, result, endsAt))
      return this.#carryAfresh(session, mail, endsAt);
    void this.#pool.release(session);
    return result;
  }

  close(): Promise<void> {
    return this.#pool.close(CLOSE_GRACE_MS);
  }

  /** A kept connection may have died unnoticed. Only while the relay has no byte of the content can a second try make no duplicate. */
  #mayTryAgain(session: SmtpSession, result: SendResult, endsAt: number): boolean {
    if (this.#pool.isClosed || performance.now() >= endsAt) return false;
    return result.outcome === 'soft_fail' && !session.isUsable && !session.contentBegun;
  }

  async #carryAfresh(dead: SmtpSession, mail: OutgoingMail, endsAt: number): Promise<SendResult> {
    const session = this.#pool.renew(dead);
    const result = await carryUntil(endsAt, session, mail);
    void this.#pool.release(session);
    return result;
  }
}

function noConnection(isClosed: boolean): SendResult {
  const response = isClosed ? 'The service is stopping' : 'No connection to the relay came free in time';
  return { outcome: 'soft_fail', scope: 'server', stage: 'connect', response };
}

/** Nodemailer's own limits are for single steps; a relay that trickles bytes would outlast them all. */
async function carryUntil(endsAt: number, session: SmtpSession, mail: OutgoingMail): Promise<SendResult> {
  const limit = setTimeout(
    () => session.abandon('The relay did not finish in time'),
    Math.max(endsAt - performance.now(), 0),
  );
  return session.carry(mail).finally(() => clearTimeout(limit));
}

function refuseBrokenEnvelope({ from, to }: Envelope): void {
  if (from !== '') checkedAddress('Return path', from);
  checkedAddress('Recipient', to);
}
