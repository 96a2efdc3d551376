import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '#libs/database';
import { startService } from '../apps/server/service.ts';
import { file } from './fixtures/casework.ts';
import { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

interface SpeakerView {
  id: string;
  user: { id: string; email: string };
  from: string;
  until: string | null;
}

const HOUR = 3_600;

describe(`only who may speaks for an operator (queues on ${QUEUES})`, () => {
  let test: TestService;
  let lead: Api;
  let responder: Api;
  let other: Api;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off' } });
    for (const letter of ['a', 'b'])
      await test.importOperators({
        slug: `registry-${letter}`,
        tlds: [`${letter}${letter}`],
        contacts: [{ email: `noc@registry-${letter}.example`, role: 'noc' }],
      });
    lead = await test.signUp('lead', { email: 'lead@dns-cert.example' });
    responder = await test.signUp('responder');
    other = await test.signUp('operator', { operator: 'registry-b', email: 'duty@registry-b.example' });
  });
  afterAll(() => test.stop());

  const speakers = async (slug: string): Promise<SpeakerView[]> =>
    (await lead.get<{ items: SpeakerView[] }>(`operators/${slug}/speakers`)).body.items;
  const rightOf = async (slug: string, email: string): Promise<SpeakerView> => {
    const found = (await speakers(slug)).find(({ user }) => user.email === email);
    if (found === undefined) throw new Error(`${email} has no right`);
    return found;
  };
  const now = async (): Promise<number> =>
    (await test.sql<{ now: Date }>('SELECT dnscert_now() AS now'))[0]?.now.getTime() ?? 0;
  const inSeconds = async (seconds: number) => new Date((await now()) + seconds * 1_000).toISOString();
  const auditOf = (type: string) =>
    test.sql<{ actor: { name: string }; data: Record<string, unknown>; operator_id: string }>(
      'SELECT actor, data, operator_id FROM audit_entries WHERE type = $1 ORDER BY at, id',
      [type],
    );
  const voiceless = async (api: Api, incidentId: string) => {
    const who = await api.get('session');
    expect([who.status, who.body['role'], who.body['operatorId']]).toEqual([200, 'operator', null]);
    for (const list of ['reports', 'incidents'])
      expect((await api.get(list)).body).toEqual({ items: [], next: null });
    const paths = [
      `incidents/${incidentId}`,
      `incidents/${incidentId}/timeline`,
      'operators/registry-a/contacts',
      'operators/registry-a/speakers',
      'operators/registry-a/contact-changes',
    ];
    for (const path of paths) expect([path, (await api.get(path)).status]).toEqual([path, 404]);
    const asked: [string, string, unknown][] = [
      ['POST', 'reports', { summary: 'I speak' }],
      ['POST', `incidents/${incidentId}/notes`, { body: 'I speak' }],
      [
        'PUT',
        `incidents/${incidentId}/affected/${await test.operatorId('registry-a')}`,
        { state: 'recovered' },
      ],
      ['POST', 'operators/registry-a/contacts', { email: 'x@evil.example', role: 'noc' }],
    ];
    for (const [method, path, body] of asked) {
      const { status, body: said } = await api.call<{ code: string }>(method, path, body);
      expect([path, status, said.code]).toEqual([path, 403, 'access.no_right_to_speak']);
    }
  };

  it('an account that is added for an operator may from then on, and the audit says so', async () => {
    await test.signUp('operator', { operator: 'registry-a', email: 'new@registry-a.example' });
    expect(await rightOf('registry-a', 'new@registry-a.example')).toMatchObject({ until: null });
    const [granted] = (await auditOf('speaking.granted')).slice(-1);
    expect(granted).toMatchObject({
      actor: { name: 'account added' },
      operator_id: await test.operatorId('registry-a'),
    });
  });

  it('ends when a lead ends it, for tokens, sessions and new sign-ins, on every replica, at once', async () => {
    const email = 'leaves@registry-a.example';
    const password = 'a password that is long';
    const api = await test.signUp('operator', { operator: 'registry-a', email, password });
    const replica = await startService({ ...test.config, ROLES: ['web'] });
    try {
      const report = await file(api, { summary: 'Slow answers', resources: [{ type: 'tld', value: 'aa' }] });
      await test.settled();
      const { incidentId } = (await api.get<{ incidentId: string }>(`reports/${report}`)).body;
      const session = await test.api().post('session', { email, password });
      const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
      const elsewhere = new Api((replica.url ?? '').replace('localhost', '127.0.0.1'), api.token);
      for (const one of [api, elsewhere]) expect((await one.get(`incidents/${incidentId}`)).status).toBe(200);
      expect((await test.api().get(`incidents/${incidentId}`, { cookie })).status).toBe(200);

      const { id } = await rightOf('registry-a', email);
      const path = `operators/registry-a/speakers/${id}`;
      expect((await responder.call('DELETE', path)).status).toBe(403);
      expect((await api.call('DELETE', path)).status).toBe(403);
      expect((await lead.call('DELETE', path.replace('registry-a', 'registry-b'))).status).toBe(404);
      expect((await lead.patch(path, { reason: 'Has left the registry' })).status).toBe(204);

      for (const one of [api, elsewhere]) await voiceless(one, incidentId);
      expect((await test.api().get(`incidents/${incidentId}`, { cookie })).status).toBe(404);
      expect((await test.api().post('session', { email, password })).body).toMatchObject({
        operatorId: null,
      });
      // What was reported stays the operator's.
      const [kept] = await test.sql('SELECT operator_id FROM reports WHERE id = $1', [report]);
      expect(kept).toEqual({ operator_id: await test.operatorId('registry-a') });
      expect((await lead.call('DELETE', path)).status).toBe(409);
      expect((await auditOf('speaking.ended')).at(-1)).toMatchObject({
        actor: { name: 'lead' },
        data: { rightId: id, from: null, reason: 'Has left the registry' },
      });
    } finally {
      await replica.stop();
    }
  });

  it('begins and ends by the clock, and goes from one operator to another', async () => {
    const email = 'moves@registry-a.example';
    const api = await test.signUp('operator', { operator: 'registry-a', email });
    const a = await test.operatorId('registry-a');
    const b = await test.operatorId('registry-b');
    const speaksFor = async () => (await api.get('session')).body['operatorId'];
    expect(await speaksFor()).toBe(a);
    const { id } = await rightOf('registry-a', email);
    const until = await inSeconds(HOUR);
    expect((await lead.patch(`operators/registry-a/speakers/${id}`, { until })).status).toBe(204);
    const later = { email, reason: 'Works for registry B from then on' };
    const overlapping = await lead.post('operators/registry-b/speakers', later);
    expect([overlapping.status, overlapping.body['code']]).toEqual([409, 'speaking.speaks_already']);
    const granted = await lead.post<SpeakerView>('operators/registry-b/speakers', {
      ...later,
      from: await inSeconds(2 * HOUR),
      until: await inSeconds(3 * HOUR),
    });
    expect(granted.status).toBe(201);
    expect(granted.body).toMatchObject({ operatorId: b, user: { email }, grantedBy: 'lead' });
    expect(await speaksFor()).toBe(a);
    await test.jump(HOUR + 1);
    expect(await speaksFor()).toBeNull();
    expect((await api.post('reports', { summary: 'Nobody speaks' })).body['code']).toBe(
      'access.no_right_to_speak',
    );
    await test.jump(HOUR);
    expect(await speaksFor()).toBe(b);
    expect((await api.get('operators/registry-a/contacts')).status).toBe(404);
    expect((await api.get('operators/registry-b/contacts')).status).toBe(200);
    await test.jump(HOUR);
    expect(await speaksFor()).toBeNull();
  });

  it('those who spoke before rights were kept go on speaking', async () => {
    const old = await TestService.start({ smtp: false, env: { ROLES: 'web' } });
    const source = await new DataSource(
      dataSourceOptions({ url: old.databaseUrl, pool: 1, entities: [] }),
    ).initialize();
    const runner = source.createQueryRunner();
    try {
      await old.importOperators({
        slug: 'registry-a',
        contacts: [{ email: 'noc@registry-a.example', role: 'noc' }],
      });
      const duty = await old.signUp('operator', { operator: 'registry-a' });
      const staff = await old.signUp('lead');
      const named = (name: string) => source.migrations.find((migration) => migration.name === name);
      const [migration, later] = [named('Speaking1700000000013'), named('SideChanges1700000000046')];
      // It looks at a column that the earlier one brought.
      await later?.down(runner);
      await migration?.down(runner);
      await migration?.up(runner);
      await later?.up(runner);
      expect((await duty.get('session')).body['operatorId']).toBe(await old.operatorId('registry-a'));
      expect((await staff.get('operators/registry-a/speakers')).body).toMatchObject({
        items: [{ until: null, grantedBy: 'migration' }],
      });
    } finally {
      await runner.release();
      await source.destroy();
      await old.stop();
    }
  });

  it('is granted once for two that ask together', async () => {
    const email = 'race@registry-a.example';
    await test.signUp('operator', { operator: 'registry-a', email });
    const { id, user } = await rightOf('registry-a', email);
    expect((await lead.call('DELETE', `operators/registry-a/speakers/${id}`)).status).toBe(204);
    const answers = await Promise.all(
      ['registry-a', 'registry-b', 'registry-a', 'registry-b'].map((slug) =>
        lead.post(`operators/${slug}/speakers`, { userId: user.id, reason: 'For the test' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('is given by a lead alone, to an operator’s person, for a time that is to come', async () => {
    const grant = { email: 'duty@registry-b.example', reason: 'For the test' };
    for (const api of [other, responder])
      expect((await api.post('operators/registry-b/speakers', grant)).status).toBe(403);
    expect((await other.get('operators/registry-a/speakers')).status).toBe(404);
    expect((await other.get('operators/registry-b/speakers')).text).not.toContain('eason');
    const refused: [Record<string, unknown>, number, string][] = [
      [{ email: 'lead@dns-cert.example' }, 409, 'speaking.not_an_operators_user'],
      [{ email: 'nobody@registry-a.example' }, 404, 'access.user_not_found'],
      [{ from: await inSeconds(-HOUR) }, 409, 'speaking.not_backwards'],
      [{ from: await inSeconds(HOUR), until: await inSeconds(HOUR / 2) }, 409, 'speaking.not_backwards'],
      [{ role: 'lead' }, 400, 'request.invalid'],
      [{ userId: await test.operatorId('registry-a') }, 400, 'request.invalid'],
    ];
    for (const [more, status, code] of refused) {
      const answer = await lead.post('operators/registry-a/speakers', { ...grant, ...more });
      expect([more, answer.status, answer.body['code']]).toEqual([more, status, code]);
    }
  });
});
