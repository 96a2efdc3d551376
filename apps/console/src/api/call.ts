import type { ProblemView } from '#libs/contracts';
import { tellClock } from './clock.ts';
import { faultWords } from './fault-words.ts';
import { ApiFault, Unreachable } from './fault.ts';
import { tellSignedOut } from './signed-out.ts';

/** A value with the version that an edit of it builds on. */
export interface Versioned<T> {
  view: T;
  etag: string;
}

interface Sending {
  /** Makes a repeated POST the same POST: one per thing that a person means to do. */
  key?: string | undefined;
  /** The ETag of what was read, for edits. */
  ifMatch?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Values of a query; what is absent or empty is not asked. */
export type Query = Record<string, string | number | boolean | null | undefined>;

/** `path` stands below `/api/v1`, for example `incidents/…`. @throws ApiFault, Unreachable */
export async function read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const response = await ask(`${path}${queryText(query)}`, { method: 'GET', signal: signal ?? null });
  return (await response.json()) as T;
}

/** As {@link read}, with the version. */
export async function readVersioned<T>(path: string, signal?: AbortSignal): Promise<Versioned<T>> {
  const response = await ask(path, { method: 'GET', signal: signal ?? null });
  return { view: (await response.json()) as T, etag: response.headers.get('ETag') ?? '' };
}

/** Text as it stands, for example the bytes of a mail. */
export async function readText(path: string, signal?: AbortSignal): Promise<string> {
  return (await ask(path, { method: 'GET', signal: signal ?? null })).text();
}

/** A file with the name that the service gives it. @throws ApiFault, Unreachable */
export async function readFile(path: string, query: Query = {}): Promise<{ name: string; bytes: Blob }> {
  const response = await ask(`${path}${queryText(query)}`, { method: 'GET' });
  const [, name = 'file'] =
    /filename="([\w.-]+)"/.exec(response.headers.get('Content-Disposition') ?? '') ?? [];
  return { name, bytes: await response.blob() };
}

/** @throws ApiFault, Unreachable */
export async function send<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  { key, ifMatch, signal }: Sending = {},
): Promise<T> {
  const response = await ask(path, {
    method,
    signal: signal ?? null,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function ask(
  path: string,
  init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, {
      credentials: 'same-origin',
      ...init,
      // Sentences that the service makes come in the language that is spoken here, whatever the browser's is.
      headers: { 'Accept-Language': document.documentElement.lang, ...init.headers },
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable();
  }
  tellClock(response.headers.get('Date'));
  if (response.ok) return response;
  const fault = await faultOf(response);
  if (fault.problem.code === 'access.unauthenticated') tellSignedOut();
  throw fault;
}

async function faultOf(response: Response): Promise<ApiFault> {
  const seconds = Number(response.headers.get('Retry-After'));
  const fallback: ProblemView = {
    status: response.status,
    code: 'http.failed',
    title: response.statusText || `HTTP ${response.status}`,
  };
  const problem = await response.json().then(
    (body: unknown) => ({ ...fallback, ...(body as Partial<ProblemView>) }),
    () => fallback,
  );
  const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  return new ApiFault(problem, retryAfter, await faultWords(problem, retryAfter));
}

export function queryText(query: Query): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}
