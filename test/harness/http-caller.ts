import { Agent, request } from 'node:http';

export interface HttpAnswer {
  status: number;
  text: string;
}

/** Calls the API over kept connections, cheaply: a load generator must not be what is measured. */
export class HttpCaller {
  private readonly agent: Agent;

  constructor(
    private readonly port: number,
    connections: number,
    private readonly limitMs = 15_000,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @throws Error when the connection fails or no answer comes in time */
  async call(
    method: string,
    path: string,
    token: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<HttpAnswer> {
    return new Promise((answered, failed) => {
      const sent = request(
        {
          agent: this.agent,
          host: '127.0.0.1',
          port: this.port,
          method,
          path: `/api/v1/${path}`,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', failed);
          response.on('aborted', () => failed(new Error('cut off in mid-answer')));
          response.on('end', () =>
            answered({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
          );
        },
      );
      sent.setTimeout(this.limitMs, () => sent.destroy(new Error(`no answer in ${this.limitMs} ms`)));
      sent.on('error', failed);
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
