/** An answer of the API: status, headers, body as JSON where it is. */
export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
  text: string;
}

/** Calls the service over HTTP as a client would, with a token, in a session, or neither. */
export class Api {
  constructor(
    readonly base: string,
    readonly token?: string,
    /** Of a session, as `name=secret`. */
    readonly cookie?: string,
  ) {}

  /** Headers that say who asks. */
  get credentials(): Record<string, string> {
    return {
      ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
      ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
    };
  }

  get<T = Record<string, unknown>>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.call<T>('GET', path, undefined, headers);
  }

  post<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return this.call<T>('POST', path, body, headers);
  }

  put<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return this.call<T>('PUT', path, body, headers);
  }

  patch<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return this.call<T>('PATCH', path, body, headers);
  }

  /** A form, as a browser sends it. */
  async send<T = Record<string, unknown>>(
    path: string,
    form: FormData,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const asked = new Request('http://form.example', { method: 'POST', body: form });
    const type = asked.headers.get('content-type') ?? '';
    const bytes = Buffer.from(await asked.arrayBuffer());
    return this.call<T>('POST', path, bytes, { 'content-type': type, ...headers });
  }

  /** `path` without a leading slash is under /api/v1/. A string or Buffer body is sent as it is. */
  async call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const url = path.startsWith('/') ? `${this.base}${path}` : `${this.base}/api/v1/${path}`;
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        ...this.credentials,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
    });
    const text = await textOf(response);
    return { status: response.status, headers: response.headers, body: readJson(text) as T, text };
  }
}

/** Of a stream, which has no end, nothing: it is hung up on. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true) return response.text();
  await response.body?.cancel();
  return '';
}

/** Signs in with a password and stays so. `headers` are those of the sign-in alone. */
export async function signedIn(
  base: string,
  email: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<Api> {
  const answer = await new Api(base).post('session', { email, password }, headers);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`${email} was not let in: ${answer.text}`);
  return new Api(base, undefined, cookie);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
