import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildOnce, Program } from './harness/program.ts';
import { QUEUES, TestService } from './harness/service.ts';

const PASSWORD = 'correct horse battery';

// Each command is a process of its own; on a busy machine that takes seconds.
jest.setTimeout(120_000);

describe(`the admin command adds people and tokens (queues on ${QUEUES})`, () => {
  let test: TestService;

  beforeAll(async () => {
    buildOnce();
    test = await TestService.start({ env: { ROLES: 'web' } });
    await test.importOperators({
      slug: 'registry-a',
      contacts: [{ email: 'noc@registry-a.example', role: 'security' }],
    });
  });
  afterAll(() => test.stop());

  /** Beside the running service, by the words of one line. */
  const dnscert = (line: string, stdin = '') =>
    Program.dnscert(
      line.split(' ').filter(Boolean),
      { DATABASE_URL: test.databaseUrl, DATA_DIR: test.dataDir },
      stdin,
    );
  const people = () => test.sql('SELECT email, name, role, operator_id FROM users ORDER BY email');

  it('who can sign in at once, with a token that is all it prints', async () => {
    const operatorId = await test.operatorId('registry-a');
    const [lead, operator] = await Promise.all([
      dnscert('user add --email lead@cert.example --role lead --name Lead --password-stdin', `${PASSWORD}\n`),
      dnscert('--json user add --email duty@registry-a.example --role operator --operator registry-a'),
    ]);
    expect(lead).toEqual({ code: 0, stdout: 'Added lead@cert.example as lead.\n', stderr: '' });
    expect(operator).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(operator.stdout)).toEqual({
      id: expect.any(String),
      email: 'duty@registry-a.example',
      role: 'operator',
      operatorId,
    });
    expect(await people()).toEqual([
      { email: 'duty@registry-a.example', name: 'duty', role: 'operator', operator_id: operatorId },
      { email: 'lead@cert.example', name: 'Lead', role: 'lead', operator_id: null },
    ]);
    const session = { email: 'lead@cert.example', password: PASSWORD };
    expect((await test.api().post('session', session)).status).toBe(201);

    const [whole, narrow] = await Promise.all([
      dnscert('token create --email LEAD@cert.example --name ci'),
      dnscert('token create --email duty@registry-a.example --name form --scope report:submit --json'),
    ]);
    expect(whole).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^dnsc_[A-Za-z0-9_-]{43}\n$/),
      stderr: '',
    });
    expect((await test.api(whole.stdout.trim()).get('incidents')).status).toBe(200);
    const { token } = JSON.parse(narrow.stdout) as { token: string };
    expect((await test.api(token).post('reports', { summary: 'A drill' })).status).toBe(201);
    expect((await test.api(token).get('reports')).status).toBe(403);
    const kept = await test.sql<{ text: string }>('SELECT t::text AS text FROM api_tokens t');
    expect(kept).toHaveLength(2);
    expect(kept.filter(({ text }) => text.includes(token))).toEqual([]);
  });

  it('shows them, gives tokens an end and ends them, invites, and lets people go', async () => {
    const all = await dnscert('user list');
    expect(all.stdout).toContain('lead@cert.example  lead  Lead\n');
    expect(all.stdout).toContain('duty@registry-a.example  operator of registry-a  duty\n');
    await test.signUp('responder', { email: 'leaver@cert.example' });
    const made = await dnscert(
      'token create --email leaver@cert.example --name short --expires-in-days 30 --json',
    );
    const { token, id } = JSON.parse(made.stdout) as { token: string; id: string };
    const listed = JSON.parse(
      (await dnscert('token list --email leaver@cert.example --json')).stdout,
    ) as Record<string, unknown>[];
    expect(listed).toHaveLength(2);
    expect(listed[0]).toMatchObject({ id, name: 'short', lastUsedAt: null, prefix: token.slice(0, 9) });
    expect(Date.parse(String(listed[0]?.['expiresAt'])) - Date.now()).toBeGreaterThan(29 * 86_400_000);
    expect((await test.api(token).get('session')).status).toBe(200);
    expect(await dnscert(`token revoke ${id}`)).toMatchObject({
      code: 0,
      stdout: `Revoked ${token.slice(0, 9)}… (short).\n`,
    });
    expect((await test.api(token).get('session')).status).toBe(401);
    expect(await dnscert(`token revoke ${id}`)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no such token, or it was revoked before.\n',
    });

    const invited = await dnscert('user invite --email guest@cert.example --role responder');
    expect(invited).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^A signed invitation goes to guest@cert\.example; its link works once, until \d{4}-\d\d-\d\d \d\d:\d\d UTC\.\n$/,
      ),
      stderr: '',
    });
    // The worker mails it; this service has the web role alone.
    expect(await test.sql(`SELECT recipient ->> 'email' AS email, template, state FROM letters`)).toEqual([
      { email: 'guest@cert.example', template: 'invitation', state: 'due' },
    ]);

    const gone = await dnscert('user deactivate --email Leaver@cert.example --reason Left');
    expect(gone).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Deactivated leaver@cert.example'),
    });
    const last = await dnscert('user deactivate --email lead@cert.example --reason Left');
    expect(last).toMatchObject({ code: 1, stderr: expect.stringContaining('This is the last lead.') });
    expect((await dnscert('user list')).stdout).toMatch(
      /leaver@cert\.example {2}responder.*deactivated \d{4}/,
    );
    const audit = await test.sql<{ type: string }>(
      `SELECT DISTINCT type FROM audit_entries WHERE actor ->> 'name' = 'command line' ORDER BY type`,
    );
    expect(audit.map(({ type }) => type)).toEqual([
      'token.issued',
      'token.revoked',
      'user.added',
      'user.deactivated',
      'user.invited',
    ]);
  });

  it('or refuses with the reason, and changes nothing', async () => {
    await test.signUp('lead', { email: 'known@cert.example' });
    const before = await people();
    const refused = async (line: string, words: string, stdin = '') =>
      expect([line, await dnscert(line, stdin)]).toEqual([
        line,
        { code: 1, stdout: '', stderr: `${words}\n` },
      ]);
    await Promise.all([
      refused(
        'user add --email Known@cert.example --role lead',
        'There is an account with the address Known@cert.example already.',
      ),
      refused(
        'user add --email a@b.example --role operator --operator registry-z',
        'The directory has no operator registry-z. Import it first: dnscert operators import FILE',
      ),
      refused(
        'user add --email a@b.example --role lead --password-stdin',
        'A password has at least 10 characters.',
        'short\n',
      ),
    ]);
    expect(await people()).toEqual(before);
  });

  it('and says how it is used, with exit code 2, when it is used wrongly', async () => {
    const lines: [string, RegExp][] = [
      ['', /^Usage: dnscert/],
      ['users add', /^error: unknown command 'users'/],
      ['user add --email a@b.example', /^error: required option '--role <role>' not specified/],
      [
        'user add --email a@b.example --role king',
        /^error: option '--role <role>' argument 'king' is invalid/,
      ],
      ['user add --email nobody --role lead', /It must be one mail address/],
      [
        'token create --email a@b.example --name x --scope all',
        /Allowed choices are report:submit, read, write/,
      ],
      ['token create --email a@b.example --name x --expires-in-days 0', /number of days from 1 to 9999/],
      ['token revoke first', /It must be the id of a token/],
      ['user deactivate --email a@b.example', /required option '--reason <words>' not specified/],
      ['user invite --email a@b.example', /required option '--role <role>' not specified/],
      ['operators import', /^error: missing required argument 'file'/],
      ['rootzone diff 2026010100 x', /^error: .*'x' is invalid/],
      ['doctor --colour', /^error: unknown option '--colour'/],
    ];
    await Promise.all(
      lines.map(async ([line, words]) => {
        const { code, stdout, stderr } = await dnscert(line);
        expect([line, code, stdout]).toEqual([line, 2, '']);
        expect(stderr).toMatch(words);
      }),
    );
    expect(await dnscert('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Usage: dnscert/),
    });
    const faulty = await Program.dnscert(['doctor'], { PORT: 'x', REDIS_URL: 'http://h' });
    expect(faulty).toMatchObject({ code: 2, stdout: '' });
    expect(faulty.stderr.split('\n').map((line) => line.split(' ')[0])).toEqual(['PORT', 'REDIS_URL', '']);
  });
});
