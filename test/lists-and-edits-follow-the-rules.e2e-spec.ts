import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

interface Page {
  items: Record<string, unknown>[];
  next: string | null;
}
interface Row {
  title: string;
  state?: string;
  severity?: string;
  kind?: string;
  tlp?: string;
  tlds?: string[];
  assignee?: string | null;
}

describe(`lists and edits follow the rules (queues on ${QUEUES})`, () => {
  let test: TestService;
  let responder: Api;
  let operator: Api;
  let responderId = '';

  beforeAll(async () => {
    test = await TestService.start({ env: { ROLES: 'web' } });
    const contacts = [{ email: 'noc@registry.example', role: 'security' }];
    const letters = 'abcdefghijklm'.split('');
    await test.importOperators(
      ...letters.map((letter) => ({ slug: `registry-${letter}`, tlds: [`${letter}${letter}`], contacts })),
    );
    responder = await test.signUp('responder');
    operator = await test.signUp('operator', { operator: 'registry-a' });
    responderId = (await responder.get<{ userId: string }>('session')).body.userId;
    for (let at = 0; at < 60; at += 1) await insertIncident({ title: `incident ${at}` }, Math.floor(at / 4));
  });
  afterAll(() => test.stop());

  /** Past the service, as many as a test wants, opened `seconds` after the first; several at one instant. */
  async function insertIncident(row: Row, seconds: number): Promise<string> {
    const id = randomUUID();
    await test.sql(
      `INSERT INTO incidents (id, number, state, title, kind, severity, tlp, tlds, assignee_id, opened_at, last_report_at, updated_at)
       SELECT $1, 'T-' || nextval('incident_number'), $2, $3, $4, $5, $6, $7, $8, at, at, at
         FROM (SELECT timestamptz '2026-01-01T00:00:00Z' + make_interval(secs => $9) AS at) AS t`,
      [
        id,
        row.state ?? 'new',
        row.title,
        row.kind ?? 'other',
        row.severity ?? 'low',
        row.tlp ?? 'AMBER',
        row.tlds ?? [],
        row.assignee ?? null,
        seconds,
      ],
    );
    return id;
  }

  const page = async (path: string, api = responder) => {
    const answer = await api.get<Page>(path);
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.body;
  };
  /** Reads a list to its end; `between` happens after each page. */
  async function readAll(path: string, between: () => Promise<unknown> = () => Promise.resolve()) {
    const items: Page['items'] = [];
    for (let next: string | null = ''; next !== null;) {
      const read = await page(`${path}${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`);
      items.push(...read.items);
      next = read.next;
      await between();
    }
    return items;
  }
  const ids = (items: Page['items'], name = 'id') => items.map((item) => item[name]);
  const expectFaults = (answer: Answer, pointers: string[]) => {
    const { errors } = answer.body as { errors?: { pointer: string }[] };
    expect([answer.status, answer.body['code']]).toEqual([400, 'request.invalid']);
    expect(errors?.map(({ pointer }) => pointer).sort()).toEqual(pointers);
  };

  describe('lists', () => {
    it('are read to the end without a gap or a double while others write', async () => {
      const before = await test.sql<{ id: string }>(
        'SELECT id FROM incidents ORDER BY opened_at DESC, id DESC',
      );
      let more = 1_000;
      const read = await readAll('incidents?limit=7', () => insertIncident({ title: 'newer' }, (more += 1)));
      expect(ids(read)).toEqual(before.map(({ id }) => id));

      for (let at = 0; at < 12; at += 1)
        await operator.post('reports', { summary: `drill ${at}`, exercise: true });
      const reports = await test.sql<{ id: string }>(
        'SELECT id FROM reports ORDER BY received_at DESC, id DESC',
      );
      const readReports = await readAll('reports?limit=5', () =>
        operator.post('reports', { summary: 'newer' }),
      );
      expect(ids(readReports)).toEqual(reports.map(({ id }) => id));
    });

    it('of names are, too, and show what came in behind', async () => {
      const before = (await readAll('tlds?limit=200')).map(({ label }) => String(label));
      const contacts = [{ email: 'noc@registry.example', role: 'security' }];
      let came = 0;
      const read = await readAll('tlds?limit=4', async () => {
        came += 1;
        await test.importOperators({
          slug: 'registry-late',
          tlds: [`a${'a'.repeat(came)}z`, `z${came}`],
          contacts,
        });
      });
      const labels = read.map(({ label }) => String(label));
      expect(labels).toEqual([...new Set(labels)].sort());
      expect(before.filter((label) => !labels.includes(label))).toEqual([]);
      expect(labels.filter((label) => label.startsWith('z'))).toContain('z1');
      expect(labels.filter((label) => label.endsWith('az'))).toEqual([]);
      const slugs = ids(await readAll('operators?limit=3'), 'slug');
      const letters = [...'abcdefghijkl'.split(''), 'late', 'm'];
      expect(slugs).toEqual(letters.map((letter) => `registry-${letter}`));
    });

    it('have 50 items, or as many from 1 to 200 as one wants', async () => {
      expect((await page('incidents')).items).toHaveLength(50);
      expect((await page('incidents?limit=1')).items).toHaveLength(1);
      const all = await page('incidents?limit=200');
      expect(all.next).toBeNull();
      for (const list of ['incidents', 'reports', 'tlds', 'operators'])
        for (const limit of ['0', '201', '-1', '1.5', 'many', '', '1&limit=2', 'Infinity', '1e9'])
          expectFaults(await responder.get(`${list}?limit=${limit}`), ['/limit']);
    });

    it('take no cursor but their own', async () => {
      const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
      const names = (await page('tlds?limit=1')).next ?? '';
      const places = (await page('incidents?limit=1')).next ?? '';
      const bad = [
        'x',
        '%00',
        cursor([]),
        cursor({}),
        cursor(['2026-01-01', 1]),
        cursor(null),
        'x'.repeat(501),
      ];
      const injected = cursor(['2026-01-01T00:00:00Z', `'; DROP TABLE incidents; --`]);
      for (const list of ['incidents', 'reports'])
        for (const given of [...bad, injected, names])
          expectFaults(await responder.get(`${list}?cursor=${given}`), ['/cursor']);
      for (const list of ['tlds', 'operators'])
        for (const given of [...bad, places, cursor(['a\u0000']), cursor(['\ud800'])])
          expectFaults(await responder.get(`${list}?cursor=${given}`), ['/cursor']);
    });

    it('are narrowed by each filter to exactly what it names', async () => {
      const made = new Map<string, string>();
      const rows: Row[] = [
        { title: 'f plain' },
        { title: 'f closed', state: 'closed' },
        { title: 'f critical', severity: 'critical' },
        { title: 'f outage', kind: 'authoritative-outage' },
        { title: 'f red', tlp: 'RED' },
        { title: 'f of aa', tlds: ['aa', 'bb'] },
        { title: 'f mine', assignee: responderId },
        { title: 'f 100% of_it' },
        { title: 'f 1000 of it' },
      ];
      for (const row of rows) made.set(await insertIncident(row, 5_000), row.title);
      const titles = async (query: string, api = responder) =>
        ids((await page(`incidents?${query}`, api)).items)
          .flatMap((id) => made.get(String(id)) ?? [])
          .sort();
      expect(await titles('state=closed')).toEqual(['f closed']);
      expect(await titles('state=closed,rejected&severity=critical,low')).toEqual(['f closed']);
      expect(await titles('state=new&severity=critical,high')).toEqual(['f critical']);
      expect(await titles('assignee=me')).toEqual(['f mine']);
      expect(await titles('assignee=none&kind=authoritative-outage')).toEqual(['f outage']);
      expect(await titles('severity=critical')).toEqual(['f critical']);
      expect(await titles('kind=authoritative-outage')).toEqual(['f outage']);
      expect(await titles('tlp=TLP:RED')).toEqual(['f red']);
      expect(await titles('tld=.AA')).toEqual(['f of aa']);
      expect(await titles(`assignee=${responderId}`)).toEqual(['f mine']);
      expect(await titles('q=100%25%20of')).toEqual(['f 100% of_it']);
      expect(await titles('q=of_it')).toEqual(['f 100% of_it']);
      expect(await titles(`q=${encodeURIComponent("' OR true --")}`)).toEqual([]);
      expect(await titles('q=F%20RED&tlp=RED')).toEqual(['f red']);
      expect(await titles('state=closed&severity=critical')).toEqual([]);
      // An operator that is in none of them finds none, whatever it asks.
      expect(await titles('tld=aa', operator)).toEqual([]);
      expectFaults(
        await responder.get(
          'incidents?state=open&severity=bad&kind=!&tld=a.b&assignee=you&tlp=PINK&q=%00&colour=red&updatedSince=now',
        ),
        ['/assignee', '/colour', '/kind', '/q', '/severity', '/state', '/tld', '/tlp', '/updatedSince'],
      );
    });

    it('tell what changed since an instant', async () => {
      const id = await insertIncident({ title: 'old' }, 0);
      const since = new Date().toISOString();
      expect((await page(`incidents?updatedSince=${since}`)).items).toEqual([]);
      const edited = await responder.patch(`incidents/${id}`, { title: 'new' }, { 'if-match': '"1"' });
      expect(edited.status).toBe(200);
      expect(ids((await page(`incidents?updatedSince=${since}`)).items)).toEqual([id]);
      const filed = await operator.post('reports', { summary: 'A drill', exercise: true });
      expect(ids((await page(`reports?updatedSince=${since}`)).items)).toEqual([filed.body['id']]);
    });
  });

  describe('an edit', () => {
    const edit = (id: string, title: string, etag?: string) =>
      responder.patch(`incidents/${id}`, { title }, etag === undefined ? {} : { 'if-match': etag });

    it('builds on the version that was read', async () => {
      const id = await insertIncident({ title: 'a' }, 0);
      const read = await responder.get(`incidents/${id}`);
      const etag = read.headers.get('etag') ?? '';
      const done = await edit(id, 'b', etag);
      expect([done.status, done.headers.get('etag'), done.body['title']]).toEqual([200, '"2"', 'b']);
      const late = await edit(id, 'c', etag);
      expect(late).toMatchObject({ status: 412, body: { code: 'incident.version_changed', version: 2 } });
      expect(late.headers.get('etag')).toBe('"2"');
      const blind = await edit(id, 'c');
      expect(blind).toMatchObject({ status: 428, body: { code: 'incident.version_needed', version: 2 } });
      for (const bad of ['2', '*', '""', '"x"', '"2", "3"', '"99999999999"'])
        expect(await edit(id, 'c', bad)).toMatchObject({ status: 400, body: { code: 'request.bad_etag' } });
      expect((await responder.get(`incidents/${id}`)).body).toMatchObject({ title: 'b', version: 2 });
    });

    it('is won by one of many at once', async () => {
      const id = await insertIncident({ title: 'a' }, 0);
      const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => edit(id, `title ${at}`, '"1"')));
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, 412, 412, 412, 412, 412, 412, 412]);
      const winner = answers.find(({ status }) => status === 200)?.body['title'];
      expect((await responder.get(`incidents/${id}`)).body).toMatchObject({ title: winner, version: 2 });
    });

    it("of an operator's state does, where it says on what it builds", async () => {
      const id = await insertIncident({ title: 'a' }, 0);
      const path = `incidents/${id}/affected/${await test.operatorId('registry-a')}`;
      const first = await responder.put(path, { state: 'not_told' });
      expect([first.status, first.headers.get('etag')]).toEqual([200, '"1"']);
      const second = await responder.put(path, { state: 'told' }, { 'if-match': '"1"' });
      expect([second.status, second.headers.get('etag')]).toEqual([200, '"2"']);
      const late = await responder.put(path, { state: 'seen' }, { 'if-match': '"1"' });
      expect(late).toMatchObject({ status: 412, body: { version: 2 } });
    });

    it('names every fault', async () => {
      const id = await insertIncident({ title: 'a' }, 0);
      const faulty = { title: '', kind: 'K', severity: 'x', tlp: 'x', assignee: 'x', colour: 1 };
      expectFaults(await responder.patch(`incidents/${id}`, faulty, { 'if-match': '"1"' }), [
        '/assignee',
        '/colour',
        '/kind',
        '/severity',
        '/title',
        '/tlp',
      ]);
      expectFaults(await responder.patch(`incidents/${id}`, { reason: 'x' }, { 'if-match': '"1"' }), ['']);
      expectFaults(await responder.patch(`incidents/${id}`, { kind: 'no-kind' }, { 'if-match': '"1"' }), [
        '/kind',
      ]);
      const stranger = { assignee: randomUUID() };
      const answer = await responder.patch(`incidents/${id}`, stranger, { 'if-match': '"1"' });
      expect(answer).toMatchObject({ status: 400, body: { code: 'user.not_found' } });
    });
  });

  describe('a problem', () => {
    const stranger = () => test.api();
    it.each<[string, () => Promise<Answer>, number, string]>([
      ['no sign-in', () => stranger().get('reports'), 401, 'access.unauthenticated'],
      ['no right', () => operator.get(`notifications/${randomUUID()}`), 403, 'access.forbidden'],
      ['no such thing', () => responder.get(`incidents/${randomUUID()}`), 404, 'incident.not_found'],
      ['no id', () => responder.get('incidents/1'), 404, 'request.no_such_resource'],
      ['no such address', () => responder.get('planets'), 404, 'request.no_such_resource'],
      ['no such page', () => stranger().get('/nothing/here'), 404, 'request.no_such_resource'],
      ['no such method', () => responder.put('reports', {}), 405, 'request.method_not_allowed'],
      ['faulty body', () => responder.post('reports', {}), 400, 'request.invalid'],
      ['faulty query', () => responder.get('reports?limit=0'), 400, 'request.invalid'],
      ['faulty escape', () => responder.get('tlds/%ff'), 400, 'request.bad_address'],
      ['a NUL in a name', () => responder.get('operators/%00'), 404, 'operator.not_found'],
      ['a NUL in a label', () => responder.get('tlds/%00'), 404, 'tld.not_found'],
      ['no JSON', () => responder.post('reports', '{'), 400, 'request.not_json'],
    ])('is told alike: %s', async (_what, ask, status, code) => {
      const answer = await ask();
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({
        type: 'about:blank',
        title: expect.stringMatching(/^[A-Z]/),
        status,
        code,
        detail: expect.stringMatching(/\.$/),
        requestId: answer.headers.get('x-request-id'),
      });
      expect(answer.text).not.toMatch(/node_modules|\.ts:|Cannot [A-Z]+|at Object/);
    });

    it('of a method names those there are', async () => {
      const allowed = async (method: string, path: string) =>
        (await responder.call(method, path)).headers.get('allow')?.split(', ').sort();
      expect(await allowed('DELETE', 'reports')).toEqual(['GET', 'HEAD', 'POST']);
      expect(await allowed('DELETE', `incidents/${randomUUID()}`)).toEqual(['GET', 'HEAD', 'PATCH']);
      expect(await allowed('POST', '/livez')).toEqual(['GET', 'HEAD']);
    });

    it('of ours never tells why', async () => {
      await test.sql('ALTER TABLE notes RENAME TO notes_away');
      const id = await insertIncident({ title: 'a' }, 0);
      const answer = await responder.get(`incidents/${id}/notes`);
      await test.sql('ALTER TABLE notes_away RENAME TO notes');
      expect(answer).toMatchObject({ status: 500, body: { code: 'service.fault' } });
      expect(answer.text).not.toMatch(/relation|notes/);
    });
  });
});
