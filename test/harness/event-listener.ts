import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeView } from '#libs/contracts';
import type { Api } from './api.ts';

/** Listens to server-sent events as a browser does, and keeps what was said. */
export class EventListener {
  readonly changes: ChangeView[] = [];
  /** Of the last event; what a browser sends when it comes back. */
  lastEventId = '';
  /** How often it was said that the line is open. */
  beats = 0;
  isOver = false;
  private rest = '';
  private readonly hangUp = new AbortController();

  private constructor(readonly status: number) {}

  /** Resolves once the listener is in: what is committed from now on is heard. */
  static async open(api: Api, lastEventId?: string): Promise<EventListener> {
    const hangUp = new AbortController();
    const response = await fetch(`${api.base}/api/v1/events`, {
      signal: hangUp.signal,
      headers: {
        ...api.credentials,
        accept: 'text/event-stream',
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
    });
    const listener = new EventListener(response.status);
    if (response.status !== 200 || response.body === null) {
      await response.body?.cancel();
      return listener;
    }
    listener.hangUp.signal.addEventListener('abort', () => hangUp.abort());
    void listener.read(response.body);
    await listener.until(() => listener.lastEventId !== '');
    return listener;
  }

  /** @throws Error when it does not come true in time */
  async until(holds: () => boolean, limit = 8_000): Promise<void> {
    const end = Date.now() + limit;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`heard only ${JSON.stringify(this.changes)}`);
      await sleep(20);
    }
  }

  /** `what type` of those about one thing. */
  of(id: string): string[] {
    return this.changes.filter((change) => change.id === id).map(({ what, type }) => `${what} ${type}`);
  }

  close(): void {
    this.hangUp.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) this.take(decoder.decode(chunk, { stream: true }));
    } catch (error) {
      if (!this.hangUp.signal.aborted) throw error;
    }
    this.isOver = true;
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks)
      for (const line of block.split('\n')) {
        const [, field = '', value = ''] = /^([a-z]*): ?(.*)$/.exec(line) ?? [];
        if (field === 'id') this.lastEventId = value;
        if (field === 'data') this.changes.push(JSON.parse(value) as ChangeView);
        if (field === '') this.beats += 1;
      }
  }
}
