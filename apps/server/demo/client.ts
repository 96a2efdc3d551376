/** The service refused what the demo asked of it. */
export class DemoFault extends Error {}

/** Talks to the service over HTTP as anybody's program would. */
export class Client {
  constructor(
    private readonly base: string,
    private readonly token?: string,
  ) {}

  async get<T>(path: string): Promise<T> {
    return (await this.ask<T>('GET', path)).body;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return (await this.ask<T>('POST', path, body)).body;
  }

  async put<T>(path: string, body: unknown): Promise<T> {
    return (await this.ask<T>('PUT', path, body)).body;
  }

  /** Changes what was read just now, and only that: If-Match names the version that was read. */
  async patch<T>(path: string, body: unknown): Promise<T> {
    const { etag } = await this.ask('GET', path);
    return (await this.ask<T>('PATCH', path, body, { 'if-match': etag })).body;
  }

  /** Sets what has this version, and only that; 0 where there is none yet. */
  async putOn<T>(path: string, version: number, body: unknown): Promise<T> {
    return (await this.ask<T>('PUT', path, body, { 'if-match': `"${version}"` })).body;
  }

  /** Decides on the version that was read, and on that alone. */
  async postOn<T>(path: string, version: number, body: unknown): Promise<T> {
    return (await this.ask<T>('POST', path, body, { 'if-match': `"${version}"` })).body;
  }

  /** The status alone, for asking what is not allowed. */
  async status(path: string): Promise<number> {
    return (await this.send('GET', path)).status;
  }

  private async ask<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ body: T; etag: string }> {
    const response = await this.send(method, path, body, headers);
    const text = await response.text();
    if (!response.ok) throw new DemoFault(`${method} ${path} was answered ${response.status}: ${text}`);
    return { body: JSON.parse(text) as T, etag: response.headers.get('etag') ?? '' };
  }

  private send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(path.startsWith('/') ? `${this.base}${path}` : `${this.base}/api/v1/${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}
