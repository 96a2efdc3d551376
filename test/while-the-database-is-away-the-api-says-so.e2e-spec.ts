import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Answer, Api } from './harness/api.ts';
import { processesWith } from './harness/program.ts';
import { ScratchPostgres } from './harness/scratch-postgres.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

/** ms within which the API must say that it cannot. */
const PROMISED = 2_000;
const NOWHERE = '01890a5d-ac96-774b-bcce-b302099a8057';

describe(`while the database is away the API says so (queues on ${QUEUES})`, () => {
  let postgres: ScratchPostgres;
  let test: TestService;
  let operator: Api;
  const confirmed: string[] = [];

  beforeAll(async () => {
    postgres = await ScratchPostgres.start();
    test = await TestService.start({ env: { DATABASE_URL: postgres.url } });
    await test.importOperators({
      slug: 'registry-a',
      tlds: ['aa'],
      contacts: [{ email: 'noc@registry-a.example', role: 'security' }],
    });
    operator = await test.signUp('operator', { operator: 'registry-a', email: 'duty@registry-a.example' });
  });
  afterAll(async () => {
    await test.stop();
    await postgres.stop();
  });

  const file = () =>
    operator.post<{ id: string }>('reports', {
      summary: `Nothing resolves under .aa, report ${confirmed.length}`,
      severity: 'critical',
      ongoing: true,
      resources: [{ type: 'tld', value: 'aa' }],
    });

  async function timed(ask: Promise<Answer>): Promise<Answer & { ms: number }> {
    const began = performance.now();
    const answer = await ask;
    return { ...answer, ms: performance.now() - began };
  }

  /** Every kind of call: read, write, sign-in, with and without a token. */
  const calls = (): Record<string, Promise<Answer>> => ({
    reports: operator.get('reports'),
    report: file(),
    incident: operator.get(`incidents/${NOWHERE}`),
    note: operator.post(`incidents/${NOWHERE}/notes`, { body: 'x' }, { 'idempotency-key': 'k' }),
    impact: operator.post('impact', { resources: [{ type: 'tld', value: 'aa' }] }),
    'sign-in': test.api().post('session', { email: 'a@b.example', password: 'a guess' }),
    link: test.api().get('/ack/x'),
    pipeline: test.api().get('/healthz/pipeline'),
    key: test.api().get('/.well-known/dnscert.asc'),
  });

  async function expectAway(): Promise<void> {
    const answers = await Promise.all(
      Object.entries(calls()).map(async ([name, ask]) => ({ name, ...(await timed(ask)) })),
    );
    for (const { name, ms, status, body, headers } of answers) {
      const said = { name, status, code: body['code'], again: headers.get('retry-after') };
      expect(said).toEqual({ name, status: 503, code: 'service.database_away', again: '5' });
      expect(body['requestId']).toBe(headers.get('x-request-id'));
      expect(ms).toBeLessThan(PROMISED);
    }
    const live = await timed(test.api().get('/livez'));
    expect([live.status, live.ms < PROMISED]).toEqual([200, true]);
    const ready = await timed(test.api().get('/readyz'));
    expect([ready.status, ready.body['database'], ready.ms < PROMISED]).toEqual([503, 'away', true]);
    expect((await timed(test.api().get('/metrics'))).status).toBe(200);
  }

  /** Everything works again by itself, and all that was confirmed is there. */
  async function expectBack(): Promise<void> {
    await until(async () => (await test.api().get('/readyz')).status === 200);
    const filed = await file();
    expect(filed.status).toBe(201);
    confirmed.push(filed.body.id);
    for (const id of confirmed) expect((await operator.get(`reports/${id}`)).status).toBe(200);
    await until(
      async () => (await operator.get(`reports/${filed.body.id}`)).body['state'] !== 'received',
      25_000,
    );
  }

  it('when it has been ended, and while reports come in', async () => {
    const over = new AbortController();
    const filing = (async () => {
      const others: [number, number][] = [];
      while (!over.signal.aborted) {
        const { status, body, ms } = await timed(file());
        if (status === 201) confirmed.push(String(body['id']));
        else others.push([status, ms]);
      }
      return others;
    })();
    await until(async () => confirmed.length > 5);
    const crash = postgres.crash(4_000);
    await until(async () => (await test.api().get('/readyz')).status === 503);
    await expectAway();
    await crash;
    await until(async () => (await test.api().get('/readyz')).status === 200);
    over.abort();
    const refused = await filing;
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter(([status, ms]) => status !== 503 || ms >= PROMISED)).toEqual([]);
    await expectBack();
    expect(await storedReports()).toEqual(expect.arrayContaining(confirmed));
  }, 90_000);

  it('when it hangs: those who wait already are told, too', async () => {
    const pids = serverProcesses();
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    try {
      await expectAway();
      await expectAway();
    } finally {
      for (const pid of pids.reverse()) process.kill(pid, 'SIGCONT');
    }
    await expectBack();
    expect(await storedReports()).toEqual(expect.arrayContaining(confirmed));
  }, 60_000);

  async function storedReports(): Promise<string[]> {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    const { rows } = await client.query<{ id: string }>('SELECT id FROM reports');
    await client.end();
    return rows.map(({ id }) => id);
  }

  /** The postmaster, then its children. */
  function serverProcesses(): number[] {
    const [postmaster = 0] = processesWith(`-p ${new URL(postgres.url).port} `);
    const children = readdirSync('/proc').filter((name) => {
      try {
        const stat = /^\d+$/.test(name) ? readFileSync(`/proc/${name}/stat`, 'utf8') : '';
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(postmaster);
      } catch {
        return false;
      }
    });
    return [postmaster, ...children.map(Number)];
  }
});
