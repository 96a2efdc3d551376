import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { EmbeddedPostgres } from '#libs/database';
import { migrate, startEmbeddedPostgres } from '#libs/database';
import { migrateQueues } from '#libs/queue';
import { atTheEnd } from './undo.ts';

/** A PostgreSQL server of this run's own that can be made to crash. Reads /proc, so Linux alone can crash it. */
export class ScratchPostgres {
  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly folder: string,
  ) {}

  /** A new cluster in a temporary folder, migrated. */
  static async start(): Promise<ScratchPostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'dnscert-run-'));
    const postgres = new ScratchPostgres(await startEmbeddedPostgres(folder), folder);
    atTheEnd(() => postgres.stop());
    await migrate({ url: postgres.url, pool: 3 }, () => migrateQueues(postgres.url));
    return postgres;
  }

  /** The service's account. */
  get url(): string {
    return this.server.url;
  }

  /** A folder that goes when the server goes. */
  get dataDir(): string {
    return this.folder;
  }

  /** The service's database, as superuser. */
  get superuserUrl(): string {
    const url = new URL(this.server.superuserUrl);
    url.pathname = new URL(this.server.url).pathname;
    return url.href;
  }

  /** What `pg_ctl stop -m immediate` does, `awayMs` of nothing, then a start on the same port, with recovery from the log. */
  async crash(awayMs: number): Promise<void> {
    const pid = await this.pid();
    const argv = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').filter((part) => part !== '');
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const account = (line: string) => Number(new RegExp(`^${line}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
    process.kill(pid, 'SIGQUIT');
    while (isThere(pid)) await sleep(10);
    await sleep(awayMs);
    const [program = '', ...args] = argv;
    const child = spawn(program, args, {
      ...(process.getuid?.() === 0 ? { uid: account('Uid'), gid: account('Gid') } : {}),
      stdio: 'ignore',
      detached: true,
      env: { LC_ALL: 'C', TZ: 'UTC' },
    });
    child.unref();
    await this.untilItAnswers();
  }

  private async pid(): Promise<number> {
    return Number((await readFile(join(this.server.cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  }

  private async untilItAnswers(): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 1_000 });
      client.on('error', () => undefined);
      const answered = await client.connect().then(
        () => true,
        () => false,
      );
      await client.end().catch(() => undefined);
      if (answered) return;
      await sleep(50);
    }
    throw new Error('PostgreSQL did not come back after its crash');
  }

  async stop(): Promise<void> {
    // After a crash it is no longer the process that `server` knows.
    const pid = await this.pid().catch(() => null);
    if (pid !== null && isThere(pid)) process.kill(pid, 'SIGINT');
    while (pid !== null && isThere(pid)) await sleep(20);
    await this.server.stop();
    await rm(this.server.cluster, { recursive: true, force: true });
    await rm(this.folder, { recursive: true, force: true });
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
