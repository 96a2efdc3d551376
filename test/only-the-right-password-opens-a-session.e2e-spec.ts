import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const PASSWORD = 'correct horse battery';
const EMAIL = 'Lead@Staff.example';

describe(`only the right password opens a session (queues on ${QUEUES})`, () => {
  let test: TestService;
  let stranger: Api;

  beforeAll(async () => {
    test = await TestService.start({ env: { ROLES: 'web' } });
    await test.signUp('lead', { email: EMAIL, password: PASSWORD });
    await test.signUp('responder', { email: 'program@staff.example' });
    await test.signUp('responder', { email: 'left@staff.example', password: PASSWORD });
    await test.sql(`UPDATE users SET deactivated_at = dnscert_now() WHERE email = 'left@staff.example'`);
    stranger = test.api();
  });
  afterAll(() => test.stop());

  const signIn = (headers: Record<string, string> = {}) =>
    stranger.post('session', { email: EMAIL, password: PASSWORD }, headers);
  const cookieOf = ({ headers }: Pick<Answer, 'headers'>) => headers.getSetCookie()[0] ?? '';
  async function session(): Promise<{ cookie: string }> {
    return { cookie: cookieOf(await signIn()).split(';')[0] ?? '' };
  }
  const report = (headers: Record<string, string>) =>
    stranger.post('reports', { summary: 'A drill', exercise: true }, headers);
  const reports = () => test.sql<{ count: string }>('SELECT count(*) FROM reports');

  it('with a cookie that scripts, other sites and clear channels do not get', async () => {
    const answer = await signIn();
    expect(answer).toMatchObject({ status: 201, body: { email: EMAIL, role: 'lead', operatorId: null } });
    const flags = (text: string) =>
      text
        .split('; ')
        .map((part) => part.replace(/^(dnscert_session|Expires)=.+/, '$1'))
        .sort();
    const always = ['Expires', 'HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Strict', 'dnscert_session'];
    expect(answer.headers.getSetCookie().map(flags)).toEqual([always]);
    const proxied = await signIn({ 'x-forwarded-proto': 'https' });
    expect(proxied.headers.getSetCookie().map(flags)).toEqual([[...always, 'Secure'].sort()]);
    const secret = /^dnscert_session=([^;]+)/.exec(cookieOf(answer))?.[1] ?? '';
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const kept = await test.sql<{ text: string }>('SELECT s::text AS text FROM sessions s');
    expect(kept.filter(({ text }) => text.includes(secret))).toEqual([]);
  });

  it('which does what the role may, whatever the case of the address', async () => {
    const { headers } = await stranger.post('session', { email: EMAIL.toLowerCase(), password: PASSWORD });
    const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(await stranger.get('session', { cookie })).toMatchObject({ status: 200, body: { role: 'lead' } });
    expect((await report({ cookie })).status).toBe(201);
  });

  it.each([
    ['a wrong password', EMAIL, `${PASSWORD}!`],
    ['another case of the password', EMAIL, PASSWORD.toUpperCase()],
    ['an unknown address', 'nobody@staff.example', PASSWORD],
    ['an account without password', 'program@staff.example', 'undefined'],
    ['an account of one who left', 'left@staff.example', PASSWORD],
    ['a password with a NUL', EMAIL, `${PASSWORD}\u0000`],
  ])('not %s, and all are answered alike', async (_what, email, password) => {
    const answer = await stranger.post('session', { email, password });
    expect(answer.body).toEqual({
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      code: 'access.wrong_password',
      detail: 'Address or password is wrong.',
      requestId: answer.headers.get('x-request-id'),
    });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('until it is signed out of', async () => {
    const { cookie } = await session();
    const other = await session();
    const out = await stranger.call('DELETE', 'session', undefined, { cookie });
    expect([out.status, cookieOf(out)]).toEqual([
      204,
      'dnscert_session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Strict',
    ]);
    expect((await stranger.get('session', { cookie })).status).toBe(401);
    expect((await stranger.get('session', other)).status).toBe(200);
  });

  it('and never for a request that another site made', async () => {
    const { cookie } = await session();
    const before = await reports();
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: test.url.replace(/:\d+$/, ':1') },
      { origin: 'https://evil.example', 'x-forwarded-host': 'cert.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of elsewhere) {
      const refused = await report({ cookie, ...headers });
      expect(refused).toMatchObject({ status: 403, body: { code: 'access.cross_site' } });
    }
    expect(await reports()).toEqual(before);
    const own: Record<string, string>[] = [
      { origin: test.url },
      { origin: test.url, 'sec-fetch-site': 'same-origin' },
      { origin: 'https://cert.example', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'cert.example' },
    ];
    for (const headers of own) expect((await report({ cookie, ...headers })).status).toBe(201);
    const read = await stranger.get('reports', { cookie, origin: 'https://evil.example' });
    expect([read.status, read.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  });

  it('for twelve hours, and not for one who has left', async () => {
    const { cookie } = await session();
    await test.signUp('responder', { email: 'leaving@staff.example', password: PASSWORD });
    const leaving = await stranger.post('session', { email: 'leaving@staff.example', password: PASSWORD });
    const theirs = { cookie: cookieOf(leaving).split(';')[0] ?? '' };
    expect((await stranger.get('session', theirs)).status).toBe(200);
    await test.sql(`UPDATE users SET deactivated_at = dnscert_now() WHERE email = 'leaving@staff.example'`);
    expect((await stranger.get('session', theirs)).status).toBe(401);
    await test.jump(12 * 3_600 - 60);
    expect((await stranger.get('session', { cookie })).status).toBe(200);
    await test.jump(120);
    expect((await stranger.get('session', { cookie })).status).toBe(401);
  });
});
