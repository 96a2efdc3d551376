import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

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
  if (response.status === 304) return { status: 'unchanged' };
  if (response.status !== 200 || response.body === null) {
    throw new RootZoneFetchFault(`${url.host} answered ${response.status}; nothing was changed.`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'dnscert-rootzone-'));
  const discard = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'root.zone');
  try {
    await pipeline(Readable.fromWeb(response.body), atMost(SIZE_LIMIT), createWriteStream(path));
  } catch (error) {
    await discard();
    throw error instanceof RootZoneFetchFault
      ? error
      : new RootZoneFetchFault(
          `The file from ${url.host} did not arrive whole: ${reasonOf(error)}. Nothing was changed.`,
        );
  }
  return {
    status: 'fetched',
    path,
    discard,
    validators: { etag: response.headers.get('etag'), lastModified: response.headers.get('last-modified') },
  };
}

async function request(url: URL, validators: Validators): Promise<Response> {
  const headers = new Headers();
  if (validators.etag !== null) headers.set('If-None-Match', validators.etag);
  if (validators.lastModified !== null) headers.set('If-Modified-Since', validators.lastModified);
  try {
    return await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(TIME_LIMIT) });
  } catch (error) {
    throw new RootZoneFetchFault(
      `${url.host} could not be reached: ${reasonOf(error)}. Nothing was changed.`,
    );
  }
}

function atMost(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(
        seen > bytes
          ? new RootZoneFetchFault(
              `The file is larger than ${bytes} bytes; that is no root zone. Nothing was changed.`,
            )
          : null,
        chunk,
      );
    },
  });
}

/** Node hides the true reason of a failed fetch in `cause`. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: NodeJS.ErrnoException; message: string };
  return cause?.message || cause?.code || message;
}
