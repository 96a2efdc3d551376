import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { built } from './checkout.ts';
import type { Taken } from './fast-sink.ts';
import { atTheEnd } from './undo.ts';

export type { Taken } from './fast-sink.ts';

interface Answer {
  ask: number;
  count: number;
  taken: Taken[];
}

/** The `FastSink` in a child process. */
export class SinkProcess {
  private asked = 0;
  private readonly answers = new Map<number, (answer: Answer) => void>();
  private known: Taken[] = [];

  private constructor(
    private readonly child: ChildProcess,
    private readonly port: number,
  ) {
    child.on('message', (answer: Answer) => {
      this.answers.get(answer.ask)?.(answer);
      this.answers.delete(answer.ask);
    });
  }

  static async start(latencyMs = 0): Promise<SinkProcess> {
    const child = fork(built('test/harness/sink-main.js'), [String(latencyMs)], { stdio: 'inherit' });
    atTheEnd(async () => child.kill('SIGKILL'));
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return new SinkProcess(child, port);
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** All messages so far, oldest first. */
  async taken(): Promise<readonly Taken[]> {
    const { taken } = await this.ask(this.known.length);
    this.known = [...this.known, ...taken];
    return this.known;
  }

  async count(): Promise<number> {
    return (await this.ask(Number.MAX_SAFE_INTEGER)).count;
  }

  /** Waits until it has `count` messages. @throws Error after `limitMs` */
  async waitFor(count: number, limitMs: number): Promise<void> {
    const end = performance.now() + limitMs;
    for (;;) {
      const have = await this.count();
      if (have >= count) return;
      if (performance.now() > end)
        throw new Error(`the sink has ${have} of ${count} messages after ${limitMs} ms`);
      await sleep(10);
    }
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }

  private async ask(from: number): Promise<Answer> {
    this.asked += 1;
    const ask = this.asked;
    const answer = new Promise<Answer>((give) => this.answers.set(ask, give));
    this.child.send({ ask, from });
    return answer;
  }
}
