import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildOnce, Program } from './harness/program.ts';
import { QUEUES, TestService } from './harness/service.ts';

const FINGERPRINT = { signing: /[0-9A-F]{40}/, access: /[0-9a-f]{32}/ };
const ROLES = { signing: 'worker', access: 'web' };
const FILES = { signing: ['signing.asc', 'passphrase'], access: ['access.key'] };
const KINDS = ['signing', 'access'] as const;
type Kind = (typeof KINDS)[number];

describe(`a key that does not fit the database is refused (queues on ${QUEUES})`, () => {
  let test: TestService;
  let elsewhere: string;

  beforeAll(async () => {
    buildOnce();
    test = await TestService.start();
    await test.signUp('lead', { email: 'lead@staff.example', password: 'correct horse battery' });
    const lead = await test.signIn('lead@staff.example', 'correct horse battery');
    expect((await test.sql('SELECT 1 FROM key_fingerprints')).length).toBe(0);
    // The first secret that is sealed under the access key makes it the database's.
    expect((await lead.post('account/totp')).status).toBe(201);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    if (elsewhere !== '') await rm(elsewhere, { recursive: true, force: true });
    elsewhere = await mkdtemp(join(tmpdir(), 'dnscert-e2e-'));
  });
  afterAll(() => rm(elsewhere, { recursive: true, force: true }));
  elsewhere = '';

  const keyFile = (folder: string, name: string) => join(folder, 'keys', name);
  const env = (dataDir: string) => ({
    DATA_DIR: dataDir,
    DATABASE_URL: test.databaseUrl,
    MAIL_DOMAIN: 'dns-cert.example',
    ...(test.config.REDIS_URL === undefined ? {} : { REDIS_URL: test.config.REDIS_URL }),
  });
  const starts = (kind: Kind, more: Record<string, string> = {}) =>
    Program.server({ ...env(elsewhere), ROLES: ROLES[kind], ...more });
  const known = async () => ({
    signing: (
      await test.sql<{ fingerprint: string }>(
        'SELECT fingerprint FROM published_keys ORDER BY published_at DESC',
      )
    ).map(({ fingerprint }) => fingerprint),
    access: (await test.sql<{ fingerprint: string }>('SELECT fingerprint FROM key_fingerprints')).map(
      ({ fingerprint }) => fingerprint,
    ),
  });

  it('while the first ones are made at the first start, for nobody else to read', async () => {
    for (const name of Object.values(FILES).flat())
      expect([name, (await stat(keyFile(test.dataDir, name))).mode & 0o777]).toEqual([name, 0o600]);
    const { signing, access } = await known();
    expect(signing).toEqual([expect.stringMatching(FINGERPRINT.signing)]);
    expect(access).toEqual([expect.stringMatching(FINGERPRINT.access)]);
  });

  it.each(KINDS)('where the %s key is missing, and none is made', async (kind) => {
    const before = await known();
    const { code, stderr } = await starts(kind).ended;
    expect([code, stderr]).toEqual([2, expect.stringContaining(`There is no ${kind} key in ${elsewhere}`)]);
    expect(stderr).toContain(before[kind][0]);
    expect(stderr).toContain(`key accept ${kind}`);
    expect(existsSync(join(elsewhere, 'keys'))).toBe(false);
    expect(await known()).toEqual(before);
  });

  it.each(KINDS)('where the %s key is another installation’s', async (kind) => {
    const other = await TestService.start({ smtp: false });
    const before = await known();
    const { code, stderr } = await starts(kind, { DATA_DIR: other.dataDir }).ended;
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(keyFile(other.dataDir, FILES[kind][0] ?? '')),
    ]);
    expect(stderr.match(new RegExp(FINGERPRINT[kind], 'g'))).toHaveLength(2);
    expect(await known()).toEqual(before);
    await other.stop();
  });

  it('where others may read the access key', async () => {
    await chmod(keyFile(test.dataDir, 'access.key'), 0o644);
    const { code, stderr } = await starts('access', { DATA_DIR: test.dataDir }).ended;
    await chmod(keyFile(test.dataDir, 'access.key'), 0o600);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is open to other users of this machine')]);
  });

  it('by a second web process, while one with the same file starts', async () => {
    const program = Program.server({ ...env(test.dataDir), ROLES: 'web' });
    expect((await fetch(`${await program.url()}/livez`)).status).toBe(200);
    await program.signal('SIGTERM');
  });

  it.each(KINDS)('until somebody accepts the new %s key, which is written down', async (kind) => {
    const before = await known();
    const accepted = await Program.dnscert(['--json', 'key', 'accept', kind], env(elsewhere));
    expect(accepted).toMatchObject({ code: 0, stderr: '' });
    const { fingerprint } = JSON.parse(accepted.stdout) as { fingerprint: string };
    const now = (await known())[kind];
    expect(now).toEqual(kind === 'signing' ? [fingerprint, ...before.signing] : [fingerprint]);
    const program = starts(kind);
    await program.says(/^Roles +/m);
    expect((await program.signal('SIGTERM')).code).toBe(0);
    const written = await test.sql(`SELECT subject_id, data FROM audit_entries WHERE type = 'key.accepted'`);
    expect(written).toContainEqual({ subject_id: fingerprint, data: { which: kind } });
  });

  it('by "key generate" too, which makes no second key for one database', async () => {
    const before = await known();
    const { code, stderr } = await Program.dnscert(['key', 'generate'], env(elsewhere));
    expect([code, stderr]).toEqual([1, expect.stringContaining('key accept signing')]);
    expect(existsSync(join(elsewhere, 'keys'))).toBe(false);
    expect(await known()).toEqual(before);
  });
});
