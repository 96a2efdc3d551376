import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { built, CHECKOUT } from './checkout.ts';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Account {
  uid: number;
  gid: number;
}

/** Makes dist/, where it is not up to date. */
export function buildOnce(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(CHECKOUT, 'build.mjs')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`build.mjs failed: ${stderr}`);
}

/** A program of the build as a process of its own, with nothing in its environment but `env` and PATH. */
export class Program {
  /** When it has ended. */
  readonly ended: Promise<Ended>;
  private stdout = '';
  private stderr = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.ended = new Promise((end) => {
      child.once('close', (code) => end({ code, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  static server(env: Record<string, string>, account: Partial<Account> = {}): Program {
    return Program.start('apps/server/main.js', [], { HOST: '127.0.0.1', PORT: '0', ...env }, account);
  }

  /** The demo, on a root zone of its own making; it stays up after its story. */
  static demo(env: Record<string, string>): Program {
    return Program.start('apps/server/demo/main.js', ['--rootzone', 'made', '--no-year'], env, {});
  }

  /** As `npm run -s dnscert -- ARGS` runs it. */
  static async dnscert(args: string[], env: Record<string, string>, stdin = ''): Promise<Ended> {
    const program = Program.start('apps/server/dnscert.js', args, env, {});
    program.child.stdin?.end(stdin);
    return program.ended;
  }

  private static start(
    file: string,
    args: string[],
    env: Record<string, string>,
    account: Partial<Account>,
  ): Program {
    const path = process.env['PATH'] ?? '';
    const child = spawn(process.execPath, ['--enable-source-maps', built(file), ...args], {
      ...account,
      cwd: '/',
      env: { PATH: path, LOG_LEVEL: 'error', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    return new Program(child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  signal(name: NodeJS.Signals): Promise<Ended> {
    this.child.kill(name);
    return this.ended;
  }

  /** Waits until it has said this on stdout. */
  async says(words: RegExp, limit = 60_000): Promise<RegExpExecArray> {
    const end = Date.now() + limit;
    while (Date.now() < end) {
      const said = words.exec(this.stdout);
      if (said !== null) return said;
      if (this.hasEnded) break;
      await sleep(20);
    }
    throw new Error(`${String(words)} was not said:\n${this.stdout}\n${this.stderr}`);
  }

  /** Where it listens, once it does. */
  async url(): Promise<string> {
    return `http://127.0.0.1:${(await this.says(/^Service +http:\/\/localhost:(\d+) [^]*^Mail /m))[1] ?? ''}`;
  }
}

/** Numbers of the processes whose command line holds `text`. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && pid !== process.pid && commandOf(pid).includes(text));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
