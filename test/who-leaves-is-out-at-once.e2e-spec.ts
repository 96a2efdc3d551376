import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startService } from '../apps/server/service.ts';
import type { Service } from '../apps/server/service.ts';
import { Api, signedIn } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const PASSWORD = 'correct horse battery';
const AT_ONCE = 20;
let used = 0;
const nextEmail = () => `person-${(used += 1)}@staff.example`;

interface Person {
  id: string;
  email: string;
  /** In a session, on one replica and on the other. */
  here: Api;
  there: Api;
  token: Api;
}

describe(`who leaves is out at once (queues on ${QUEUES})`, () => {
  let test: TestService;
  let replica: Service;
  let lead: Api;
  let leadId: string;

  beforeAll(async () => {
    test = await TestService.start({ env: { ROLES: 'web' } });
    replica = await startService({ ...test.config, PORT: 0 });
    for (const slug of ['registry-a', 'registry-b'])
      await test.importOperators({ slug, contacts: [{ email: `noc@${slug}.example`, role: 'security' }] });
    await test.signUp('lead', { email: 'lead@cert.example', password: PASSWORD });
    lead = await test.signIn('lead@cert.example', PASSWORD);
    leadId = await idOf(lead);
  });
  afterAll(async () => {
    await replica.stop();
    await test.stop();
  });
  beforeEach(async () => {
    // What a test before did to the leads does not count here.
    await test.sql(`UPDATE users SET role = 'observer' WHERE role = 'lead' AND id <> $1`, [leadId]);
  });

  const replicaUrl = () => (replica.url ?? '').replace('localhost', '127.0.0.1');
  const idOf = async (api: Api) => (await api.get<{ id: string }>('account')).body.id;
  const signIn = (email: string) => test.signIn(email, PASSWORD);

  async function personOf(
    role: 'operator' | 'responder' | 'lead' | 'observer',
    operator?: string,
  ): Promise<Person> {
    const email = nextEmail();
    const { token = '' } = await test.signUp(role, {
      email,
      password: PASSWORD,
      ...(operator === undefined ? {} : { operator }),
    });
    const session = await signIn(email);
    return {
      id: await idOf(session),
      email,
      here: session,
      there: await signedIn(replicaUrl(), email, PASSWORD),
      token: new Api(replicaUrl(), token),
    };
  }
  const opens = async ({ here, there, token }: Person) => {
    const answers = await Promise.all([here, there, token].map((api) => api.get('account')));
    return answers.map(({ status }) => status);
  };
  async function patch(by: Api, id: string, body: Record<string, unknown>, version?: string) {
    const etag = version ?? (await lead.get(`users/${id}`)).headers.get('etag') ?? '';
    return by.patch<{ code?: string; role?: string; version?: number }>(`users/${id}`, body, {
      'if-match': etag,
    });
  }
  const rolesOf = async (ids: string[]) =>
    (
      await test.sql<{ role: string }>(
        'SELECT role FROM users WHERE id = ANY($1) AND deactivated_at IS NULL',
        [ids],
      )
    ).map(({ role }) => role);

  it('in every session, with every token, on every replica; and stays in the record', async () => {
    const person = await personOf('operator', 'registry-a');
    const report = await person.here.post<{ id: string }>('reports', { summary: 'A drill', exercise: true });
    expect(report.status).toBe(201);
    expect(await opens(person)).toEqual([200, 200, 200]);
    const out = await lead.post(`users/${person.id}/deactivation`, { reason: 'Left the registry' });
    expect(out).toMatchObject({
      status: 200,
      body: { id: person.id, deactivatedAt: expect.any(String), deactivationReason: 'Left the registry' },
    });
    expect(await opens(person)).toEqual([401, 401, 401]);
    const credentials = { email: person.email, password: PASSWORD };
    expect((await test.api().post('session', credentials)).body['code']).toBe('access.wrong_password');
    expect((await lead.get(`reports/${report.body.id}`)).status).toBe(200);
    expect(await lead.get(`users/${person.id}`)).toMatchObject({
      status: 200,
      body: { name: person.email.split('@')[0] },
    });
  });

  it('and who comes back, comes in anew', async () => {
    const person = await personOf('responder');
    await lead.post(`users/${person.id}/deactivation`, { reason: 'On leave' });
    const back = await lead.call('DELETE', `users/${person.id}/deactivation`);
    expect(back).toMatchObject({ status: 200, body: { deactivatedAt: null, deactivationReason: null } });
    expect(await opens(person)).toEqual([401, 401, 401]);
    expect((await (await signIn(person.email)).get('account')).status).toBe(200);
    expect((await person.here.get('account')).status).toBe(401);
    const entries = await test.sql<{ type: string; data: unknown }>(
      `SELECT type, data FROM audit_entries WHERE subject_id = $1 AND type LIKE 'user.%tivated' ORDER BY at`,
      [person.id],
    );
    expect(entries).toEqual([
      { type: 'user.deactivated', data: { reason: 'On leave', sessions: 2, tokens: 1 } },
      { type: 'user.reactivated', data: {} },
    ]);
  });

  it('of one session that is ended, and not of the others', async () => {
    const person = await personOf('observer');
    const { body } = await person.here.get<{ items: { id: string; current: boolean; network: string }[] }>(
      'account/sessions',
    );
    expect(body.items.map(({ current, network }) => [current, network])).toEqual([
      [false, '127.0.0.1'],
      [true, '127.0.0.1'],
    ]);
    const other = body.items.find(({ current }) => !current)?.id ?? '';
    const mallory = await personOf('observer');
    expect((await mallory.here.call('DELETE', `account/sessions/${other}`)).status).toBe(404);
    expect((await person.here.call('DELETE', `account/sessions/${other}`)).status).toBe(204);
    expect((await person.here.call('DELETE', `account/sessions/${other}`)).status).toBe(404);
    expect(await opens(person)).toEqual([200, 401, 200]);
    // All others, then by a lead all.
    const third = await signIn(person.email);
    expect((await person.here.call('DELETE', 'account/sessions')).status).toBe(204);
    expect([(await third.get('account')).status, (await person.here.get('account')).status]).toEqual([
      401, 200,
    ]);
    const seen = await lead.get<{ items: { current: boolean }[] }>(`users/${person.id}/sessions`);
    expect(seen.body.items).toEqual([expect.objectContaining({ current: false })]);
    expect((await lead.call('DELETE', `users/${person.id}/sessions`)).status).toBe(204);
    expect(await opens(person)).toEqual([401, 401, 200]);
  });

  it('of the old role and operator when these change', async () => {
    const person = await personOf('operator', 'registry-a');
    const moved = await patch(lead, person.id, { operator: 'registry-b' });
    expect([moved.status, moved.headers.get('etag')]).toEqual([200, '"2"']);
    expect(await opens(person)).toEqual([401, 401, 401]);
    const again = await signIn(person.email);
    expect((await again.get('account')).body['operatorId']).toBe(await test.operatorId('registry-b'));
    expect(await patch(lead, person.id, { role: 'responder' })).toMatchObject({
      status: 200,
      body: { role: 'responder', operatorId: null },
    });
    expect(await patch(lead, person.id, { role: 'operator' })).toMatchObject({
      status: 400,
      body: { code: 'access.operator_needed' },
    });
    // A new name alone ends nothing.
    const other = await personOf('responder');
    expect((await patch(lead, other.id, { name: 'Other name' })).status).toBe(200);
    expect(await opens(other)).toEqual([200, 200, 200]);
    const [entry] = await test.sql<{ data: unknown }>(
      `SELECT data FROM audit_entries WHERE subject_id = $1 AND type = 'user.changed'`,
      [other.id],
    );
    expect(entry?.data).toEqual({
      from: { name: other.email.split('@')[0] },
      to: { name: 'Other name' },
    });
  });

  it('and nobody overwrites what another changed', async () => {
    const { id } = await personOf('responder');
    expect(await lead.patch(`users/${id}`, { name: 'x' })).toMatchObject({
      status: 428,
      body: { code: 'user.version_needed', version: 1 },
    });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => patch(lead, id, { name: `Name ${index}` }, '"1"')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 412),
    ]);
    const late = answers.find(({ status }) => status === 412);
    expect([late?.body.code, late?.headers.get('etag')]).toEqual(['access.version_changed', '"2"']);
  });

  it('but nobody takes a right for themselves', async () => {
    const person = await personOf('lead');
    for (const body of [{ role: 'responder' }, { role: 'operator', operator: 'registry-a' }])
      expect(await patch(person.here, person.id, body)).toMatchObject({
        status: 403,
        body: { code: 'access.own_role' },
      });
    expect((await patch(person.here, person.id, { name: 'My name', role: 'lead' })).status).toBe(200);
    const responder = await personOf('responder');
    const own = await responder.here.get('account');
    const etag = { 'if-match': own.headers.get('etag') ?? '' };
    for (const field of [
      'role',
      'operatorId',
      'operator',
      'email',
      'deactivatedAt',
      'passwordHash',
      'id',
      'version',
    ])
      expect((await responder.here.patch('account', { name: 'x', [field]: 'lead' }, etag)).status).toBe(400);
    expect((await patch(responder.here, responder.id, { role: 'lead' })).status).toBe(403);
    expect((await patch(person.token, responder.id, { role: 'lead' })).status).toBe(403);
    expect(await responder.here.patch('account', { name: 'New name' }, etag)).toMatchObject({
      status: 200,
      body: { name: 'New name', role: 'responder' },
    });
  });

  it('save the last lead, also when twenty leads demote and deactivate one another at once', async () => {
    const leads: Person[] = [];
    for (let made = 0; made < AT_ONCE; made += 1) leads.push(await personOf('lead'));
    const ids = leads.map(({ id }) => id);
    await lead.post(`users/${leadId}/deactivation`, { reason: 'Only the twenty are left' });
    const versions = new Map(
      (await test.sql<{ id: string; version: number }>('SELECT id, version FROM users')).map((row) => [
        row.id,
        row.version,
      ]),
    );
    const answers = await Promise.all(
      leads.map(({ here, there }, index) => {
        const by = index % 2 === 0 ? here : there;
        const victim = ids[(index + 1) % AT_ONCE] ?? '';
        return index % 3 === 0
          ? by.post<{ code?: string }>(`users/${victim}/deactivation`, { reason: 'A fight' })
          : patch(by, victim, { role: 'responder' }, `"${versions.get(victim) ?? 0}"`);
      }),
    );
    const counts: Record<number, number> = {};
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
    process.stdout.write(`${AT_ONCE} leads at once, each against the next: ${JSON.stringify(counts)}\n`);
    const left = (await rolesOf(ids)).filter((role) => role === 'lead');
    expect(left.length).toBeGreaterThanOrEqual(1);
    expect(counts[200]).toBe(AT_ONCE - left.length);
    // Down to the last by hand: that one stays.
    const [survivor, ...others] = (await test.sql<{ id: string; email: string }>(
      `SELECT id, email FROM users WHERE role = 'lead' AND deactivated_at IS NULL ORDER BY id`,
    )) as [{ id: string; email: string }, ...{ id: string }[]];
    const last = await signIn(survivor.email);
    for (const { id } of others)
      expect((await last.post(`users/${id}/deactivation`, { reason: 'Too many' })).status).toBe(200);
    expect(await last.post(`users/${survivor.id}/deactivation`, { reason: 'Me too' })).toMatchObject({
      status: 409,
      body: { code: 'access.last_lead' },
    });
    expect((await last.get('account')).status).toBe(200);
    expect((await last.call('DELETE', `users/${leadId}/deactivation`)).status).toBe(200);
    lead = await signIn('lead@cert.example');
  }, 120_000);

  it('and each sees of the others what is theirs to see', async () => {
    const colleague = await personOf('operator', 'registry-a');
    const own = await personOf('operator', 'registry-a');
    const foreign = await personOf('operator', 'registry-b');
    const responder = await personOf('responder');
    const left = await personOf('operator', 'registry-a');
    await lead.post(`users/${left.id}/deactivation`, { reason: 'Left' });
    const list = async (api: Api) =>
      (await api.get<{ items: Record<string, unknown>[] }>('users?limit=200')).body.items;

    const ofOwn = await list(own.here);
    expect(ofOwn.map(({ id }) => id)).toEqual(expect.arrayContaining([own.id, colleague.id]));
    expect(ofOwn.filter(({ email }) => email === left.email)).toEqual([]);
    for (const user of ofOwn) expect(Object.keys(user).sort()).toEqual(['email', 'id', 'name', 'role']);
    const ids = new Set(ofOwn.map(({ id }) => id));
    for (const { id } of [foreign, responder, left]) {
      expect(ids.has(id)).toBe(false);
      const hidden = await own.here.get(`users/${id}`);
      const nowhere = await own.here.get('users/01890a5d-ac96-774b-bcce-b302099a8057');
      expect([hidden.status, hidden.body['code'], hidden.body['detail']]).toEqual([
        404,
        nowhere.body['code'],
        nowhere.body['detail'],
      ]);
    }
    const ofResponder = await list(responder.here);
    for (const user of ofResponder) {
      expect(Object.keys(user).sort()).toEqual(['id', 'name', 'role']);
      expect(['responder', 'lead']).toContain(user['role']);
    }
    expect((await responder.here.get(`users/${own.id}`)).status).toBe(404);
    const all = await test.sql<{ id: string }>('SELECT id FROM users ORDER BY id DESC');
    const pages: unknown[] = [];
    for (let path = 'users?limit=7'; ;) {
      const { body } = await lead.get<{ items: { id: string }[]; next: string | null }>(path);
      pages.push(...body.items.map(({ id }) => id));
      if (body.next === null) break;
      path = `users?limit=7&cursor=${body.next}`;
    }
    expect(pages).toEqual(all.map(({ id }) => id));
    expect((await list(lead)).every((user) => !('passwordHash' in user))).toBe(true);
  });
});
