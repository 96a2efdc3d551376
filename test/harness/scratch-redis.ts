import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort, programPath } from './servers.ts';
import { atTheEnd } from './undo.ts';

/** A Redis of this run's own that keeps nothing on disk: killed, it comes back empty. */
export class ScratchRedis {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly program: string,
    private readonly port: number,
  ) {}

  /** Null where redis-server is not installed. */
  static async start(): Promise<ScratchRedis | null> {
    const program = programPath('redis-server');
    if (program === null) return null;
    const redis = new ScratchRedis(program, await freePort());
    await redis.up();
    atTheEnd(() => redis.kill());
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async flush(): Promise<void> {
    const client = this.client();
    await client.flushall().catch(() => undefined);
    client.disconnect();
  }

  /** kill -9, `awayMs` of nothing, an empty start on the same port. */
  async crash(awayMs: number): Promise<void> {
    await this.kill();
    await sleep(awayMs);
    await this.up();
  }

  private async up(): Promise<void> {
    const args = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    this.child = spawn(this.program, [...args, '--maxmemory-policy', 'noeviction', '--dir', '/tmp'], {
      stdio: 'ignore',
    });
    const client = this.client();
    while ((await client.ping().catch(() => null)) !== 'PONG') await sleep(20);
    client.disconnect();
  }

  private client(): Redis {
    const client = new Redis(this.url, { retryStrategy: () => 50, maxRetriesPerRequest: 20 });
    client.on('error', () => undefined);
    return client;
  }

  private async kill(): Promise<void> {
    const child = this.child;
    this.child = null;
    if (child === null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}
