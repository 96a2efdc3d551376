import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Api } from './harness/api.ts';
import { buildOnce, processesWith, Program } from './harness/program.ts';
import type { Account } from './harness/program.ts';
import { withDatabase } from './harness/servers.ts';
import { QUEUES } from './harness/service.ts';

const LINK = /\/first-lead\/([A-Za-z0-9_-]{43})$/m;
const PASSWORD = 'correct horse battery';
const isRoot = process.getuid?.() === 0;
const redis: Record<string, string> =
  QUEUES === 'redis' ? { REDIS_URL: `${process.env['TEST_REDIS_URL'] ?? ''}/255` } : {};

describe(`a fresh machine starts (queues on ${QUEUES})`, () => {
  const folders: string[] = [];
  const programs: Program[] = [];

  beforeAll(() => buildOnce());
  afterEach(async () => {
    const running = programs.splice(0).filter(({ hasEnded }) => !hasEnded);
    await Promise.all(running.map((program) => program.signal('SIGTERM')));
  });
  afterAll(() => {
    for (const folder of folders) {
      rmSync(clusterOf(folder), { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    }
  });

  /** As `mktemp -d`: mode 0700. */
  function freshFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'dnscert-start-'));
    folders.push(folder);
    return folder;
  }
  /** Where the cluster of a data folder lies: inside, or where its file `location` says. */
  function clusterOf(folder: string): string {
    const location = join(folder, 'postgres', 'location');
    return existsSync(location) ? readFileSync(location, 'utf8').trim() : join(folder, 'postgres', 'cluster');
  }
  function start(folder: string, env: Record<string, string> = {}, account: Partial<Account> = {}): Program {
    const program = Program.server({ DATA_DIR: folder, ...redis, ...env }, account);
    programs.push(program);
    return program;
  }
  const signIn = async (url: string) =>
    (await new Api(url).post('session', { email: 'lead@cert.example', password: PASSWORD })).status;
  const postmasterOf = (folder: string) =>
    Number(readFileSync(join(clusterOf(folder), 'postmaster.pid'), 'utf8').split('\n')[0]);

  async function expectTidyEnd(program: Program, folder: string): Promise<void> {
    const began = Date.now();
    const { code, stderr } = await program.signal('SIGTERM');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(Date.now() - began).toBeLessThan(30_000);
    expect(processesWith(clusterOf(folder))).toEqual([]);
    expect(existsSync(join(folder, 'postgres', 'owner.json'))).toBe(false);
  }

  it('with one link for the first lead, keeps what it had when killed, and ends tidily', async () => {
    const folder = freshFolder();
    const first = start(folder);
    const url = await first.url();
    const [, secret = ''] = await first.says(LINK);
    const link = `/first-lead/${secret}`;
    const page = new Api(url);
    const shown = await page.get(link);
    expect([shown.status, shown.text.includes('<form method="post">')]).toEqual([200, true]);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const filled = (password: string) =>
      new URLSearchParams({ email: 'lead@cert.example', name: 'Lead', password }).toString();
    expect((await page.post(link, filled('short'), form)).status).toBe(400);
    expect((await page.post(link, filled(PASSWORD), form)).status).toBe(200);
    expect((await page.post(link, filled(PASSWORD), form)).status).toBe(404);
    expect((await page.get(link)).status).toBe(404);
    expect(await signIn(url)).toBe(201);

    const second = start(folder);
    const refused = await second.ended;
    expect(refused).toEqual({
      code: 2,
      stdout: '',
      stderr: `DATA_DIR ${join(folder, 'postgres')} is in use by process ${first.pid}. Stop that process, or give this one another DATA_DIR.\n`,
    });
    expect(await signIn(url)).toBe(201);

    await first.signal('SIGKILL');
    const orphan = postmasterOf(folder);
    expect(processesWith(clusterOf(folder))).toEqual([orphan]);
    const third = start(folder);
    expect(await signIn(await third.url())).toBe(201);
    await expect(third.says(LINK, 200)).rejects.toThrow('was not said');
    expect(postmasterOf(folder)).not.toBe(orphan);
    await expectTidyEnd(third, folder);

    // What a power cut leaves: marks of processes whose numbers others have by now.
    writeFileSync(
      join(folder, 'postgres', 'owner.json'),
      JSON.stringify({ pid: process.pid, startedAt: '1' }),
    );
    writeFileSync(
      join(clusterOf(folder), 'postmaster.pid'),
      `${process.pid}\n${clusterOf(folder)}\n1\n5432\n`,
    );
    const fourth = start(folder);
    expect(await signIn(await fourth.url())).toBe(201);
    await expectTidyEnd(fourth, folder);

    const keyFile = join(folder, 'keys', 'signing.asc');
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    chmodSync(keyFile, 0o644);
    expect(await start(folder).ended).toEqual({
      code: 2,
      stdout: '',
      stderr: `${keyFile} is open to other users of this machine. Run: chmod 600 ${keyFile}\n`,
    });
    expect(processesWith(clusterOf(folder))).toEqual([]);
  }, 300_000);

  it('twice at once on one new database, which is migrated once', async () => {
    const name = `fresh_${randomBytes(4).toString('hex')}`;
    const superuser = new pg.Client({ connectionString: process.env['TEST_SUPERUSER_URL'] });
    await superuser.connect();
    await superuser.query(`CREATE DATABASE ${name} OWNER dnscert`);
    try {
      const DATABASE_URL = withDatabase(process.env['TEST_SERVICE_URL'] ?? '', name);
      // One key for the mails of one service; nothing else of a folder is shared.
      const SIGNING_KEY_FILE = join(freshFolder(), 'signing.asc');
      const SIGNING_KEY_PASSPHRASE_FILE = join(freshFolder(), 'passphrase');
      const keys = { SIGNING_KEY_FILE, SIGNING_KEY_PASSPHRASE_FILE };
      const both = [0, 1].map(() => start(freshFolder(), { DATABASE_URL, ...keys }));
      const ready = await Promise.all(both.map(async (each) => new Api(await each.url()).get('/readyz')));
      expect(ready.map(({ status }) => status)).toEqual([200, 200]);
      const { rows } = await onDatabase(
        DATABASE_URL,
        'SELECT name, count(*)::int FROM migrations GROUP BY name',
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter(({ count }) => count !== 1)).toEqual([]);
      const ends = await Promise.all(both.map((each) => each.signal('SIGTERM')));
      expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    } finally {
      await superuser.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await superuser.end();
    }
  }, 180_000);

  // Where the queues are plays no part in these.
  if (QUEUES === 'redis') return;

  it('and leaves no database server when it is ended while it starts, or cannot listen', async () => {
    const folder = freshFolder();
    const ended = start(folder);
    while (!existsSync(join(folder, 'postgres', 'credentials.json')))
      await new Promise((on) => setTimeout(on, 5));
    expect((await ended.signal('SIGTERM')).code).toBe(0);
    expect(processesWith(clusterOf(folder))).toEqual([]);

    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((on) => holder.once('listening', on));
    const { port } = holder.address() as { port: number };
    const refused = await start(folder, { PORT: String(port) }).ended;
    holder.close();
    // Its log has Nest's own words besides.
    expect(refused).toMatchObject({
      code: 2,
      stderr: 'PORT is in use by another program: stop that, or set PORT.\n',
    });
    expect(processesWith(clusterOf(folder))).toEqual([]);
  }, 180_000);

  it('but not in an environment with faults, of which it names each', async () => {
    const { code, stdout, stderr } = await start('', {
      PORT: '70000',
      ROLES: 'web,dancer',
      DATABASE_URL: 'mysql://root:s3cret@h/db',
      REDIS_URL: 'http://h',
      SMTP_URL: 'relay.example',
      LOG_LEVEL: 'loud',
      AUTO_NOTIFY: 'sometimes',
    }).ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const [head, ...lines] = stderr.trimEnd().split('\n');
    expect(head).toBe('The environment has faults; nothing was started:');
    expect(lines.map((line) => line.trim().split(' ')[0]).sort()).toEqual([
      'AUTO_NOTIFY',
      'DATABASE_URL',
      'LOG_LEVEL',
      'PORT',
      'REDIS_URL',
      'ROLES',
      'SMTP_URL',
    ]);
    expect(stderr).not.toContain('s3cret');
  });

  it('nor without its database, which it says in one line', async () => {
    const { code, stdout, stderr } = await start(freshFolder(), {
      DATABASE_URL: 'postgres://dnscert:s3cret@127.0.0.1:1/dnscert',
    }).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^DATABASE_URL does not answer: [^\n]+\n$/);
    expect(stderr).not.toContain('s3cret');
  });

  it('for root under a folder that is closed to others, with the cluster elsewhere', async () => {
    if (!isRoot) {
      console.warn('skipped: needs root, for whom another account runs PostgreSQL');
      return;
    }
    const closed = freshFolder();
    const folder = join(closed, 'data');
    mkdirSync(folder);
    const program = start(folder);
    expect((await new Api(await program.url()).get('/readyz')).status).toBe(200);
    expect(clusterOf(folder)).toMatch(/^\/var\/lib\/dns-cert\/cluster-/);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
    await expectTidyEnd(program, folder);
    rmSync(clusterOf(folder), { recursive: true });
  }, 180_000);

  it('for an ordinary user', async () => {
    const account = ordinaryAccount();
    if (typeof account === 'string') {
      console.warn(`skipped: ${account}`);
      return;
    }
    const folder = freshFolder();
    chownSync(folder, account.uid, account.gid);
    const program = start(folder, {}, account);
    expect((await new Api(await program.url()).get('/readyz')).status).toBe(200);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(clusterOf(folder)).toBe(join(folder, 'postgres', 'cluster'));
    await expectTidyEnd(program, folder);
  }, 180_000);
});

async function onDatabase(url: string, query: string): Promise<{ rows: { name: string; count: number }[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query<{ name: string; count: number }>(query);
  } finally {
    await client.end();
  }
}

/** `nobody`, where we are root and that account can read this checkout; else why not. */
function ordinaryAccount(): Account | string {
  if (!isRoot) return 'the tests themselves run as an ordinary user';
  const line = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (line === null) return 'this machine has no account nobody';
  const account = { uid: Number(line[1]), gid: Number(line[2]) };
  const look = spawnSync(
    process.execPath,
    ['-e', 'require("fs").readFileSync(process.argv[1])', import.meta.filename],
    {
      ...account,
      cwd: '/',
    },
  );
  return look.status === 0 ? account : 'the account nobody cannot read this checkout';
}
