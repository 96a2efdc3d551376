import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { People } from '#libs/access';
import { linkOf, messagesOf } from './fixtures/mails.ts';
import { Api } from './harness/api.ts';
import type { Answer } from './harness/api.ts';
import { buildOnce, Program } from './harness/program.ts';
import { QUEUES, TestService } from './harness/service.ts';

const mark = (what: string) => `${what}-${randomBytes(12).toString('hex')}`;

describe(`no secret is written down (queues on ${QUEUES})`, () => {
  let test: TestService;
  let folder: string;
  const children: Program[] = [];

  beforeAll(async () => {
    buildOnce();
    test = await TestService.start({ env: { ROLES: 'web' } });
    folder = await mkdtemp(join(tmpdir(), 'dnscert-secrets-'));
  });
  afterAll(async () => {
    for (const child of children) await child.signal('SIGKILL');
    await test.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** The service as it runs in earnest, telling all it can tell. */
  const start = (roles: string): Program => {
    const { config } = test;
    const child = Program.server({
      ROLES: roles,
      DATA_DIR: folder,
      DATABASE_URL: test.databaseUrl,
      MAIL_DOMAIN: 'dns-cert.example',
      LOG_LEVEL: 'trace',
      SMTP_URL: config.SMTP_URL ?? '',
      ...(config.REDIS_URL === undefined ? {} : { REDIS_URL: config.REDIS_URL }),
    });
    children.push(child);
    return child;
  };

  /** Everything that the queues hold, on whichever backend. */
  async function jobs(): Promise<string> {
    if (test.config.REDIS_URL === undefined) {
      const tables = await test.sql<{ name: string }>(
        `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
          WHERE table_schema = 'bullmq' AND table_type = 'BASE TABLE'`,
      );
      expect(tables.length).toBeGreaterThan(0);
      return textOf(tables.map(({ name }) => name));
    }
    const redis = new Redis(test.config.REDIS_URL);
    const parts: string[] = [];
    for (const key of await redis.keys('*')) {
      const type = await redis.type(key);
      const read: Record<string, () => Promise<unknown>> = {
        string: () => redis.get(key),
        hash: () => redis.hgetall(key),
        list: () => redis.lrange(key, 0, -1),
        set: () => redis.smembers(key),
        zset: () => redis.zrange(key, 0, -1),
        stream: () => redis.xrange(key, '-', '+'),
      };
      parts.push(key, JSON.stringify(await read[type]?.()));
    }
    redis.disconnect();
    return parts.join('\n');
  }

  async function textOf(tables: string[]): Promise<string> {
    const parts: string[] = [];
    for (const name of tables)
      parts.push(
        ...(await test.sql<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)).map(({ row }) => row),
      );
    return parts.join('\n');
  }

  it('in logs at the finest level, jobs, error bodies, arguments of processes, or as it is in the database', async () => {
    for (const letter of ['a', 'b'])
      await test.importOperators({
        slug: `registry-${letter}`,
        tlds: [`${letter}${letter}`],
        contacts: [{ email: `noc@registry-${letter}.example`, role: 'security' }],
      });
    const web = start('web');
    const url = await web.url();
    // Its own offer ends those that were made before.
    await web.says(/\/first-lead\//);
    const nobody = new Api(url);
    const errors: string[] = [];
    const keep = async <T>(answer: Promise<Answer<T>>): Promise<Answer<T>> => {
      const { status, text } = await answer;
      if (status >= 400) errors.push(text);
      return answer;
    };
    /** Never anywhere as they are, the database included. */
    const credentials: Record<string, string> = {};
    /** Facts under embargo and keys of requests: not in logs, jobs, errors. */
    const confidential: Record<string, string> = {};

    // The first lead comes by a link, mistypes, and signs in.
    credentials['first-lead secret'] = (await test.service.app.get(People).offerFirstLead()) ?? '';
    credentials['password'] = mark('password');
    credentials['wrong password'] = mark('wrong');
    const page = `/first-lead/${credentials['first-lead secret']}`;
    const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
    const lead = { email: 'lead@staff.example', name: 'The lead', password: credentials['password'] };
    await keep(nobody.get(page));
    await keep(nobody.call('POST', page, new URLSearchParams({ ...lead, email: 'none' }).toString(), asForm));
    expect((await keep(nobody.call('POST', page, new URLSearchParams(lead).toString(), asForm))).status).toBe(
      200,
    );
    await keep(nobody.post(page, lead));
    await keep(nobody.post('session', { email: lead.email, password: credentials['wrong password'] }));
    // The password in the wrong field, and in a body that is no JSON.
    await keep(nobody.post('session', { email: credentials['password'], password: 'x' }));
    await keep(nobody.post('session', `{"email":"${lead.email}","password":"${credentials['password']}"`));
    await keep(
      nobody.call('POST', 'session', `password=${credentials['password']}`, { 'content-type': 'text/plain' }),
    );
    const signedIn = await keep(nobody.post('session', { email: lead.email, password: lead.password }));
    expect(signedIn.status).toBe(201);
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    credentials['session cookie'] = cookie.split('=')[1] ?? '';
    await keep(nobody.get('session', { cookie }));

    // Tokens, right and wrong, also where they do not belong.
    const { token = '' } = await test.signUp('operator', { operator: 'registry-a' });
    credentials['token'] = token;
    credentials['wrong token'] = `dnsc_${randomBytes(32).toString('base64url')}`;
    const operator = new Api(url, token);
    await keep(nobody.get('session', { authorization: `Bearer ${credentials['wrong token']}` }));
    await keep(nobody.get(`reports?token=${token}`));
    await keep(operator.get(`reports?token=${token}`));
    await keep(nobody.get(`/api/v1/${token}`));

    // Facts under embargo, in every field, in requests that are taken and in ones that are not.
    for (const name of [
      'summary',
      'description',
      'value',
      'note',
      'name',
      'content',
      'comment',
      'key',
      'faulty',
      'title',
    ])
      confidential[name] = mark(name);
    const key = { 'idempotency-key': confidential['key'] ?? '' };
    const report = {
      summary: `Nothing resolves under .aa ${confidential['summary']}`,
      description: confidential['description'],
      severity: 'critical',
      ongoing: true,
      tlp: 'RED',
      resources: [
        { type: 'tld', value: 'aa' },
        { type: 'other', value: confidential['value'] },
      ],
    };
    const filed = await keep(operator.post<{ id: string }>('reports', report, key));
    expect(filed.status).toBe(201);
    await keep(operator.post('reports', report, key));
    await keep(operator.post('reports', { summary: 'other' }, key));
    await keep(
      operator.post('reports', { ...report, tlp: confidential['faulty'], unknown: confidential['faulty'] }),
    );
    await keep(operator.post('reports', `{"summary":"${confidential['faulty']}`));
    await keep(operator.get(`incidents?q=${confidential['faulty']}&kind=${confidential['faulty']}`));
    // Nobody works them off yet, so the jobs lie there to be read.
    const waiting = await jobs();
    expect(waiting).toContain(filed.body.id);

    const worker = start('worker');
    await worker.says(/^Mail /m);
    await test.settled(60_000);
    const leadApi = new Api(url);
    const incidents = await leadApi.get<{ items: { id: string }[] }>('incidents', { cookie });
    const id = incidents.body.items[0]?.id ?? '';
    expect(id).not.toBe('');
    await keep(operator.post(`incidents/${id}/notes`, { body: confidential['note'] }));
    const form = new FormData();
    form.append('file', new Blob([confidential['content'] ?? '']), confidential['name']);
    expect((await keep(operator.send(`incidents/${id}/attachments`, form))).status).toBe(201);
    await keep(
      leadApi.patch(`incidents/${id}`, { title: confidential['title'] }, { cookie, 'if-match': '"999"' }),
    );
    // A link to answer by goes out with a notice.
    const { status } = await keep(
      operator.post('reports', {
        summary: 'Nothing resolves under .bb, all name servers down',
        severity: 'critical',
        ongoing: true,
        resources: [{ type: 'tld', value: 'bb' }],
      }),
    );
    expect(status).toBe(201);
    await test.settled(60_000);
    const mail = messagesOf(test.sink).find(({ raw }) => linkOf(raw) !== '');
    if (mail !== undefined) {
      credentials['acknowledgement link'] = linkOf(mail.raw).slice('/ack/'.length);
      for (const path of ['/ack/', '/api/v1/ack/', '//ack/', '/ACK/', '/%61ck/', '/nowhere/'])
        await keep(nobody.get(`${path}${credentials['acknowledgement link']}`));
      await keep(
        nobody.post(`/api/v1/ack/${credentials['acknowledgement link']}`, {
          answer: 'seen',
          comment: confidential['comment'],
        }),
      );
      await keep(
        nobody.post(`/api/v1/ack/${credentials['acknowledgement link']}`, { answer: confidential['faulty'] }),
      );
    }
    await test.settled(60_000);
    await keep(nobody.call('DELETE', 'session', undefined, { cookie }));

    const tables = await test.sql<{ name: string }>(
      `SELECT format('%I', table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const commandLines = await Promise.all(
      children.map(({ pid }) => readFile(`/proc/${pid}/cmdline`, 'latin1')),
    );
    const environments = await Promise.all(
      children.map(({ pid }) => readFile(`/proc/${pid}/environ`, 'latin1')),
    );
    const [webWords, workerWords] = await Promise.all(
      [web, worker].map(async (child) => {
        const { stdout, stderr } = await child.signal('SIGTERM');
        return `${stdout}${stderr}`;
      }),
    );
    const places: Record<string, string> = {
      'log of the web process': webWords ?? '',
      'log of the worker': workerWords ?? '',
      'jobs that wait': waiting,
      'jobs that are done': await jobs(),
      'error bodies': errors.join('\n'),
      arguments: commandLines.join('\n'),
      environments: environments.join('\n'),
    };
    expect(webWords).toContain('/api/v1/reports');
    expect(errors.length).toBeGreaterThan(10);
    const found: string[] = [];
    const search = (secrets: Record<string, string>, where: Record<string, string>) => {
      for (const [what, secret] of Object.entries(secrets)) {
        expect([what, secret.length > 20]).toEqual([what, true]);
        for (const [place, text] of Object.entries(where))
          if (text.includes(secret)) found.push(`${what} in ${place}`);
      }
    };
    search({ ...credentials, ...confidential }, places);
    // The link stands in the mail that is kept as it was sent, and nowhere else.
    const database = await textOf(tables.map(({ name }) => name));
    const { 'acknowledgement link': _link, ...rest } = credentials;
    search(rest, { database });
    const secrets = Object.keys({ ...credentials, ...confidential }).length;
    process.stdout.write(
      `${secrets} secrets x ${Object.keys(places).length} places, ${Object.keys(rest).length} of them x the database: ${found.length} found\n`,
    );
    expect(found).toEqual([]);
    expect(Object.keys(credentials)).toContain('acknowledgement link');
  }, 170_000);
});
