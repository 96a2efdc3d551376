import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { built } from './harness/checkout.ts';
import { buildOnce, Program } from './harness/program.ts';
import { QUEUES, TestService } from './harness/service.ts';

interface Finding {
  name: string;
  state: string;
  text: string;
}
interface Verdict {
  whole: boolean;
  faults: { streamId: string; index: number | null; message: string }[];
}

// Each command is a process of its own; on a busy machine that takes seconds.
jest.setTimeout(120_000);

describe(`the admin command finds what is wrong (queues on ${QUEUES})`, () => {
  let test: TestService;
  let incident = { id: '', number: '' };

  beforeAll(async () => {
    buildOnce();
    test = await TestService.start();
    await test.importOperators({
      slug: 'registry-a',
      tlds: ['aa'],
      contacts: [{ email: 'noc@registry-a.example', role: 'security' }],
    });
    const operator = await test.signUp('operator', { operator: 'registry-a' });
    await operator.post('reports', {
      summary: 'Nothing resolves under .aa, all name servers down',
      severity: 'critical',
      ongoing: true,
      resources: [{ type: 'tld', value: 'aa' }],
    });
    await test.settled();
    const [row] = await test.sql<typeof incident>('SELECT id, number FROM incidents');
    incident = row ?? incident;
  });
  afterAll(() => test.stop());

  const dnscert = (args: string[], more: Record<string, string> = {}) =>
    Program.dnscert(args, {
      DATABASE_URL: test.databaseUrl,
      DATA_DIR: test.dataDir,
      MAIL_DOMAIN: test.config.MAIL_DOMAIN,
      ...(test.config.REDIS_URL === undefined ? {} : { REDIS_URL: test.config.REDIS_URL }),
      SMTP_URL: test.config.SMTP_URL ?? '',
      ...more,
    });

  it('of an installation, and says that the rest is well', async () => {
    const { code, stdout } = await dnscert(['--json', 'doctor']);
    const { findings } = JSON.parse(stdout) as { findings: Finding[] };
    const states = Object.fromEntries(findings.map(({ name, state }) => [name, state]));
    expect([code, states]).toEqual([
      0,
      {
        database: 'ok',
        queues: 'ok',
        pipeline: 'ok',
        record: 'ok',
        key: 'ok',
        'access key': 'ok',
        anchors: 'ok',
        mail: 'ok',
        'mail names': 'ok',
        'root zone': 'warn',
        directory: 'ok',
        clock: 'ok',
        disk: 'ok',
      },
    ]);
    await test.sql(`UPDATE contacts SET undeliverable_since = dnscert_now(), undeliverable_why = 'gone'`);
    const ill = await dnscert(['doctor'], { SMTP_URL: 'smtp://127.0.0.1:1' });
    expect(ill).toMatchObject({ code: 1, stderr: '' });
    const lines = ill.stdout.split('\n').filter((line) => !line.startsWith('ok '));
    expect(lines).toEqual([
      expect.stringMatching(/^BAD {3}mail +relay 127\.0\.0\.1:1: connect ECONNREFUSED/),
      expect.stringMatching(/^WARN {2}root zone +none imported/),
      expect.stringMatching(
        /^WARN {2}directory +1 operators, 1 without a contact whose mail arrives; addresses that take no mail: 1: Reach/,
      ),
      '',
    ]);
    await test.sql('UPDATE contacts SET undeliverable_since = NULL, undeliverable_why = NULL');
  });

  it('of work that nobody takes up, and rings for it', async () => {
    const idle = await TestService.start({ env: { ROLES: 'web' } });
    const env = { DATABASE_URL: idle.databaseUrl, DATA_DIR: idle.dataDir };
    const responder = await idle.signUp('responder');
    expect((await responder.post('reports', { summary: 'A drill', exercise: true })).status).toBe(201);
    // As if its bell had been lost before anybody heard it.
    await idle.sql(`UPDATE reports SET rung_at = dnscert_now() - interval '31 seconds'`);
    const swept = await Program.dnscert(['--json', 'sweep'], env);
    expect([swept.code, JSON.parse(swept.stdout)]).toEqual([0, { rung: 1, busy: false }]);
    expect(await Program.dnscert(['sweep'], env)).toEqual({
      code: 0,
      stdout: 'Rang for 0 rows.\n',
      stderr: '',
    });
    await idle.stop();
  });

  it('of an export of the record, without any database', async () => {
    const exported = await dnscert(['record', 'export', incident.number]);
    expect(exported).toMatchObject({ code: 0, stderr: '' });
    const path = join(test.dataDir, 'export.json');
    writeFileSync(path, exported.stdout);
    // Nothing of this installation: neither its database nor its data folder.
    const verify = (file: string) =>
      Program.dnscert(['record', 'verify', '--file', file], { DATA_DIR: '/nowhere' });
    const whole = await verify(path);
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(whole.stdout).toMatch(
      /^The record is whole: \d+ entries, every hash recomputed\.\nEach entry is in the log \S+ of \d+ entries/,
    );
    const edited = join(test.dataDir, 'edited.json');
    writeFileSync(edited, readFileSync(path, 'utf8').replace('"severity": "critical"', '"severity": "low"'));
    expect(readFileSync(edited, 'utf8')).not.toBe(exported.stdout);
    const found = await verify(edited);
    expect(found).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^The record was changed, at entry \d+: /),
    });
    // The same from one file, in a folder that holds nothing else.
    const alone = await mkdtemp(join(tmpdir(), 'dnscert-e2e-'));
    copyFileSync(built('dnscert-verify.mjs'), join(alone, 'verify.mjs'));
    const verifies = (name: string) =>
      spawnSync(process.execPath, ['verify.mjs', name], { cwd: alone, encoding: 'utf8', env: {} });
    copyFileSync(path, join(alone, 'export.json'));
    copyFileSync(edited, join(alone, 'edited.json'));
    expect(verifies('export.json')).toMatchObject({ status: 0, stdout: whole.stdout, stderr: '' });
    expect(verifies('edited.json')).toMatchObject({ status: 1, stdout: found.stdout });
    expect(found.stdout).toMatch(/^The record was changed, at entry \d+: its content does not fit its hash/);
    expect(verifies('nowhere.json').status).toBe(2);
    await rm(alone, { recursive: true });
    writeFileSync(edited, '{}');
    expect(await verify(edited)).toEqual({
      code: 1,
      stdout: '',
      stderr: `${edited} is no export of a record.\n`,
    });
    const unknown = await dnscert(['record', 'export', '1999-000001']);
    expect(unknown).toEqual({ code: 1, stdout: '', stderr: 'There is no incident 1999-000001.\n' });
  });

  it('of the record, whatever was done to it past the service', async () => {
    const verify = async (): Promise<[number | null, Verdict]> => {
      const { code, stdout } = await dnscert(['--json', 'record', 'verify']);
      return [code, JSON.parse(stdout) as Verdict];
    };
    expect(await verify()).toMatchObject([0, { whole: true, faults: [] }]);
    const entries = `timeline_entries WHERE stream_id = '${incident.id}' AND index = 2`;
    await expect(test.sql(`DELETE FROM ${entries}`)).rejects.toThrow(/append-only|permission denied/);
    await test.sqlAsSuperuser('ALTER TABLE timeline_entries DISABLE TRIGGER ALL');
    const [kept] = await test.sql<{ data: unknown }>(`SELECT data FROM ${entries}`);
    await test.sqlAsSuperuser(
      `UPDATE timeline_entries SET data = data || '{"severity":"low"}' WHERE stream_id = $1 AND index = 2`,
      [incident.id],
    );
    const [code, { whole, faults }] = await verify();
    expect([code, whole]).toEqual([1, false]);
    expect(faults.map(({ streamId, index }) => [streamId, index])).toContainEqual([incident.id, 2]);
    await test.sqlAsSuperuser('UPDATE timeline_entries SET data = $2 WHERE stream_id = $1 AND index = 2', [
      incident.id,
      kept?.data,
    ]);
    expect(await verify()).toMatchObject([0, { whole: true, faults: [] }]);
    await test.sqlAsSuperuser(
      `DELETE FROM timeline_entries WHERE stream_id = $1 AND index = (SELECT max(index) FROM timeline_entries WHERE stream_id = $1)`,
      [incident.id],
    );
    expect(await verify()).toMatchObject([1, { whole: false }]);
  });
});
