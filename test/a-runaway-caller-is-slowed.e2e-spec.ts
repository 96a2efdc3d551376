import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RateLimits } from '#libs/access';
import { startService } from '../apps/server/service.ts';
import type { Service } from '../apps/server/service.ts';
import type { Answer } from './harness/api.ts';
import { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const LIMITS = { ACCOUNT: 90, TOKEN: 70, ADDRESS: 40, BAD_CREDENTIALS: 20 };
/** Addresses of a documentation network; the service believes a proxy on loopback. */
const from = (address: string) => ({ 'x-forwarded-for': address });
const PASSWORD = 'correct horse battery';

describe(`a runaway caller is slowed (queues on ${QUEUES})`, () => {
  let test: TestService;
  let replica: Service;

  beforeAll(async () => {
    const limits = Object.entries(LIMITS).map(
      ([name, limit]) => [`RATE_LIMIT_${name}`, String(limit)] as const,
    );
    const env: Record<string, string> = Object.fromEntries(limits);
    test = await TestService.start({ env: { ROLES: 'web', ...env } });
    replica = await startService({ ...test.config, PORT: 0 });
  });
  afterAll(async () => {
    await replica.stop();
    await test.stop();
  });

  /** One caller at the first replica and the same at the second. */
  const both = (token?: string): [Api, Api] => [test.api(token), new Api(replica.url ?? '', token)];

  /** The clock stands at the beginning of a minute; what comes within 40 s is of it. */
  async function newMinute(): Promise<void> {
    const [row] = await test.sql<{ seconds: number }>(
      'SELECT extract(epoch FROM dnscert_now())::int % 60 AS seconds',
    );
    await test.jump(61 - (row?.seconds ?? 0));
  }

  async function floodOf(
    count: number,
    ask: (index: number) => Promise<Answer>,
  ): Promise<Record<number, number>> {
    const counts: Record<number, number> = {};
    const answers = await Promise.all(Array.from({ length: count }, (_, index) => ask(index)));
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }
  const inTurn =
    (apis: Api[], path: string, headers: Record<string, string> = {}) =>
    (index: number) =>
      (apis[index % apis.length] as Api).get(path, headers);

  it('by token, exactly, over two replicas, and told how long', async () => {
    const apis = both((await test.signUp('responder')).token);
    await newMinute();
    const counts = await floodOf(200, inTurn(apis, 'session'));
    process.stdout.write(`200 requests of one token over two replicas: ${JSON.stringify(counts)}\n`);
    expect(counts).toEqual({ 200: LIMITS.TOKEN, 429: 200 - LIMITS.TOKEN });
    const refused = await apis[1].get('session');
    expect(refused).toMatchObject({ status: 429, body: { code: 'access.too_many_requests', status: 429 } });
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    await test.jump(seconds);
    expect((await apis[0].get('session')).status).toBe(200);
  });

  it('by account, over all its tokens and sessions', async () => {
    const email = 'busy@staff.example';
    const first = await test.signUp('responder', { email, password: PASSWORD });
    const { headers } = await test.api().post('session', { email, password: PASSWORD }, from('192.0.2.1'));
    const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await newMinute();
    const byToken = await floodOf(60, inTurn(both(first.token), 'session'));
    const bySession = await floodOf(60, inTurn(both(), 'session', { cookie }));
    process.stdout.write(
      `60 requests by token and 60 by session of one account: ${JSON.stringify([byToken, bySession])}\n`,
    );
    expect(byToken).toEqual({ 200: 60 });
    expect(bySession).toEqual({ 200: LIMITS.ACCOUNT - 60, 429: 120 - LIMITS.ACCOUNT });
    expect((await first.get('session')).status).toBe(429);
  });

  it('by network where nobody is signed in, which takes nothing from those who are', async () => {
    const signedIn = both((await test.signUp('responder')).token);
    await newMinute();
    const here = from('2001:db8:1:2:3::4');
    const counts = await floodOf(100, inTurn(both(), '/.well-known/security.txt', here));
    process.stdout.write(`100 requests of one network without a credential: ${JSON.stringify(counts)}\n`);
    expect(counts).toEqual({ 200: LIMITS.ADDRESS, 429: 100 - LIMITS.ADDRESS });
    // The same subscriber, another of the addresses that are theirs to choose.
    const same = await test.api().get('/ack/x', from('2001:db8:1:2:ffff::1'));
    expect(same.status).toBe(429);
    expect((await test.api().get('/ack/x', from('2001:db8:1:3::1'))).status).toBe(404);
    for (const api of signedIn) expect((await api.get('session', here)).status).toBe(200);
  });

  it('by network where credentials open nothing, and a right one still opens', async () => {
    const { token } = await test.signUp('responder');
    await newMinute();
    const here = from('192.0.2.7');
    const [first, second] = both(`dnsc_${'x'.repeat(43)}`);
    const counts = await floodOf(50, (index) =>
      index % 3 === 0
        ? test.api().get('session', { ...here, cookie: `dnscert_session=${'y'.repeat(43)}` })
        : (index % 2 === 0 ? first : second).get('session', here),
    );
    process.stdout.write(`50 requests with bad credentials: ${JSON.stringify(counts)}\n`);
    expect(counts).toEqual({ 401: LIMITS.BAD_CREDENTIALS, 429: 50 - LIMITS.BAD_CREDENTIALS });
    expect((await test.api(token).get('session', here)).status).toBe(200);
    // What the narrow limit refused took nothing from the wide one.
    const rest = await floodOf(60, inTurn(both(), '/.well-known/security.txt', here));
    expect(rest).toEqual({ 200: LIMITS.ADDRESS - LIMITS.BAD_CREDENTIALS, 429: 40 });
  });

  it('before its body is read', async () => {
    const here = from('192.0.2.8');
    await newMinute();
    await floodOf(LIMITS.ADDRESS, inTurn(both(), '/ack/x', here));
    const { status, body } = await test.api().post('session', '{ no json', here);
    expect([status, body['code']]).toEqual([429, 'access.too_many_requests']);
  });

  it('but whoever watches the service is not', async () => {
    const here = from('192.0.2.9');
    await newMinute();
    for (const path of ['/livez', '/readyz', '/metrics', '/healthz/pipeline'])
      expect([path, await floodOf(LIMITS.ADDRESS + 5, inTurn(both(), path, here))]).toEqual([
        path,
        { 200: LIMITS.ADDRESS + 5 },
      ]);
    expect((await test.api().get('/ack/x', here)).status).toBe(404);
  });

  it('and old counts are forgotten', async () => {
    await test.jump(180);
    await test.service.app.get(RateLimits).forgetOld();
    expect(await test.sql('SELECT subject FROM rate_limits')).toEqual([]);
  });

  it('and a session that ends at one replica ends at the other', async () => {
    await newMinute();
    const email = 'two-places@staff.example';
    await test.signUp('responder', { email, password: PASSWORD });
    const [here, there] = both();
    const { headers } = await here.post('session', { email, password: PASSWORD });
    const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    for (const api of [here, there]) expect((await api.get('session', { cookie })).status).toBe(200);
    expect((await there.call('DELETE', 'session', undefined, { cookie })).status).toBe(204);
    for (const api of [here, there]) expect((await api.get('session', { cookie })).status).toBe(401);
  });
});
