import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { failed, OutgoingFault, refused } from './fault.ts';
import { assertAllowed, readTarget } from './target.ts';
import type { Target, TargetRules } from './target.ts';

/** All addresses of a name. */
export type Resolve = (name: string) => Promise<string[]>;

export interface OutgoingRequest extends TargetRules {
  /** Default GET. */
  method?: 'GET' | 'POST';
  /** Sent to the host that was named, and to no other that it sends us to. */
  headers?: Record<string, string>;
  body?: Buffer | string;
  /** ms for all of it: names, redirects, the last byte. */
  timeLimitMs: number;
  /** Bytes of the answer's body. */
  sizeLimit: number;
  /** How many to follow; default 5 for GET, 0 for POST. The one after is an error; of 0, the redirect is the answer. */
  redirects?: number;
  /** Default: as this machine resolves. */
  resolve?: Resolve;
}

export interface OutgoingAnswer {
  url: string;
  status: number;
  headers: IncomingHttpHeaders;
  /** As it comes, not unpacked; breaks off with an OutgoingFault past a limit. Read it to its end, or destroy it. */
  body: Readable;
}

const REDIRECTS = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 5;

const bySystem: Resolve = async (name) =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * The one way out to an address that somebody gave us. Names are resolved here, each address is checked, and the connection
 * goes to a checked one: there is no second look-up that could answer otherwise. Each redirect is checked like the first
 * address, and none leads from https to http.
 * @throws OutgoingFault `outgoing.refused`, `outgoing.failed`
 */
export async function askOutside(address: string, request: OutgoingRequest): Promise<OutgoingAnswer> {
  const { method = 'GET', timeLimitMs } = request;
  const most = request.redirects ?? (method === 'GET' ? MOST_REDIRECTS : 0);
  const signal = AbortSignal.timeout(timeLimitMs);
  let target = readTarget(address, request);
  const { origin } = target.url;
  for (let followed = 0; ; followed += 1) {
    const isNamed = target.url.origin === origin;
    const answer = await askOnce(target, request, isNamed ? (request.headers ?? {}) : {}, signal);
    const { location } = answer.headers;
    if (most === 0 || location === undefined || !REDIRECTS.includes(answer.statusCode ?? 0))
      return {
        url: target.url.href,
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        body: limited(answer, target.url.host, request.sizeLimit, signal),
      };
    answer.destroy();
    if (followed === most) throw refused(`${target.host} sends us on and on.`);
    target = next(target, location, request);
  }
}

/** @throws OutgoingFault `outgoing.refused` */
function next(from: Target, location: string, rules: TargetRules): Target {
  const url = URL.parse(location, from.url.href);
  if (url === null) throw refused(`${from.host} sends us to no address.`);
  if (from.url.protocol === 'https:' && url.protocol !== 'https:')
    throw refused(`${from.host} sends us from https to ${url.protocol.slice(0, -1)}.`);
  return readTarget(url.href, rules);
}

async function askOnce(
  target: Target,
  request: OutgoingRequest,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const addresses = await within(signal, target.url.host, addressesOf(target, request.resolve ?? bySystem));
  assertAllowed(target.host, addresses, request.exception);
  return new Promise((answered, gaveUp) => {
    const options: https.RequestOptions = {
      method: request.method ?? 'GET',
      headers: { 'user-agent': 'dns-cert', 'accept-encoding': 'identity', ...headers },
      // A connection of its own: none that was opened for somebody else's name.
      agent: false,
      lookup: alwaysTo(addresses),
      signal,
    };
    const asked =
      target.url.protocol === 'https:'
        ? https.request(target.url, options)
        : http.request(target.url, options);
    asked.on('response', answered);
    asked.on('error', (error) => gaveUp(failureOf(target.url.host, error, signal)));
    asked.end(request.body);
  });
}

const addressesOf = async ({ host, isAddress }: Target, resolve: Resolve): Promise<string[]> =>
  isAddress ? [host] : resolve(host);

/** What `net.connect` asks instead of the DNS. */
const alwaysTo =
  (addresses: string[]): LookupFunction =>
  (_name, { all }, done) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const [first = { address: '', family: 4 }] = found;
    if (all === true) done(null, found);
    else done(null, first.address, first.family);
  };

async function within<T>(signal: AbortSignal, host: string, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_done, fail) => {
    signal.addEventListener('abort', () => fail(failureOf(host, signal.reason, signal)), { once: true });
  });
  return Promise.race([work, late]).catch((error: unknown) => {
    throw failureOf(host, error, signal);
  });
}

function limited(answer: IncomingMessage, host: string, sizeLimit: number, signal: AbortSignal): Readable {
  let seen = 0;
  const body = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(
        seen > sizeLimit
          ? new OutgoingFault(
              'outgoing.too_large',
              `The answer of ${host} is larger than ${sizeLimit} bytes.`,
            )
          : null,
        chunk,
      );
    },
  });
  answer.on('error', (error) => body.destroy(failureOf(host, error, signal)));
  body.on('close', () => answer.destroy());
  return answer.pipe(body);
}

function failureOf(host: string, error: unknown, signal: AbortSignal): OutgoingFault {
  if (error instanceof OutgoingFault) return error;
  if (signal.aborted) return failed(`${host} took too long.`, 'it took too long');
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = message || code || 'no reason was given';
  return failed(`${host} could not be reached: ${reason}.`, reason);
}
