import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { askOutside, OutgoingFault } from '#libs/access';
import type { OutgoingAnswer } from '#libs/access';
import { RootZoneFetchFault } from './fetch-fault.ts';

/** What the server said last time, so that it can answer "not modified". */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

export type Fetched =
  | { status: 'unchanged' }
  | { status: 'fetched'; path: string; validators: Validators; discard: () => Promise<void> };

/** ms for the whole of it; a root zone has some 2 MB. */
const TIME_LIMIT = 120_000;
const SIZE_LIMIT = 64 * 1024 * 1024;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

/**
 * Gets a root zone file to a temporary place, conditionally. Only https, save from loopback: a root zone that somebody
 * changed on the way would point our mails at the wrong people. Redirects are refused: name the true address.
 * @throws RootZoneFetchFault in words that say what to do
 */
export async function fetchRootZone(address: string, validators: Validators): Promise<Fetched> {
  const url = URL.parse(address);
  if (
    url === null ||
    (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
  ) {
    throw new RootZoneFetchFault(`${address} is no https address (plain http is taken from loopback alone).`);
  }
  const response = await request(url, validators);
  if (response.status === 304) {
    response.body.destroy();
    return { status: 'unchanged' };
  }
  if (response.status !== 200) {
    response.body.destroy();
    throw new RootZoneFetchFault(`${url.host} answered ${response.status}; nothing was changed.`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'dnscert-rootzone-'));
  const discard = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'root.zone');
  try {
    await pipeline(response.body, createWriteStream(path));
  } catch (error) {
    await discard();
    throw error instanceof OutgoingFault ? brokenOff(url, error) : error;
  }
  return {
    status: 'fetched',
    path,
    discard,
    validators: {
      etag: response.headers.etag ?? null,
      lastModified: response.headers['last-modified'] ?? null,
    },
  };
}

async function request(url: URL, { etag, lastModified }: Validators): Promise<OutgoingAnswer> {
  try {
    return await askOutside(url.href, {
      headers: {
        ...(etag === null ? {} : { 'If-None-Match': etag }),
        ...(lastModified === null ? {} : { 'If-Modified-Since': lastModified }),
      },
      redirects: 0,
      timeLimitMs: TIME_LIMIT,
      sizeLimit: SIZE_LIMIT,
      exception: (host, address) => LOOPBACK.test(host) && LOOPBACK.test(address),
    });
  } catch (error) {
    if (!(error instanceof OutgoingFault)) throw error;
    throw new RootZoneFetchFault(`${error.message} Nothing was changed.`);
  }
}

const brokenOff = ({ host }: URL, { code, reason }: OutgoingFault) =>
  new RootZoneFetchFault(
    code === 'outgoing.too_large'
      ? `The file is larger than ${SIZE_LIMIT} bytes; that is no root zone. Nothing was changed.`
      : `The file from ${host} did not arrive whole: ${reason}. Nothing was changed.`,
  );
