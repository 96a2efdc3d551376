import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncidentView } from './fixtures/casework.ts';
import { file, openIncident, reportOf, tell } from './fixtures/casework.ts';
import { linkOf, messagesOf } from './fixtures/mails.ts';
import { neededQuery } from './fixtures/operations.ts';
import type { Parameter } from './fixtures/operations.ts';
import type { Answer, Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

interface AuditView {
  id: string;
  at: string;
  type: string;
  actor: { kind: string; id: string | null; name: string };
  network: string | null;
  subject: { kind: string; id: string } | null;
  operatorId: string | null;
  data: { what?: string; labels?: string[]; ids?: string[]; via?: string; limit?: string };
}

const outage = (tld: string, tlp: string) => ({
  summary: `All name servers of .${tld} are down`,
  kind: 'authoritative-outage',
  severity: 'critical',
  tlp,
  resources: [{ type: 'tld', value: tld }],
});

describe(`who read what is written down (queues on ${QUEUES})`, () => {
  let test: TestService;
  let lead: Api;
  let staff: Api;
  let operator: Api;
  let strict: IncidentView;
  let amber: IncidentView;
  let report: string;

  beforeAll(async () => {
    test = await TestService.start();
    await test.importOperators(
      ...['aa', 'bb'].map((tld) => ({
        slug: `op-${tld}`,
        tlds: [tld],
        contacts: [{ email: `noc@op-${tld}.example`, role: 'security' }],
      })),
    );
    lead = await test.signUp('lead', { email: 'lead@staff.example', password: 'a long password' });
    staff = await test.signUp('responder', { email: 'reader@staff.example' });
    operator = await test.signUp('operator', { operator: 'op-aa', email: 'duty@op-aa.example' });
    report = await file(operator, outage('aa', 'AMBER+STRICT'));
    await test.settled();
    const { incidentId } = await reportOf(staff, report);
    strict = { id: incidentId } as IncidentView;
    amber = await openIncident(test, staff, outage('bb', 'AMBER'));
    await tell(staff, strict.id, { template: 'update', audience: { affected: true }, body: 'News.' });
    await test.settled();
  });
  afterAll(() => test.stop());

  const read = async (query = ''): Promise<AuditView[]> =>
    (await lead.get<{ items: AuditView[] }>(`audit?limit=200${query}`)).body.items;
  const readsBy = async (name: string, act: () => Promise<unknown>): Promise<AuditView[]> => {
    const before = new Set((await read('&type=sensitive.read')).map(({ id }) => id));
    await act();
    return (await read('&type=sensitive.read')).filter(
      ({ id, actor }) => !before.has(id) && actor.name === name,
    );
  };

  it('of every part of an incident or report under AMBER+STRICT, by whoever reads it', async () => {
    const [delivery] = await test.sql<{ id: string; notification: string }>(
      `SELECT d.id, d.notification_id AS notification FROM deliveries d JOIN notifications n ON n.id = d.notification_id
        WHERE d.incident_id = $1 AND d.raw IS NOT NULL AND n.tlp = 'AMBER+STRICT' LIMIT 1`,
      [strict.id],
    );
    const fresh = await test.signUp('responder', { email: 'fresh@staff.example' });
    const document = await test
      .api()
      .get<{ paths: Record<string, { get?: { parameters?: Parameter[] } }> }>('/api/openapi.json');
    // Every operation of the document that shows one of these, so that a new one is not forgotten.
    const form = new FormData();
    form.append('file', new Blob(['zone file']), 'zone.txt');
    const attached = await staff.send<{ id: string }>(`incidents/${strict.id}/attachments`, form);
    const [inbound] = await test.sql<{ id: string }>(
      `INSERT INTO inbound_messages (id, state, mailbox, envelope_from, envelope_to, raw, bytes, sha256, received_at, incident_id, tlp)
       VALUES (gen_random_uuid(), 'read', 'desk', '', 'cert@dns-cert.example', 'x', 1, 'x', now(), $1, 'AMBER+STRICT') RETURNING id`,
      [strict.id],
    );
    const [deadline] = await test.sql<{ id: string }>(
      'SELECT id FROM deadlines WHERE incident_id = $1 LIMIT 1',
      [strict.id],
    );
    const [call] = await test.sql<{ id: string }>(
      `INSERT INTO calls (id, incident_id, party, why, state, created_at)
       VALUES (gen_random_uuid(), $1, 'contact', 'Nobody has answered', 'open', now()) RETURNING id`,
      [strict.id],
    );
    const ids: Record<string, string> = {
      calls: call?.id ?? '',
      deadlines: deadline?.id ?? '',
      attachments: attached.body.id,
      incidents: strict.id,
      reports: report,
      notifications: delivery?.notification ?? '',
      deliveries: delivery?.id ?? '',
      inbox: inbound?.id ?? '',
    };
    // People, contacts, their changes and drills have no label, an advisory is for everybody.
    const paths = Object.entries(document.body.paths)
      .filter(
        ([path, methods]) =>
          'get' in methods &&
          /^\/api\/v1\/(?!(?:users|contacts|contact-changes|advisories|drills)\/)[\w-]+\/\{id\}[^{]*$/.test(
            path,
          ),
      )
      .map(
        ([path, { get }]) =>
          path.replace('{id}', ids[path.split('/')[3] ?? ''] ?? '') + neededQuery(get?.parameters),
      );
    expect(paths.length).toBeGreaterThanOrEqual(10);
    for (const path of paths) {
      const noted = await readsBy('fresh', async () => {
        expect([path, (await fresh.get(path)).status]).toEqual([path, 200]);
      });
      const [, , , noun = '', id, part] = path.replace(/\?.*/, '').split('/');
      const named = noted.filter(({ subject }) => subject?.id === id);
      expect([path, named.map(({ data }) => [data.what, data.labels])]).toEqual([
        path,
        [[part ?? noun.replace(/ies$/, 'y').replace(/s$/, ''), ['AMBER+STRICT']]],
      ]);
    }
    process.stdout.write(`${paths.length} ways to read one thing under AMBER+STRICT: each written down\n`);
    const own = await readsBy('duty', () => operator.get(`incidents/${strict.id}`));
    expect(own).toMatchObject([
      {
        subject: { kind: 'incident', id: strict.id },
        operatorId: await test.operatorId('op-aa'),
        data: { via: 'token' },
        network: '127.0.0.1',
      },
    ]);
  });

  it('of lists one entry that names what was shown; of what is AMBER none', async () => {
    const lists = await test.signUp('responder', { email: 'lists@staff.example' });
    const [entry, ...more] = await readsBy('lists', () => lists.get('incidents'));
    expect(more).toEqual([]);
    expect(entry?.data).toMatchObject({ what: 'incidents', ids: [strict.id] });
    expect(await readsBy('lists', () => lists.get(`incidents/${amber.id}`))).toEqual([]);
    expect(await read(`&subject=${strict.id}&q=lists`)).toMatchObject([{ id: entry?.id }]);
  });

  it('of what the public has reported under a label of its own', async () => {
    const filed = await test.api().post<{ id: string }>('public/reports', {
      ...outage('aa', 'RED'),
      reporter: { name: 'A finder', email: 'finder@people.example' },
    });
    expect(filed.status).toBe(202);
    const { id } = filed.body;
    const judge = await test.signUp('responder', { email: 'judge@staff.example' });
    const noted = await readsBy('judge', async () => {
      expect((await judge.get(`public/reports/${id}`)).status).toBe(200);
      expect((await judge.get('public/reports')).status).toBe(200);
    });
    expect(noted.map(({ subject, data }) => [subject, data.what, data.labels])).toEqual([
      [{ kind: 'public_report', id }, 'public_reports', ['RED']],
      [{ kind: 'public_report', id }, 'public_report', ['RED']],
    ]);
  });

  it('once a minute, and not what was not there to be seen', async () => {
    const again = await test.signUp('responder', { email: 'again@staff.example' });
    const noted = await readsBy('again', async () => {
      for (let times = 0; times < 5; times += 1) await again.get(`incidents/${strict.id}/timeline`);
    });
    expect(noted).toHaveLength(1);
    const foreign = await test.signUp('operator', { operator: 'op-bb', email: 'foreign@op-bb.example' });
    expect(
      await readsBy('foreign', async () => {
        expect((await foreign.get(`incidents/${strict.id}`)).status).toBe(404);
        expect((await foreign.get('incidents')).status).toBe(200);
      }),
    ).toEqual([]);
  });

  it('of who opens the link of a notice, by the contact it went to', async () => {
    const mail = messagesOf(test.sink).find(({ to }) => to.includes('noc@op-aa.example'));
    const noted = await readsBy('noc@op-aa.example', () =>
      test.api().get(linkOf(mail?.raw ?? Buffer.alloc(0))),
    );
    expect(noted).toMatchObject([{ actor: { kind: 'contact' }, data: { via: 'link', what: 'link' } }]);
  });

  it('before it is shown: what cannot be written down is not shown', async () => {
    const unseen = await test.signUp('responder', { email: 'unseen@staff.example' });
    await test.sqlAsSuperuser('ALTER TABLE audit_entries RENAME TO audit_away');
    const { status, text } = await unseen.get(`incidents/${strict.id}`);
    const list = await unseen.get('incidents');
    await test.sqlAsSuperuser('ALTER TABLE audit_away RENAME TO audit_entries');
    expect([status, list.status]).toEqual([500, 500]);
    expect(text + list.text).not.toContain('name servers');
  });

  it('of a limit that guesses have reached one entry, not thousands', async () => {
    const guess = (email: string) => test.api().post('session', { email, password: 'a guess' });
    for (let times = 0; times < 40; times += 1) await guess('lead@staff.example');
    const reached = (await read('&type=session.limit_reached')).map(({ actor, data }) => [
      actor.name,
      data.limit,
    ]);
    expect(reached).toEqual([['lead', 'account here']]);
    expect(await read('&type=session.refused')).toHaveLength(10);
    for (let times = 0; times < 12; times += 1) await guess('a password, mistyped@staff.example');
    for (let times = 0; times < 12; times += 1) await guess('nobody@staff.example');
    const all = await read('&type=session.limit_reached');
    expect(all.map(({ actor }) => actor.name)).toEqual(['unknown', 'lead']);
    expect(JSON.stringify(await read())).not.toContain('nobody@');
  });

  describe('and a lead', () => {
    it('pages through it without missing or repeating any', async () => {
      const whole = (await read()).map(({ id }) => id);
      const paged: string[] = [];
      let cursor = '';
      do {
        const page: Answer<{ items: AuditView[]; next: string | null }> = await lead.get(
          `audit?limit=7${cursor}`,
        );
        paged.push(...page.body.items.map(({ id }) => id));
        cursor = page.body.next === null ? '' : `&cursor=${page.body.next}`;
      } while (cursor !== '');
      expect(paged).toEqual(whole);
    });

    it('finds by type, person, thing, operator, network, time and words', async () => {
      const all = await read();
      const [one] = all.filter(({ actor, subject }) => actor.name === 'duty' && subject !== null);
      if (one === undefined) throw new Error('nobody read');
      for (const [query, fits] of [
        [`type=${one.type}`, (each: AuditView) => each.type === one.type],
        [`actor=${one.actor.id ?? ''}`, (each: AuditView) => each.actor.id === one.actor.id],
        [`operator=op-aa`, (each: AuditView) => each.operatorId === one.operatorId],
        [`network=127.0.0.1`, (each: AuditView) => each.network === '127.0.0.1'],
        [`network=192.0.2.1`, () => false],
        [`operator=op-nobody`, () => false],
        [`since=${one.at}`, (each: AuditView) => each.at >= one.at],
        [`until=${one.at}`, (each: AuditView) => each.at < one.at],
        [`q=duty`, (each: AuditView) => JSON.stringify(each).includes('duty')],
        [`q=%25`, () => false],
      ] as [string, (each: AuditView) => boolean][])
        expect([query, (await read(`&${query}`)).map(({ id }) => id)]).toEqual([
          query,
          all.filter(fits).map(({ id }) => id),
        ]);
    });

    it('alone may read it, and is told of faulty questions', async () => {
      for (const [api, status] of [
        [test.api(), 401],
        [operator, 403],
        [staff, 403],
        [await test.signUp('observer'), 403],
        [lead, 200],
      ] as const)
        expect((await api.get('audit')).status).toBe(status);
      for (const query of [
        'type=nonsense',
        'actor=me',
        'since=yesterday',
        'limit=0',
        'cursor=x',
        'who=me',
        'q=%00',
      ])
        expect([query, (await lead.get(`audit?${query}`)).status]).toEqual([query, 400]);
    });
  });
});
