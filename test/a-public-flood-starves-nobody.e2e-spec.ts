import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startService } from '../apps/server/service.ts';
import type { Service } from '../apps/server/service.ts';
import { reportOf } from './fixtures/casework.ts';
import { Api } from './harness/api.ts';
import type { Answer } from './harness/api.ts';
import { HttpCaller } from './harness/http-caller.ts';
import type { HttpAnswer } from './harness/http-caller.ts';
import { buildOnce, Program } from './harness/program.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

jest.setTimeout(120_000);

const HOUR = 3_600;
const FLOOD = 200;
/** How much longer a signed-in report may take at p95 while the public side is flooded. */
const MOST_SLOWER = 10;

let used = 0;
const network = () => `198.18.${((used += 1) >> 8) & 255}.${used & 255}`;
const somebody = () => `finder-${(used += 1)}@people.example`;
const reportFrom = (email = somebody()) => ({
  summary: 'Nothing resolves under .aa, all name servers down',
  severity: 'critical',
  reporter: { name: 'A Finder', email },
});

describe(`a public flood (queues on ${QUEUES})`, () => {
  let test: TestService;
  let replica: Service;
  let apis: Api[];

  beforeAll(async () => {
    // Without a worker the letters stay, and with them the secrets of their links.
    test = await TestService.start({ env: { ROLES: 'web' } });
    replica = await startService({ ...test.config, PORT: 0 });
    apis = [test.api(), new Api(replica.url ?? '')];
  });
  afterAll(async () => {
    await replica.stop();
    await test.stop();
  });

  /** At both processes in turn, as many at once as both let in. */
  async function submitEach(many: { email: string; from: string }[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let first = 0; first < many.length; first += 8)
      answers.push(
        ...(await Promise.all(
          many
            .slice(first, first + 8)
            .map(({ email, from }, index) =>
              (apis[index % 2] as Api).post('public/reports', reportFrom(email), { 'x-forwarded-for': from }),
            ),
        )),
      );
    return answers;
  }
  const counted = (answers: Answer[]) => {
    const counts: Record<string, number> = {};
    for (const { status, body } of answers) {
      const what = status === 202 ? '202' : `${status} ${String(body['code'])}`;
      counts[what] = (counts[what] ?? 0) + 1;
    }
    return counts;
  };
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  const stored = async () =>
    Number((await test.sql<{ count: string }>('SELECT count(*) FROM public_reports'))[0]?.count);

  it('from one network gets five an hour in, at two processes together', async () => {
    const from = network();
    const answers = await submitEach(times(64, () => ({ email: somebody(), from })));
    expect(counted(answers)).toEqual({ '202': 5, '429 public.too_many_from_here': 59 });
    const seconds = Number(answers.at(-1)?.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(HOUR - 60);
    expect(seconds).toBeLessThanOrEqual(HOUR);
    // All of an IPv6 subscriber's addresses are one network.
    const subscriber = (index: number) => `2001:db8:5:5::${index.toString(16)}`;
    const others = await submitEach(times(16, () => ({ email: somebody(), from: subscriber((used += 1)) })));
    expect(counted(others)).toEqual({ '202': 5, '429 public.too_many_from_here': 11 });
    await test.jump(seconds + 1);
    expect(counted(await submitEach([{ email: somebody(), from }]))).toEqual({ '202': 1 });
  });

  it('makes us write three letters a day to one mailbox, from however many networks', async () => {
    const names = ['victim', 'Victim', 'victim+1', 'VICTIM+x+y'];
    const answers = await submitEach(
      times(24, () => ({ email: `${names[(used += 1) % 4] ?? ''}@people.example`, from: network() })),
    );
    expect(counted(answers)).toEqual({ '202': 3, '429 public.too_many_to_address': 21 });
    const [letters] = await test.sql<{ count: number }>(
      `SELECT count(*)::int FROM letters WHERE recipient ->> 'email' ILIKE 'victim%'`,
    );
    expect(letters?.count).toBe(3);
    await test.jump(HOUR + 1);
    expect(counted(await submitEach([{ email: 'victim@people.example', from: network() }]))).toEqual({
      '429 public.too_many_to_address': 1,
    });
  });

  it('is three hundred an hour in all; then everybody is told another way, and a proof makes room', async () => {
    await test.jump(HOUR + 1);
    const before = await stored();
    const fresh = () => ({ email: somebody(), from: network() });
    const answers = await submitEach(times(320, fresh));
    expect(counted(answers)).toEqual({ '202': 300, '503 public.too_many': 20 });
    expect((await stored()) - before).toBe(300);
    const last = answers.at(-1);
    expect(last?.body['detail']).toContain(test.config.MAIL_FROM);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(HOUR - 120);
    const page = await test
      .api()
      .call(
        'POST',
        '/report',
        new URLSearchParams({ summary: 'Kept words', name: 'A', email: somebody(), tlp: 'GREEN' }).toString(),
        { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': network() },
      );
    expect([
      page.status,
      page.text.includes('Kept words'),
      page.text.includes(test.config.MAIL_FROM),
    ]).toEqual([503, true, true]);

    const [letter] = await test.sql<{ secret: string }>(
      `SELECT variables ->> 'secret' AS secret FROM letters ORDER BY created_at DESC LIMIT 1`,
    );
    const link = `/report-proof/${letter?.secret ?? ''}`;
    for (let turn = 0; turn < 2; turn += 1) expect((await test.api().call('POST', link)).status).toBe(200);
    expect(counted(await submitEach([fresh()]))).toEqual({ '202': 1 });
    expect(counted(await submitEach([fresh()]))).toEqual({ '503 public.too_many': 1 });
    // None of it concerns those whom we know.
    const staff = await test.signUp('responder');
    expect((await staff.post('reports', { summary: 'As ever' })).status).toBe(201);
  });

  it('that is proven is taken up one a second, and not before what those whom we know file later', async () => {
    await test.jump(HOUR + 1);
    const answers = await submitEach(times(40, () => ({ email: somebody(), from: network() })));
    expect(counted(answers)).toEqual({ '202': 40 });
    const ids = answers.map(({ body }) => String(body['id']));
    const letters = await test.sql<{ secret: string }>(
      `SELECT variables ->> 'secret' AS secret FROM letters WHERE template = 'report-proof'
        ORDER BY created_at DESC LIMIT 40`,
    );
    for (const { secret } of letters)
      expect((await test.api().call('POST', `/report-proof/${secret}`)).status).toBe(200);
    const [spread] = await test.sql<{ nearest: number; lanes: string[] }>(
      `SELECT min(gap)::float8 AS nearest, array_agg(DISTINCT lane) AS lanes
         FROM (SELECT lane, extract(epoch FROM due_at - lag(due_at) OVER (ORDER BY due_at)) AS gap
                 FROM reports WHERE id = ANY($1)) AS each`,
      [ids],
    );
    expect(spread).toEqual({ nearest: 1, lanes: ['normal'] });
    const staff = await test.signUp('responder');
    const { body } = await staff.post<{ id: string }>('reports', {
      summary: 'One question',
      severity: 'low',
    });
    const worker = await startService({ ...test.config, PORT: 0, ROLES: ['worker'] });
    try {
      await until(async () => (await reportOf(staff, body.id)).state !== 'received');
      const [left] = await test.sql<{ count: number }>(
        `SELECT count(*)::int FROM reports WHERE id = ANY($1) AND state = 'received'`,
        [ids],
      );
      expect(left?.count).toBeGreaterThan(10);
      // All of them, once their time has come.
      await test.jump(60);
      await until(async () => {
        const rows = await test.sql(`SELECT 1 FROM reports WHERE id = ANY($1) AND state = 'received'`, [ids]);
        return rows.length === 0;
      }, 30_000);
    } finally {
      await worker.stop();
    }
  });
});

describe(`two hundred at once (queues on ${QUEUES})`, () => {
  let test: TestService;
  let program: Program;

  beforeAll(async () => {
    buildOnce();
    test = await TestService.start({ env: { ROLES: 'web' } });
    const { DATABASE_URL = '', REDIS_URL, SMTP_URL = '', MAIL_DOMAIN } = test.config;
    // A process of its own: whoever measures must not wait for the event loop that is measured.
    program = Program.server({
      DATA_DIR: test.dataDir,
      DATABASE_URL,
      DATABASE_POOL: '10',
      SMTP_URL,
      MAIL_DOMAIN,
      ROLES: 'web,worker',
      ...(REDIS_URL === undefined ? {} : { REDIS_URL }),
    });
  });
  afterAll(async () => {
    await program.signal('SIGTERM');
    await test.stop();
  });

  it('slow a signed-in report down by a bounded factor, and lose none', async () => {
    const port = Number(new URL(await program.url()).port);
    const token = (await test.signUp('responder')).token ?? '';
    const known = new HttpCaller(port, 4);
    const crowd = new HttpCaller(port, FLOOD);
    try {
      await fileMany(known, token, 60);
      const quiet = await fileMany(known, token, 200);
      const taken: HttpAnswer[] = [];
      let flooding = true;
      const flood = Promise.all(
        Array.from({ length: FLOOD }, async () => {
          while (flooding) taken.push(await submitFrom(crowd));
        }),
      );
      const loud = await fileMany(known, token, 200);
      flooding = false;
      await flood;
      const counts: Record<number, number> = {};
      for (const { status } of taken) counts[status] = (counts[status] ?? 0) + 1;
      const ratio = loud.p95 / quiet.p95;
      process.stdout.write(
        `signed-in p95 ${quiet.p95.toFixed(1)} ms, beside ${FLOOD} public callers ${loud.p95.toFixed(1)} ms (x${ratio.toFixed(1)}); public answers ${JSON.stringify(counts)}\n`,
      );
      expect([...quiet.statuses, ...loud.statuses].filter((status) => status !== 201)).toEqual([]);
      const [rows] = await test.sql<{ known: number; crowd: number }>(
        `SELECT (SELECT count(*) FROM reports WHERE channel = 'api')::int AS known,
                (SELECT count(*) FROM public_reports)::int AS crowd`,
      );
      expect(rows).toEqual({ known: 460, crowd: counts[202] });
      expect(Object.keys(counts).sort()).toEqual(['202', '503']);
      expect(ratio).toBeLessThan(MOST_SLOWER);
    } finally {
      known.close();
      crowd.close();
    }
  });
});

/** Four at a time. */
async function fileMany(
  caller: HttpCaller,
  token: string,
  count: number,
): Promise<{ p95: number; statuses: number[] }> {
  const took: number[] = [];
  const statuses: number[] = [];
  let left = count;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while ((left -= 1) >= 0) {
        const begun = performance.now();
        const { status } = await caller.call(
          'POST',
          'reports',
          token,
          JSON.stringify({ summary: 'Slow answers', severity: 'low' }),
        );
        took.push(performance.now() - begun);
        statuses.push(status);
      }
    }),
  );
  took.sort((a, b) => a - b);
  return { p95: took[Math.floor(took.length * 0.95)] ?? 0, statuses };
}

const submitFrom = (caller: HttpCaller): Promise<HttpAnswer> =>
  caller.call('POST', 'public/reports', '', JSON.stringify(reportFrom()), { 'x-forwarded-for': network() });
