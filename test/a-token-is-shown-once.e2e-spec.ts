import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { tablesWith } from './fixtures/letters.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const PASSWORD = 'correct horse battery';
const DAY = 86_400;
const VIEW = ['createdAt', 'expiresAt', 'id', 'lastUsedAt', 'name', 'prefix', 'scopes'];
let used = 0;

interface Token {
  id: string;
  token: string;
  prefix: string;
  scopes: string[];
  expiresAt: string;
  lastUsedAt: string | null;
  code?: string;
}

describe(`a token is shown once (queues on ${QUEUES})`, () => {
  let test: TestService;
  let email: string;
  let person: Api;
  let lead: Api;

  beforeAll(async () => {
    test = await TestService.start({ env: { ROLES: 'web' } });
    await test.importOperators({
      slug: 'registry-a',
      contacts: [{ email: 'noc@registry-a.example', role: 'security' }],
    });
    await test.signUp('lead', { email: 'lead@cert.example', password: PASSWORD });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    email = `person-${(used += 1)}@registry-a.example`;
    await test.signUp('operator', { email, password: PASSWORD, operator: 'registry-a' });
    // The one that the harness made; this file is about those that people make.
    await test.sql(`UPDATE api_tokens SET revoked_at = dnscert_now() WHERE name = 'test'`);
    person = await test.signIn(email, PASSWORD);
    lead = await test.signIn('lead@cert.example', PASSWORD);
  });

  const issue = (body: Record<string, unknown> = {}, headers = {}, by = person) =>
    by.post<Token>('account/tokens', { name: 'ci', scopes: ['read'], ...body }, headers);
  const list = async (by = person, path = 'account/tokens') =>
    (await by.get<{ items: Token[] }>(path)).body.items;
  /** Days until it ends, by the database's clock. */
  const daysLeft = async (id: string) => {
    const [row] = await test.sql<{ days: number }>(
      `SELECT round(extract(epoch FROM expires_at - created_at) / 86400)::int AS days FROM api_tokens WHERE id = $1`,
      [id],
    );
    return row?.days;
  };

  it('in the answer to its making, and kept nowhere', async () => {
    const answer = await issue({ scopes: ['read', 'write', 'read'] });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { token, id, prefix } = answer.body;
    expect(token).toMatch(/^dnsc_[A-Za-z0-9_-]{43}$/);
    expect(token.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength(9);
    expect((await test.api(token).get('session')).status).toBe(200);
    const [shown, ...more] = await list();
    expect(more).toEqual([]);
    expect(shown).toMatchObject({ id, prefix, name: 'ci', scopes: ['read', 'write'] });
    expect(Object.keys(shown ?? {}).sort()).toEqual(VIEW);
    expect(shown?.lastUsedAt).not.toBeNull();
    expect(await tablesWith(test, token)).toEqual([]);
  });

  it('not again for the same Idempotency-Key: that would mean to keep it', async () => {
    const key = { 'idempotency-key': 'again' };
    const [first, second] = [await issue({}, key), await issue({}, key)];
    expect(second.body.token).not.toBe(first.body.token);
    expect(await list()).toHaveLength(2);
    expect(await test.sql(`SELECT 1 FROM idempotency_keys WHERE key = 'again'`)).toEqual([]);
  });

  it('and ends by itself: in 90 days, or when it was said, within a year', async () => {
    const inDays = (days: number) => new Date(Date.now() + days * DAY * 1_000).toISOString();
    const usual = await issue();
    expect(await daysLeft(usual.body.id)).toBe(90);
    expect(await daysLeft((await issue({ expiresInDays: 365 })).body.id)).toBe(365);
    expect(await daysLeft((await issue({ expiresAt: inDays(10) })).body.id)).toBe(10);
    const refused = await Promise.all(
      [
        { expiresInDays: 0 },
        { expiresInDays: 366 },
        { expiresInDays: 1.5 },
        { expiresAt: inDays(-1) },
        { expiresAt: inDays(367) },
        { expiresAt: '9999-12-31T23:59:59Z' },
        { expiresAt: inDays(1), expiresInDays: 1 },
        { scopes: [] },
        { scopes: ['all'] },
        { name: '' },
        { userId: 'x' },
      ].map(async (body) => (await issue(body)).status),
    );
    expect(refused).toEqual(refused.map(() => 400));
    expect(await list()).toHaveLength(3);
  });

  it('by its owner in a session, never by a token: one that was stolen breeds none', async () => {
    const { body } = await issue({ scopes: ['read', 'write', 'report:submit'] });
    const thief = test.api(body.token);
    const tries: [string, string, unknown?][] = [
      ['POST', 'account/tokens', { name: 'mine', scopes: ['read'] }],
      ['GET', 'account/tokens'],
      ['DELETE', `account/tokens/${body.id}`],
      ['GET', 'account/sessions'],
      ['DELETE', 'account/sessions'],
      ['POST', 'account/password', { current: PASSWORD, new: 'another password' }],
      ['PATCH', 'account', { name: 'Mallory' }],
    ];
    for (const [method, path, given] of tries)
      expect([method, path, (await thief.call(method, path, given)).status]).toEqual([method, path, 403]);
    expect(await list()).toHaveLength(1);
    // A lead's token neither makes accounts nor gives rights.
    const leads = test.api((await issue({ scopes: ['read', 'write'] }, {}, lead)).body.token);
    expect((await leads.post('invitations', { email: 'm@evil.example', role: 'lead' })).status).toBe(403);
    const { id } = (await person.get<{ id: string }>('account')).body;
    expect((await leads.post(`users/${id}/deactivation`, { reason: 'x' })).status).toBe(403);
    expect((await leads.get(`users/${id}/tokens`)).status).toBe(403);
  });

  it('with report:submit alone files reports, and does nothing else', async () => {
    const { body } = await issue({ scopes: ['report:submit'] });
    const only = test.api(body.token);
    expect((await only.post('reports', { summary: 'A drill', exercise: true })).status).toBe(201);
    const document = await only.get<{ paths: Record<string, Record<string, unknown>> }>('/api/openapi.json');
    const nowhere = '01890a5d-ac96-774b-bcce-b302099a8057';
    let walked = 0;
    for (const [path, methods] of Object.entries(document.body.paths)) {
      if (!path.startsWith('/api/v1/')) continue;
      for (const [method, operation] of Object.entries(methods)) {
        // What needs no account has no `security`.
        if ((operation as { security?: unknown }).security === undefined) continue;
        const name = `${method} ${path}`;
        if (name === 'post /api/v1/reports') continue;
        walked += 1;
        const { status } = await only.call(
          method.toUpperCase(),
          path.replaceAll(/\{\w+\}/g, nowhere),
          method === 'get' ? undefined : {},
        );
        expect([name, status]).toEqual([name, 403]);
      }
    }
    process.stdout.write(`a submit-only token was refused ${walked} operations\n`);
    expect(walked).toBeGreaterThan(40);
    // As a cookie it is no session, and its session route ends none.
    for (const headers of [
      { cookie: `dnscert_session=${body.token}` },
      { cookie: `dnscert_session=${body.token.slice(5)}` },
    ])
      expect((await test.api().get('session', headers)).status).toBe(401);
    await only.call('DELETE', 'session');
    expect((await person.get('session')).status).toBe(200);
  });

  it('until its owner revokes it, or a lead, and nobody else', async () => {
    const [first, second] = [(await issue()).body, (await issue()).body];
    const strangers = `stranger-${email}`;
    await test.signUp('operator', { email: strangers, password: PASSWORD, operator: 'registry-a' });
    const stranger = await test.signIn(strangers, PASSWORD);
    expect((await stranger.call('DELETE', `account/tokens/${first.id}`)).status).toBe(404);
    expect((await person.call('DELETE', `account/tokens/${first.id}`)).status).toBe(204);
    expect((await person.call('DELETE', `account/tokens/${first.id}`)).status).toBe(404);
    const { id } = (await person.get<{ id: string }>('account')).body;
    const other = (await stranger.get<{ id: string }>('account')).body.id;
    const path = `users/${id}/tokens`;
    expect((await list(lead, path)).map((token) => [token.id, Object.keys(token).sort()])).toEqual([
      [second.id, VIEW],
    ]);
    // The path says whose: it is looked at.
    expect((await lead.call('DELETE', `users/${other}/tokens/${second.id}`)).status).toBe(404);
    expect((await test.api(second.token).get('session')).status).toBe(200);
    expect((await lead.call('DELETE', `${path}/${second.id}`)).status).toBe(204);
    for (const { token } of [first, second]) expect((await test.api(token).get('session')).status).toBe(401);
    const entries = await test.sql<{ type: string; name: string }>(
      `SELECT type, actor ->> 'name' AS name FROM audit_entries WHERE subject_id = ANY($1) ORDER BY at`,
      [[first.id, second.id]],
    );
    const owner = email.split('@')[0] ?? '';
    expect(entries).toEqual([
      { type: 'token.issued', name: owner },
      { type: 'token.issued', name: owner },
      { type: 'token.revoked', name: owner },
      { type: 'token.revoked', name: 'lead' },
    ]);
  });

  it('or its day has come', async () => {
    const { token } = (await issue({ expiresInDays: 1 })).body;
    await test.jump(DAY - 60);
    expect((await test.api(token).get('session')).status).toBe(200);
    await test.jump(120);
    expect((await test.api(token).get('session')).status).toBe(401);
  });
});
