import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer, Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const REPORT = {
  summary: 'Nothing resolves under .aa, all name servers down',
  severity: 'critical',
  ongoing: true,
  resources: [{ type: 'tld', value: 'aa' }],
};
const NOTICE = { template: 'update', audience: { affected: true }, body: 'We are at it.' };

describe(`the same request again is the same answer (queues on ${QUEUES})`, () => {
  let test: TestService;
  let operator: Api;
  let responder: Api;
  let incident = '';
  let delivery = '';
  let count = 0;
  let key = '';

  beforeAll(async () => {
    test = await TestService.start();
    await test.importOperators({
      slug: 'registry-a',
      tlds: ['aa'],
      contacts: [{ email: 'noc@registry-a.example', role: 'security' }],
    });
    operator = await test.signUp('operator', { operator: 'registry-a' });
    responder = await test.signUp('responder');
    await operator.post('reports', REPORT);
    await test.settled();
    const [row] = await test.sql<{ id: string; incident_id: string }>(
      'SELECT id, incident_id FROM deliveries WHERE contact_id IS NOT NULL',
    );
    ({ id: delivery, incident_id: incident } = row ?? { id: '', incident_id: '' });
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    count += 1;
    key = `key-${count}`;
  });

  /** Each POST that leaves something behind: who asks it, what, and the table in which it leaves a row. */
  const POSTS: Record<string, () => { api: Api; path: string; body: object; other: object; table: string }> =
    {
      report: () => ({
        api: operator,
        path: 'reports',
        body: { summary: 'A drill', exercise: true },
        other: { summary: 'Another drill', exercise: true },
        table: 'reports',
      }),
      note: () => ({
        api: operator,
        path: `incidents/${incident}/notes`,
        body: { body: 'A note' },
        other: { body: 'Another' },
        table: 'notes',
      }),
      notification: () => ({
        api: responder,
        path: `incidents/${incident}/notifications`,
        body: NOTICE,
        other: { ...NOTICE, body: 'Still at it.' },
        table: "notifications WHERE template = 'update'",
      }),
      acknowledgement: () => ({
        api: operator,
        path: `deliveries/${delivery}/acknowledgement`,
        body: { answer: 'affected' },
        other: { answer: 'recovered' },
        table: 'acknowledgements',
      }),
    };
  const withKey = (more: Record<string, string> = {}) => ({ 'idempotency-key': key, ...more });
  async function rows(table: string): Promise<number> {
    const [row] = await test.sql<{ count: string }>(`SELECT count(*) FROM ${table}`);
    return Number(row?.count);
  }
  const essence = ({ status, text }: Pick<Answer, 'status' | 'text'>) => ({ status, text });

  it.each(Object.keys(POSTS))('of a %s, and one row', async (name) => {
    const post = POSTS[name]?.();
    if (post === undefined) throw new Error(name);
    const { api, path, body, other, table } = post;
    const before = await rows(table);
    const first = await api.post(path, body, withKey());
    expect([200, 201]).toContain(first.status);
    for (let again = 0; again < 3; again += 1)
      expect(essence(await api.post(path, body, withKey()))).toEqual(essence(first));
    const changed = await api.post(path, other, withKey());
    expect(changed).toMatchObject({ status: 422, body: { code: 'idempotency.other_request' } });
    expect(await rows(table)).toBe(before + 1);
    // Without a key each request is one of its own.
    expect((await api.post(path, body)).status).toBe(first.status);
    expect(await rows(table)).toBe(before + 2);
  });

  it.each(Object.keys(POSTS))('of a %s, also when it is sent many times at once', async (name) => {
    const post = POSTS[name]?.();
    if (post === undefined) throw new Error(name);
    const { api, path, body, table } = post;
    const before = await rows(table);
    const answers = await Promise.all(Array.from({ length: 8 }, () => api.post(path, body, withKey())));
    const running = answers.filter(({ status }) => status === 409);
    for (const answer of running) expect(answer.body['code']).toBe('idempotency.running');
    const done = new Set(answers.filter((answer) => !running.includes(answer)).map(({ text }) => text));
    expect(done.size).toBe(1);
    expect(await rows(table)).toBe(before + 1);
    expect([...done]).toEqual([(await api.post(path, body, withKey())).text]);
  });

  it('of a transition, which without a key could not be made twice', async () => {
    const path = `incidents/${incident}/transitions`;
    const { body: now } = await responder.get<{ state: string }>(`incidents/${incident}`);
    const to = { new: 'triaging', triaging: 'coordinating', coordinating: 'monitoring' }[now.state];
    const first = await responder.post(path, { to }, withKey());
    expect(first).toMatchObject({ status: 200, body: { state: to } });
    const second = await responder.post(path, { to }, withKey());
    expect(essence(second)).toEqual(essence(first));
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect((await responder.post(path, { to })).status).toBe(409);
  });

  it('and one mail, with a preview before it under the same key', async () => {
    await test.settled();
    const sent = () => test.sink?.messages.length ?? 0;
    const before = sent();
    const path = `incidents/${incident}/notifications`;
    const notices = await rows('notifications');
    const preview = await responder.post(path, { ...NOTICE, preview: true }, withKey());
    expect(preview).toMatchObject({ status: 200, body: { preview: true } });
    expect(await rows('notifications')).toBe(notices);
    for (let again = 0; again < 3; again += 1)
      expect((await responder.post(path, NOTICE, withKey())).status).toBe(201);
    await test.settled();
    expect(sent()).toBe(before + 1);
  });

  it("but a key is its user's, and of one address", async () => {
    const path = `incidents/${incident}/notes`;
    const before = await rows('notes');
    const answers = [operator, responder].map((api) => api.post(path, { body: 'A note' }, withKey()));
    const [mine, theirs] = await Promise.all(answers);
    expect([mine?.status, theirs?.status]).toEqual([201, 201]);
    expect(mine?.body['id']).not.toBe(theirs?.body['id']);
    expect(await rows('notes')).toBe(before + 2);
    const elsewhere = await responder.post(
      `incidents/${incident}/transitions`,
      { body: 'A note' },
      withKey(),
    );
    expect(elsewhere.status).toBe(422);
  });

  it('but what was refused may be sent again, mended', async () => {
    const path = `incidents/${incident}/notes`;
    expect((await operator.post(path, { body: ' ' }, withKey())).status).toBe(400);
    expect((await operator.post('reports', { summary: '' }, withKey())).status).toBe(400);
    expect((await operator.post(path, { body: 'mended' }, withKey())).status).toBe(201);
  });

  it('and what breaks off leaves neither a row nor the key', async () => {
    const path = `incidents/${incident}/notes`;
    const before = await rows('notes');
    const mails = test.sink?.messages.length;
    await test.sql(
      `CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'crash'; END $$`,
    );
    await test.sql(
      `CREATE TRIGGER crash BEFORE INSERT ON idempotency_keys FOR EACH ROW EXECUTE FUNCTION break_off()`,
    );
    for (const name of Object.keys(POSTS)) {
      const post = POSTS[name]?.();
      const answer = await post?.api.post(post.path, post.body, withKey());
      expect([name, answer?.status]).toEqual([name, 500]);
    }
    await test.sql(`DROP TRIGGER crash ON idempotency_keys`);
    await test.settled();
    expect([await rows('notes'), test.sink?.messages.length]).toEqual([before, mails]);
    expect((await operator.post(path, { body: 'A note' }, withKey())).status).toBe(201);
    expect(await rows('notes')).toBe(before + 1);
  });

  it.each(['', ' ', 'a b', 'ä', 'x'.repeat(201)])('and %p is no key', async (given) => {
    const before = await rows('notes');
    for (const [api, path, body] of [
      [operator, 'reports', REPORT],
      [operator, `incidents/${incident}/notes`, { body: 'A note' }],
    ] as const) {
      const answer = await api.post(path, body, { 'idempotency-key': given });
      expect(answer).toMatchObject({ status: 400, body: { code: 'idempotency.bad_key' } });
    }
    expect(await rows('notes')).toBe(before);
  });

  it('also when the TLD it named has left the root zone since', async () => {
    const body = { summary: 'A drill', exercise: true, resources: [{ type: 'tld', value: 'ab' }] };
    await test.sql(`INSERT INTO tlds (label, unicode) VALUES ('ab', 'ab')`);
    const first = await operator.post('reports', body, withKey());
    expect(first.status).toBe(201);
    await test.sql(`INSERT INTO root_zones (serial, source, sha256, tld_count, ns_count, ds_count, signed_count, root_servers)
                    VALUES (1, 'made', 'aa', 0, 0, 0, 0, '{}')`);
    await test.sql(`DELETE FROM tlds WHERE label = 'ab'`);
    expect(essence(await operator.post('reports', body, withKey()))).toEqual(essence(first));
    expect((await operator.post('reports', body)).status).toBe(400);
    await test.sql(`DELETE FROM root_zones`);
  });

  it('for 48 hours', async () => {
    const path = `incidents/${incident}/notes`;
    const first = await operator.post(path, { body: 'A note' }, withKey());
    await test.jump(48 * 3_600 - 60);
    expect(essence(await operator.post(path, { body: 'A note' }, withKey()))).toEqual(essence(first));
    await test.jump(120);
    expect((await operator.post(path, { body: 'Another' }, withKey())).status).toBe(201);
  });
});
