import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { built } from './checkout.ts';
import { atTheEnd } from './undo.ts';

/** proc(5): clock ticks, of which Linux has 100 a second everywhere. */
const MS_PER_TICK = 10;
const OUTPUT_KEPT = 400_000;
/** ms before a process that ended is started again, as an init system would. */
const RESTART_AFTER = 50;
const UP = /^Roles\s/m;
/** ms after it said that it is up, within which it may still give up for a database that is away, as at any start. */
const STILL_STARTING = 3_000;

/** The real service as a process of its own, started again whenever it ends. */
export class ServiceProcess {
  kills = 0;
  /** Words of incarnations that had come up and ended without being killed. */
  readonly fellOver: string[] = [];
  private child: ChildProcess | null = null;
  private output = '';
  private isUp = false;
  private upSince = 0;
  private killed = false;
  private stopping = false;

  private constructor(
    readonly name: string,
    private readonly env: Record<string, string>,
    private readonly nodeFlags: string[],
  ) {}

  /** Starts it and waits until it says that it is up. `name` for messages; `env` is all that it gets, PATH apart. */
  static async start(
    name: string,
    env: Record<string, string>,
    nodeFlags: string[] = [],
  ): Promise<ServiceProcess> {
    const service = new ServiceProcess(name, env, nodeFlags);
    service.launch();
    atTheEnd(() => service.stop());
    await service.untilUp();
    return service;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** The last words of this incarnation and those before it. */
  get words(): string {
    return this.output;
  }

  /** ms of CPU that this incarnation has used. Unlike the clock it does not mind who else uses the machine. */
  async cpuMs(): Promise<number> {
    const stat = await readFile(`/proc/${this.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  }

  async untilUp(limitMs = 30_000): Promise<void> {
    const end = performance.now() + limitMs;
    while (!this.isUp) {
      if (performance.now() > end) throw new Error(`${this.name} did not come up:\n${this.output}`);
      await sleep(20);
    }
  }

  /** kill -9. It is started again at once; `untilUp` waits for that. */
  async kill(): Promise<void> {
    const child = this.child;
    if (child?.pid === undefined) return;
    this.kills += 1;
    this.killed = true;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** SIGTERM, and 35 s later SIGKILL; not started again. */
  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), 35_000);
    await ended;
    clearTimeout(impatience);
  }

  private launch(): void {
    const args = ['--enable-source-maps', ...this.nodeFlags, built('apps/server/main.js')];
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env['PATH'] ?? '', ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.isUp = false;
    this.killed = false;
    let ownWords = '';
    const hear = (chunk: Buffer) => {
      this.output = (this.output + chunk.toString()).slice(-OUTPUT_KEPT);
      if (this.isUp) return;
      ownWords += chunk.toString();
      this.isUp = UP.test(ownWords);
      this.upSince = performance.now();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code, signal) => {
      const wasStarting = !this.isUp || performance.now() - this.upSince < STILL_STARTING;
      if (!wasStarting && !this.killed && !this.stopping)
        this.fellOver.push(`${this.name} ended (${signal ?? code ?? '?'}):\n${this.output.slice(-4_000)}`);
      this.isUp = false;
      if (!this.stopping) setTimeout(() => this.stopping || this.launch(), RESTART_AFTER);
    });
  }
}
