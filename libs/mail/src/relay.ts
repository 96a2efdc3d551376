import { MailFault } from './fault.ts';

/**
 * opportunistic  where it is offered, and of a server that offered it before it is demanded
 * each-time      where it is offered, whatever was before
 */
export type StartTls = (typeof START_TLS)[number];
const START_TLS = ['opportunistic', 'each-time', 'required', 'off'] as const;

/** The relay that takes our mail, and how patient we are with it. */
export interface Relay {
  host: string;
  port: number;
  /** TLS from the first byte (`smtps:`). */
  implicitTls: boolean;
  startTls: StartTls;
  credentials?: { user: string; password: string };
  /** Connections at most; default 8. */
  connections: number;
  /** Messages on one connection before it is renewed; default 100. */
  messages: number;
  /** An unused connection is closed after this; default 30 000 ms. */
  idleMs: number;
  /** For one mail, all in all: waiting for a connection, opening it, sending; default 60 000 ms. */
  totalMs: number;
  /** Until the connection (with `smtps:` its TLS) stands; default 10 000 ms. */
  connectMs: number;
  /** From there until the greeting and EHLO are done; default 30 000 ms. */
  greetingMs: number;
}

const NUMBERS = {
  connections: { name: 'connections', unit: 1, default: 8, max: 100 },
  messages: { name: 'messages', unit: 1, default: 100, max: 10_000 },
  idle: { name: 'idleMs', unit: 1000, default: 30, max: 600 },
  limit: { name: 'totalMs', unit: 1000, default: 60, max: 600 },
  connect: { name: 'connectMs', unit: 1000, default: 10, max: 300 },
  greeting: { name: 'greetingMs', unit: 1000, default: 30, max: 300 },
} as const;

/**
 * Reads `smtp://user:password@relay.example:587?starttls=required&connections=8`, or `smtps:` for TLS from the start
 * (default ports 25 and 465). Options: `starttls` (opportunistic, each-time, required, off), `connections`, `messages` per connection,
 * and in seconds, fractions too, `idle`, `limit`, `connect`, `greeting`. STARTTLS is opportunistic by default, but required
 * where a password would else cross a network in clear.
 * @throws MailFault `mail.relay_url`; it never quotes the URL, which may hold a password.
 */
export function parseRelayUrl(text: string): Relay {
  const url = URL.parse(text);
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '')
    throw relayFault('must look like smtp://host:port or smtps://host:port');
  if (!/^\/?$/.test(url.pathname) || url.hash !== '') throw relayFault('must have no path and no #');
  refuseUnknown(url.searchParams);
  const host = decode(url.hostname).replace(/^\[(.*)\]$/, '$1');
  const implicitTls = url.protocol === 'smtps:';
  const credentials = readCredentials(url);
  return {
    host,
    port: url.port === '' ? (implicitTls ? 465 : 25) : Number(url.port),
    implicitTls,
    startTls: readStartTls(url.searchParams.get('starttls'), credentials !== undefined && !isLoopback(host)),
    ...(credentials && { credentials }),
    ...readNumbers(url.searchParams),
  };
}

/** Straight to the recipients' own servers. */
export interface Direct {
  patience: Omit<Relay, 'host'>;
  /** Servers at addresses of our own networks too, which is for tests and closed networks. */
  anyAddress: boolean;
}

/** Two to one server (`libs/mail/src/gate.ts` holds the domains to it), and a server is done with soon. */
const DIRECT_DEFAULTS = { connections: 2, messages: 20, idleMs: 5_000 };

/**
 * Reads `mx://direct?starttls=required`: the same options as a relay's, with `port` (25) and `addresses` (`public`, or `any` for
 * those of our own networks too). At most two connections go to one server unless `connections` says otherwise.
 * @throws MailFault `mail.relay_url`
 */
export function parseDirectUrl(text: string): Direct {
  const url = URL.parse(text);
  if (url?.protocol !== 'mx:' || url.host !== 'direct' || !/^\/?$/.test(url.pathname) || url.hash !== '')
    throw relayFault('must look like mx://direct');
  refuseUnknown(url.searchParams, ['port', 'addresses']);
  const options = url.searchParams;
  const port = Number(options.get('port') ?? 25);
  if (!(Number.isInteger(port) && port > 0 && port < 65_536)) throw relayFault('has a port that is none');
  const addresses = options.get('addresses') ?? 'public';
  if (addresses !== 'public' && addresses !== 'any')
    throw relayFault('has addresses other than public or any');
  return {
    patience: {
      port,
      implicitTls: false,
      startTls: readStartTls(options.get('starttls'), false),
      ...readNumbers(options),
      ...(options.has('connections') ? {} : { connections: DIRECT_DEFAULTS.connections }),
      ...(options.has('messages') ? {} : { messages: DIRECT_DEFAULTS.messages }),
      ...(options.has('idle') ? {} : { idleMs: DIRECT_DEFAULTS.idleMs }),
    },
    anyAddress: addresses === 'any',
  };
}

function refuseUnknown(options: URLSearchParams, more: string[] = []): void {
  for (const name of options.keys())
    if (name !== 'starttls' && !more.includes(name) && !Object.hasOwn(NUMBERS, name))
      throw relayFault(`has the unknown option ${JSON.stringify(name.slice(0, 40))}`);
}

function readCredentials(url: URL): Relay['credentials'] {
  if (url.username === '' && url.password === '') return undefined;
  if (url.username === '' || url.password === '') throw relayFault('needs both a user and a password');
  return { user: decode(url.username), password: decode(url.password) };
}

function readStartTls(given: string | null, mustHide: boolean): StartTls {
  if (given === null) return mustHide ? 'required' : 'opportunistic';
  const known = START_TLS.find((one) => one === given);
  if (known !== undefined) return known;
  throw relayFault('has starttls other than opportunistic, each-time, required or off');
}

type Patience = Pick<Relay, (typeof NUMBERS)[keyof typeof NUMBERS]['name']>;

function readNumbers(options: URLSearchParams): Patience {
  const read = Object.entries(NUMBERS).map(([option, spec]) => {
    const value = Number(options.get(option) ?? spec.default);
    const isFit = value > 0 && value <= spec.max && (spec.unit > 1 || Number.isInteger(value));
    if (!isFit) throw relayFault(`has ${option} that is no number from 1 to ${spec.max}`);
    return [spec.name, value * spec.unit];
  });
  return Object.fromEntries(read) as Patience;
}

const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(host);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw relayFault('has a broken %-encoding');
  }
}

const relayFault = (words: string): MailFault => new MailFault('mail.relay_url', `The relay's URL ${words}.`);
