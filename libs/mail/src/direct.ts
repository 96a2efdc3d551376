import { isIP } from 'node:net';
import type { Relay } from './relay.ts';
import { cleanReply } from './reply.ts';
import { SmtpTransport } from './smtp.ts';
import type { SmtpTransportOptions } from './smtp.ts';
import type { MailTransport, OutgoingMail, SendResult } from './transport.ts';
import type { Whereabouts } from './whereabouts.ts';

/** Servers of a domain that one mail is offered to. */
const MOST_SERVERS = 4;
/** Servers that are remembered with their kept connections; beyond it the one used longest ago is let go. */
const MOST_KEPT = 500;

export interface DirectOptions extends Omit<SmtpTransportOptions, 'relay' | 'whereabouts'> {
  /** All but the host: port, patience, STARTTLS. */
  patience: Omit<Relay, 'host'>;
  whereabouts: Whereabouts;
}

/**
 * Hands mail to the recipient's own servers, in the order of its MX records: the next where one cannot be reached or does not
 * take part, as long as none has a byte of the content.
 */
export class DirectTransport implements MailTransport {
  private readonly servers = new Map<string, SmtpTransport>();

  constructor(private readonly options: DirectOptions) {}

  async send(mail: OutgoingMail): Promise<SendResult> {
    const endsAt = performance.now() + this.options.patience.totalMs;
    const hosts = await this.hostsFor(mail.envelope.to);
    if (!Array.isArray(hosts)) return hosts;
    let told = nowhere('It has no mail server');
    for (const host of hosts) {
      const leftMs = endsAt - performance.now();
      if (leftMs <= 0) break;
      const result = await this.serverAt(host).send(mail, leftMs);
      if (!isServersAlone(result)) return result;
      // What a server was found to be tells a person more than that the next one is away.
      if (told.stage === 'connect') told = result;
    }
    return told;
  }

  async close(): Promise<void> {
    await Promise.all([...this.servers.values()].map((server) => server.close()));
  }

  /** Names of its servers, or what becomes of a mail for which there are none. */
  private async hostsFor(to: string): Promise<string[] | SendResult> {
    const domain = to.slice(to.lastIndexOf('@') + 1).toLowerCase();
    try {
      const { what } = await this.options.whereabouts.exchangesOf(domain);
      const hosts = [...what].sort((a, b) => a.priority - b.priority).map(({ host }) => host.toLowerCase());
      if (hosts.length === 1 && hosts[0] === '') return takesNoMail(domain);
      return hosts.filter(isName).slice(0, MOST_SERVERS);
    } catch (error) {
      return nowhere(`Its mail servers cannot be found: ${(error as Error).message}`);
    }
  }

  private serverAt(host: string): SmtpTransport {
    const { patience, ...options } = this.options;
    const server = this.servers.get(host) ?? new SmtpTransport({ ...options, relay: { ...patience, host } });
    this.servers.delete(host);
    this.servers.set(host, server);
    const [oldest] = this.servers.keys();
    if (this.servers.size > MOST_KEPT && oldest !== undefined) {
      void this.servers.get(oldest)?.close();
      this.servers.delete(oldest);
    }
    return server;
  }
}

/** RFC 5321 section 5.1 has names alone; an address would be reached without being looked at. */
const isName = (host: string): boolean => isIP(host) === 0 && /^[a-z0-9_][a-z0-9_.-]{0,252}$/.test(host);

/** Another server of the domain may fare better, and can make no duplicate. */
const isServersAlone = ({ outcome, scope, stage }: SendResult): boolean =>
  outcome === 'soft_fail' && scope === 'server' && stage !== 'data';

const nowhere = (words: string): SendResult => ({
  outcome: 'soft_fail',
  scope: 'server',
  stage: 'connect',
  response: cleanReply(words),
});

/** RFC 7505 section 4.1, in the words that a server would use. */
const takesNoMail = (domain: string): SendResult => ({
  outcome: 'hard_fail',
  scope: 'message',
  stage: 'rcpt',
  response: cleanReply(`556 5.1.10 ${domain} takes no mail (null MX)`),
  code: 556,
  enhanced: '5.1.10',
});
