import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startService } from '../apps/server/service.ts';
import type { Service } from '../apps/server/service.ts';
import type { Answer } from './harness/api.ts';
import { Api } from './harness/api.ts';
import { buildOnce, Program } from './harness/program.ts';
import { programPath } from './harness/servers.ts';
import { QUEUES, TestService } from './harness/service.ts';

const PASSWORD = 'correct horse battery';
const STEP = 30;
/** An authenticator of the OATH people: nothing of it is ours. */
const OATHTOOL = programPath('oathtool');
if (OATHTOOL === null)
  console.warn('skipped: codes of a real generator need oathtool (Debian package oathtool)');

(OATHTOOL === null ? describe.skip : describe)(`a code is good once (queues on ${QUEUES})`, () => {
  let test: TestService;
  let replica: Service;
  let here: Api;
  let there: Api;
  let email: string;
  let used = 0;

  beforeAll(async () => {
    buildOnce();
    test = await TestService.start({ env: { ROLES: 'web' }, smtp: false });
    replica = await startService({ ...test.config, PORT: 0 });
    here = test.api();
    there = new Api((replica.url ?? '').replace('localhost', '127.0.0.1'));
  });
  afterAll(async () => {
    await replica.stop();
    await test.stop();
  });
  beforeEach(async () => {
    email = `user-${(used += 1)}@staff.example`;
    await test.signUp('responder', { email, password: PASSWORD });
  });

  const signIn = (api: Api, proof: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
    api.post('session', { email, password: PASSWORD, ...proof }, headers);
  const cookieOf = ({ headers }: Answer) => ({ cookie: headers.getSetCookie()[0]?.split(';')[0] ?? '' });
  const codeOf = ({ status, body, headers }: Answer) => [status, body['code'], headers.getSetCookie().length];
  const OPENED = [201, undefined, 1];
  const WRONG = [401, 'access.wrong_code', 0];
  const NEEDED = [401, 'access.second_factor_needed', 0];

  const now = async () => {
    const [row] = await test.sql<{ now: number }>('SELECT extract(epoch FROM dnscert_now())::float8 AS now');
    return row?.now ?? 0;
  };
  /** What the app shows `steps` half minutes from now, by the database's clock. */
  const codeAt = async (secret: string, steps = 0) => {
    const at = new Date(((await now()) + steps * STEP) * 1_000).toISOString().replace('T', ' ').slice(0, 19);
    return execFileSync(OATHTOOL ?? '', ['--totp', '--base32', `--now=${at} UTC`, '-'], {
      input: secret,
      encoding: 'utf8',
    }).trim();
  };
  /** To the middle of the next half minute, in which the following requests stay. */
  const nextStep = async () => test.jump(STEP * 1.5 - ((await now()) % STEP));

  /** Sets up an app. @returns its secret, the recovery codes and the session */
  async function enrolled() {
    const session = cookieOf(await signIn(here));
    await nextStep();
    const { body } = await here.post<{ secret: string }>('account/totp', undefined, session);
    const confirmed = await here.post<{ recoveryCodes: string[] }>(
      'account/totp/confirmation',
      { code: await codeAt(body.secret) },
      session,
    );
    expect(confirmed.status).toBe(200);
    await nextStep();
    return { secret: body.secret, codes: confirmed.body.recoveryCodes, session };
  }

  it('of the app: neither on the same replica nor on another, nor an earlier one after it', async () => {
    const { secret } = await enrolled();
    const code = await codeAt(secret);
    const earlier = await codeAt(secret, -1);
    expect(codeOf(await signIn(here, { code }))).toEqual(OPENED);
    for (const api of [here, there]) {
      expect(codeOf(await signIn(api, { code }))).toEqual(WRONG);
      expect(codeOf(await signIn(api, { code: earlier }))).toEqual(WRONG);
    }
    await nextStep();
    expect(codeOf(await signIn(there, { code: await codeAt(secret) }))).toEqual(OPENED);
  });

  it('also when it is tried on two replicas at the same moment', async () => {
    const { secret } = await enrolled();
    const code = await codeAt(secret);
    const answers = await Promise.all(
      [here, there, here, there, here, there].map((api) => signIn(api, { code })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401, 401, 401]);
    const opened = await test.sql(
      `SELECT 1 FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = $1 AND s.method = 'password+totp'`,
      [email],
    );
    expect(opened).toHaveLength(1);
  });

  it('and the one that set the app up is used up by that', async () => {
    const session = cookieOf(await signIn(here));
    await nextStep();
    const { body } = await here.post<{ secret: string }>('account/totp', undefined, session);
    const code = await codeAt(body.secret);
    expect((await here.post('account/totp/confirmation', { code }, session)).status).toBe(200);
    expect(codeOf(await signIn(there, { code }))).toEqual(WRONG);
  });

  it('while the clock of the phone is half a minute off, and not two', async () => {
    const { secret } = await enrolled();
    for (const steps of [-2, 2, 3, -20]) {
      const code = await codeAt(secret, steps);
      expect([steps, ...codeOf(await signIn(here, { code }))]).toEqual([steps, ...WRONG]);
    }
    await nextStep();
    expect(codeOf(await signIn(here, { code: await codeAt(secret, -1) }))).toEqual(OPENED);
    expect(codeOf(await signIn(there, { code: await codeAt(secret, 1) }))).toEqual(OPENED);
    // Of a phone that is ahead: its step was used, so the one of right now is too old.
    expect(codeOf(await signIn(here, { code: await codeAt(secret) }))).toEqual(WRONG);
  });

  it('and the password alone opens nothing any more, and tells which ways there are', async () => {
    const { session } = await enrolled();
    const answer = await signIn(here);
    expect(codeOf(answer)).toEqual(NEEDED);
    expect(answer.body['ways']).toEqual(['totp', 'recovery_code']);
    const other = await here.post('session', { email, password: 'wrong', code: '123456' });
    expect(codeOf(other)).toEqual([401, 'access.wrong_password', 0]);
    expect((await here.get('session', session)).body['secondWays']).toEqual({
      passkeys: 0,
      totp: true,
      recoveryCodesLeft: 10,
    });
  });

  it('before a code has shown that the app has the secret, nothing changes', async () => {
    const session = cookieOf(await signIn(here));
    await nextStep();
    const first = await here.post<{ secret: string }>('account/totp', undefined, session);
    const second = await here.post<{ secret: string; uri: string }>('account/totp', undefined, session);
    expect(second.body.uri).toContain(second.body.secret);
    const wrong = await here.post(
      'account/totp/confirmation',
      { code: await codeAt(first.body.secret) },
      session,
    );
    expect(codeOf(wrong)).toEqual([400, 'access.code_does_not_fit', 0]);
    expect(codeOf(await signIn(here))).toEqual(OPENED);
    // The form that was left open over lunch.
    await test.jump(31 * 60);
    const again = cookieOf(await signIn(here));
    const late = await here.post(
      'account/totp/confirmation',
      { code: await codeAt(second.body.secret) },
      again,
    );
    expect(codeOf(late)).toEqual([400, 'access.code_does_not_fit', 0]);
    expect(codeOf(await signIn(here))).toEqual(OPENED);
  });

  it('as is each recovery code, however it is typed', async () => {
    const { codes, session } = await enrolled();
    expect(new Set(codes).size).toBe(10);
    const [first = '', second = ''] = codes;
    expect(codeOf(await signIn(here, { recoveryCode: first }))).toEqual(OPENED);
    for (const api of [here, there])
      expect(codeOf(await signIn(api, { recoveryCode: first }))).toEqual(WRONG);
    const typed = second.toLowerCase().replaceAll('-', ' ');
    expect(codeOf(await signIn(there, { recoveryCode: typed }))).toEqual(OPENED);
    expect(codeOf(await signIn(here, { recoveryCode: '0000-0000-0000-0000' }))).toEqual(WRONG);
    const ways = (await here.get('session', session)).body['secondWays'];
    expect(ways).toMatchObject({ recoveryCodesLeft: 8 });
  });

  it('at two replicas at the same moment too, and new recovery codes end the old ones', async () => {
    const { codes, session } = await enrolled();
    const [first = '', second = ''] = codes;
    const answers = await Promise.all(
      [here, there, here, there].map((api) => signIn(api, { recoveryCode: first })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401]);
    const renewed = await here.post<{ recoveryCodes: string[] }>(
      'account/recovery-codes',
      undefined,
      session,
    );
    expect(renewed.status).toBe(201);
    expect(renewed.body.recoveryCodes.filter((code) => codes.includes(code))).toEqual([]);
    expect(codeOf(await signIn(here, { recoveryCode: second }))).toEqual(WRONG);
    const [fresh = ''] = renewed.body.recoveryCodes;
    expect(codeOf(await signIn(here, { recoveryCode: fresh }))).toEqual(OPENED);
  });

  it('and guessing codes leads nowhere: not by many, not from many places, not with the password between', async () => {
    const { secret, codes } = await enrolled();
    let place = 0;
    const elsewhere = () => ({ 'x-forwarded-for': `198.51.100.${(place += 1)}` });
    const oneHere = { 'x-forwarded-for': '203.0.113.7' };
    const statuses: number[] = [];
    for (let tried = 0; tried < 12; tried += 1) {
      statuses.push((await signIn(here, { code: '000000' }, oneHere)).status);
      // Whoever has the password may not clear the count by it.
      statuses.push((await signIn(here, {}, oneHere)).status);
    }
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(3);
    for (let tried = 0; tried < 10; tried += 1) await signIn(there, { code: '000000' }, elsewhere());
    const refused = await signIn(here, { code: await codeAt(secret) }, elsewhere());
    expect(codeOf(refused)).toEqual([429, 'access.too_many_tries', 0]);
    await test.jump(15 * 60);
    await nextStep();
    expect(codeOf(await signIn(here, { code: await codeAt(secret) }, elsewhere()))).toEqual(OPENED);
    expect(codeOf(await signIn(here, { recoveryCode: codes[0] }, oneHere))).toEqual(OPENED);
  }, 120_000);

  it('while a person who signs in every day in two steps is never counted as guessing', async () => {
    const { secret } = await enrolled();
    for (let day = 0; day < 12; day += 1) {
      expect(codeOf(await signIn(here))).toEqual(NEEDED);
      expect(codeOf(await signIn(here, { code: await codeAt(secret) }))).toEqual(OPENED);
      await test.jump(STEP);
    }
    const left = await test.sql<{ tries: number }>(
      `SELECT tries FROM sign_in_tries WHERE tries > 0 AND subject LIKE 'codes %' AND subject = (SELECT 'codes ' || id FROM users WHERE email = $1)`,
      [email],
    );
    expect(left).toEqual([]);
  });

  it('and how one signs in is changed by whoever has just signed in, by no token and no old session', async () => {
    const { session, secret } = await enrolled();
    const token = await test.signUp('lead');
    expect((await token.post('account/totp')).status).toBe(403);
    expect(codeOf(await here.post('account/totp', undefined, session))).toEqual([
      409,
      'access.totp_active',
      0,
    ]);
    await test.jump(16 * 60);
    for (const [method, path] of [
      ['POST', 'account/totp'],
      ['DELETE', 'account/totp'],
      ['POST', 'account/recovery-codes'],
      ['POST', 'account/passkeys/options'],
    ] as const) {
      const answer = await here.call<Record<string, unknown>>(method, path, undefined, session);
      expect([path, ...codeOf(answer)]).toEqual([path, 403, 'access.sign_in_again', 0]);
    }
    const fresh = cookieOf(await signIn(here, { code: await codeAt(secret) }));
    expect((await here.call('DELETE', 'account/totp', undefined, fresh)).status).toBe(204);
    expect(codeOf(await signIn(here))).toEqual(OPENED);
    const gone = await here.call('DELETE', 'account/totp', undefined, fresh);
    expect(gone).toMatchObject({ status: 404, body: { code: 'access.totp_not_found' } });
  });

  it('and whoever has lost all of them is let in again by the machine’s administrator', async () => {
    const { session } = await enrolled();
    const env: Record<string, string> = { DATABASE_URL: test.databaseUrl, DATA_DIR: test.dataDir };
    if (test.config.REDIS_URL !== undefined) env['REDIS_URL'] = test.config.REDIS_URL;
    const remove = (who: string) =>
      Program.dnscert(['--json', 'user', 'remove-second-ways', '--email', who], env);
    const removed = await remove(email.toUpperCase());
    expect([removed.code, JSON.parse(removed.stdout)]).toEqual([
      0,
      { email: email.toUpperCase(), removed: { passkeys: 0, totp: true, recoveryCodesLeft: 10 } },
    ]);
    expect((await here.get('session', session)).status).toBe(401);
    expect(codeOf(await signIn(there))).toEqual(OPENED);
    expect(await remove('nobody@staff.example')).toMatchObject({ code: 1, stdout: '' });
  });

  it('of one secret is none of another’s, though the row is copied in the database', async () => {
    const { secret } = await enrolled();
    const victim = `victim-${used}@staff.example`;
    await test.signUp('lead', { email: victim, password: PASSWORD });
    await test.sql(
      `INSERT INTO totp_secrets (user_id, sealed, confirmed_at)
       SELECT v.id, t.sealed, dnscert_now() FROM users v, totp_secrets t JOIN users u ON u.id = t.user_id
        WHERE v.email = $1 AND u.email = $2`,
      [victim, email],
    );
    const answer = await here.post('session', {
      email: victim,
      password: PASSWORD,
      code: await codeAt(secret),
    });
    expect(codeOf(answer)).toEqual(WRONG);
  });

  it('and neither secrets nor codes stand in the database, but who did what does', async () => {
    const { secret, codes, session } = await enrolled();
    const code = await codeAt(secret);
    expect(codeOf(await signIn(here, { code }))).toEqual(OPENED);
    await signIn(here, { code });
    await signIn(here, { recoveryCode: codes[0] });
    await here.call('DELETE', 'account/totp', undefined, session);
    for (const table of ['totp_secrets', 'recovery_codes', 'audit_entries', 'sign_in_tries']) {
      const rows = await test.sql<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
      for (const { text } of rows)
        for (const word of [secret, code, ...codes, ...codes.map((one) => one.replaceAll('-', ''))])
          expect(text.includes(word)).toBe(false);
    }
    const told = await test.sql<{ type: string; method: string | null }>(
      `SELECT a.type, a.data ->> 'method' AS method FROM audit_entries a JOIN users u ON a.actor ->> 'id' = u.id::text
        WHERE u.email = $1 ORDER BY a.at, a.id`,
      [email],
    );
    expect(told.map(({ type, method }) => (method === null ? type : `${type} ${method}`))).toEqual([
      'session.opened password',
      'totp.activated',
      'recovery_codes.made',
      'session.opened password+totp',
      'session.refused password+totp',
      'recovery_code.used',
      'session.opened password+recovery_code',
      'totp.removed',
    ]);
  });

  it.each([
    [{ code: '12345' }, '/code'],
    [{ code: 'abcdef' }, '/code'],
    [{ code: '1234567' }, '/code'],
    [{ code: 123456 }, '/code'],
    [{ code: '123456', totp: true }, '/totp'],
  ])('and %j is no code', async (proof, pointer) => {
    const answer = await signIn(here, proof);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });
});
