import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CallView,
  DeadlineView,
  DueDeadlineView,
  IncidentDeadlinesView,
  OutageView,
  PageView,
  RotaView,
  SignificanceView,
} from '#libs/contracts';
import { Watching } from '#libs/deadlines';
import { Sweeper } from '#libs/queue';
import { openIncident, timelineOf } from './fixtures/casework.ts';
import { recipientsOf } from './fixtures/mails.ts';
import { writeRootZone } from './fixtures/root-zone.ts';
import type { Answer, Api } from './harness/api.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const MINUTE = 60;
const HOUR = 3_600;
const ZONE = {
  tlds: { aa: ['ns1.nic.aa'], bb: ['ns1.nic.bb'], shop: ['ns1.nic.shop'] },
  glue: { 'ns1.nic.aa': ['192.0.2.1'], 'ns1.nic.bb': ['192.0.2.2'], 'ns1.nic.shop': ['192.0.2.3'] },
};
const outage = (tld: string, more: Record<string, unknown> = {}) => ({
  summary: `Nothing resolves under .${tld}, all name servers down`,
  severity: 'critical',
  ongoing: true,
  resources: [{ type: 'tld', value: tld }],
  ...more,
});

const PASSWORD = 'correct horse battery';
const IN_FRENCH = { 'accept-language': 'fr-CA, fr;q=0.9, en;q=0.5' };

/** What a pager's other side gets. */
interface Page {
  id: string;
  title: string;
  text: string;
  to: string[];
}

describe(`what is due is noticed once (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let lead: Api;
  let pager: Server;
  let refusals = 0;
  const pages: Page[] = [];
  const messages: { to: string; text: string }[] = [];

  beforeAll(async () => {
    pager = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        if (refusals > 0) {
          refusals -= 1;
          response.writeHead(503).end();
          return;
        }
        if (request.url === '/sms') messages.push(JSON.parse(body) as (typeof messages)[number]);
        else pages.push(JSON.parse(body) as Page);
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((listening) => pager.listen(0, '127.0.0.1', listening));
    const other = `http://127.0.0.1:${(pager.address() as AddressInfo).port}`;
    test = await TestService.start({
      env: { PAGING_WEBHOOK_URL: `${other}/page`, PAGING_SMS_URL: `${other}/sms` },
    });
    await test.importRootZone(await writeRootZone(test.dataDir, ZONE));
    await test.importOperators(
      {
        slug: 'registry-aa',
        country: 'AT',
        tlds: ['aa'],
        contacts: [
          { email: 'noc@registry-aa.example', role: 'noc', timezone: 'Europe/Vienna' },
          { email: 'second@registry-aa.example', role: 'security', order: 2, name: 'Second of aa' },
        ],
      },
      { slug: 'registry-bb', tlds: ['bb'], contacts: [{ email: 'noc@registry-bb.example', role: 'noc' }] },
      {
        slug: 'registry-shop',
        tlds: ['shop'],
        contacts: [{ email: 'noc@registry-shop.example', role: 'noc' }],
      },
      {
        slug: 'cert-at',
        kind: 'national_cert',
        country: 'AT',
        tlds: [],
        contacts: [{ email: 'duty@cert-at.example', role: 'security', phone: '+43 1 000 0000' }],
      },
    );
    staff = await test.signUp('responder', { email: 'duty@staff.example' });
    lead = await test.signUp('lead', { email: 'lead@staff.example', password: PASSWORD });
  });
  afterAll(async () => {
    await test.stop();
    pager.close();
  });

  const deadlinesOf = async (incidentId: string): Promise<IncidentDeadlinesView> =>
    (await staff.get<IncidentDeadlinesView>(`incidents/${incidentId}/deadlines`)).body;
  const oneOf = async (incidentId: string, kind: string): Promise<DeadlineView> => {
    const found = (await deadlinesOf(incidentId)).deadlines.find((one) => one.kind === kind);
    if (found === undefined) throw new Error(`no deadline ${kind}`);
    return found;
  };
  const typesOf = async (incidentId: string, type: string) =>
    (await timelineOf(staff, incidentId)).filter((entry) => entry.type === type);
  const idle = () =>
    until(async () => {
      const [row] = await test.sql<{ due: string }>(
        `SELECT (SELECT count(*) FROM deadline_reckonings WHERE state = 'due')
              + (SELECT count(*) FROM deadlines WHERE state IN ('running', 'overdue') AND due_at <= dnscert_now())
              + (SELECT count(*) FROM pages WHERE state = 'due' AND due_at <= dnscert_now()) AS due`,
      );
      return row?.due === '0';
    });
  const later = async (seconds: number) => {
    await test.jump(seconds);
    await idle();
    await test.settled();
  };
  /** What was answered, where nothing was refused. */
  const done = async <T>(asked: Promise<Answer<T>>): Promise<T> => {
    const { status, body, text } = await asked;
    if (status >= 400) throw new Error(`refused: ${status} ${text}`);
    return body;
  };
  const userId = async (email: string) =>
    (await test.sql<{ id: string }>('SELECT id FROM users WHERE email = $1', [email]))[0]?.id ?? '';

  it('a silent operator: each step of the ladder once, and quiet while somebody sees to it', async () => {
    const { id, number } = await openIncident(test, staff, outage('aa'));
    await test.settled();
    await idle();
    const before = await deadlinesOf(id);
    expect(before.deadlines.map(({ kind, state }) => [kind, state])).toEqual([
      ['triage', 'running'],
      ['answer', 'running'],
      ['first_notice', 'met'],
    ]);
    const answer = await oneOf(id, 'answer');
    expect(answer.operator?.name).toBe('Registry registry-aa');
    expect(answer.limitSeconds).toBe(HOUR);
    expect(answer.why[1]).toBe('An operator that was told of a critical incident answers within 1 hour.');
    const { body: asked } = await staff.get<DeadlineView>(`deadlines/${answer.id}`, IN_FRENCH);
    expect([asked.start, asked.why[1]]).toEqual([
      'Un serveur de messagerie a accepté le premier avis pour l’opérateur.',
      'Un opérateur prévenu d’un incident de gravité critique répond en 1 heure au plus.',
    ]);
    const leadInPerson = await test.signIn('lead@staff.example', PASSWORD);
    await done(leadInPerson.put('account/paging', { phone: '+43100000', language: 'fr' }));

    // Nobody took it up: the leads are paged, for nobody is on duty; and once more ten minutes later.
    refusals = 1;
    await later(16 * MINUTE);
    await test.jump(10);
    await until(() => pages.length === 1);
    expect(pages[0]).toMatchObject({ title: `DNS-CERT critical #${number}` });
    await until(() => messages.length === 1);
    expect(messages[0]).toMatchObject({ to: '+43100000' });
    expect(messages[0]?.text).toContain(
      `DNS-CERT critique #${number}\nPersonne ne l’a pris en charge\u00a0: en retard. Échéance le `,
    );
    await staff.post(`incidents/${id}/transitions`, { to: 'triaging' });
    await idle();
    expect(await oneOf(id, 'triage')).toMatchObject({ state: 'met_late' });

    const mailsBefore = recipientsOf(test.sink).length;
    await later(46 * MINUTE);
    expect(recipientsOf(test.sink).slice(mailsBefore)).toEqual(['second@registry-aa.example']);
    expect(await oneOf(id, 'answer')).toMatchObject({ state: 'overdue' });
    await later(16 * MINUTE);
    await later(15 * MINUTE);
    const { items: calls } = (await staff.get<PageView<CallView>>('calls')).body;
    expect(calls.map(({ party, callee }) => [party, callee.operator, callee.phone])).toEqual([
      ['national_cert', 'Registry cert-at', '+43 1 000 0000'],
    ]);
    const call = calls[0]?.id ?? '';
    const { body: callInFrench } = await staff.get<CallView>(`calls/${call}`, IN_FRENCH);
    expect(calls[0]?.why).toContain('answers within 1 hour.');
    expect(callInFrench.why).toContain('répond en 1 heure au plus.');
    const made = await staff.post<CallView>(`calls/${call}/outcome`, {
      outcome: 'no_answer',
      note: 'rang out',
    });
    expect([made.status, made.body.state]).toEqual([200, 'done']);
    expect((await staff.post(`calls/${call}/outcome`, { outcome: 'reached' })).status).toBe(409);

    const seenTo = staff.post<DeadlineView>(`deadlines/${answer.id}/acknowledgement`, { minutes: 60 });
    expect((await done(seenTo)).acknowledgedBy).toMatchObject({ kind: 'user' });
    const paged = pages.length;
    await later(30 * MINUTE);
    expect(pages).toHaveLength(paged);
    await later(31 * MINUTE);
    await until(() => pages.length === paged + 1);
    const ladder = (await oneOf(id, 'answer')).ladder.map(({ step, outcome }) => [step, outcome]);
    expect(ladder).toEqual([
      ['next_contact', 'told'],
      ['backend', 'left_out'],
      ['national_cert', 'called'],
      ['lead', 'told'],
    ]);
    // Swept and woken as often as anybody likes: nothing is done again.
    await test.service.app.get(Sweeper).sweep();
    await later(2 * HOUR);
    expect(pages).toHaveLength(paged + 1);
    expect(await typesOf(id, 'deadline.missed')).toHaveLength(2);
    expect(await typesOf(id, 'deadline.escalated')).toHaveLength(5);
  });

  it('a page that nobody answers goes out again and again, each time once, and at last it is an alarm', async () => {
    const { id } = await openIncident(test, staff, outage('bb'));
    await idle();
    const about = () => pages.filter(({ text }) => text.startsWith('Nobody has taken it up')).length;
    const { id: deadlineId } = await oneOf(id, 'triage');
    const before = about();
    await later(16 * MINUTE);
    await later(10 * MINUTE);
    await later(29 * MINUTE);
    await until(() => about() === before + 2);
    expect((await oneOf(id, 'triage')).ladder.map(({ outcome }) => outcome)).toEqual(['told', 'told', null]);
    await later(2 * MINUTE);
    await until(() => about() === before + 3);
    expect(pages.at(-1)?.text).toContain('Else the leads are paged in 30 minutes.');
    // Late, and woken by two: once, and the next half an hour after it.
    await test.jump(50 * MINUTE);
    const sweeper = test.service.app.get(Sweeper);
    const claim = { id: deadlineId, attempt: 1, strikes: 1, lane: 'urgent' as const };
    await Promise.all([
      sweeper.sweep(),
      test.service.app.get(Watching).workAll([claim]),
      test.service.app.get(Watching).workAll([claim]),
    ]);
    await idle();
    await until(() => about() === before + 4);
    await done(staff.post(`deadlines/${deadlineId}/acknowledgement`, { minutes: 60 }));
    await later(59 * MINUTE);
    expect(about()).toBe(before + 4);
    await later(2 * MINUTE);
    await until(() => about() === before + 5);
    // As if it had gone on so for half a day.
    await test.sql('UPDATE deadlines SET climbed = 25 WHERE id = $1', [deadlineId]);
    await later(12 * HOUR);
    await until(() => about() === before + 6);
    await later(2 * HOUR);
    expect(about()).toBe(before + 6);
    const ofTriage = async (type: string) =>
      (await typesOf(id, type)).filter(({ data }) => data['deadlineId'] === deadlineId);
    expect(await ofTriage('deadline.escalated')).toHaveLength(6);
    expect((await ofTriage('deadline.nobody_told')).map(({ data }) => data['repeats'])).toEqual([24]);
    expect((await oneOf(id, 'triage')).nobodyToldAt).not.toBeNull();
    await staff.post(`incidents/${id}/transitions`, { to: 'triaging' });
    await staff.post(`incidents/${id}/transitions`, { to: 'rejected', reason: 'A try' });
    await idle();
  });

  it('an exercise tells nobody, and is not among what is due', async () => {
    const { id, version } = await openIncident(test, staff, outage('bb', { exercise: true }));
    await staff.patch(`incidents/${id}`, { severity: 'critical' }, { 'if-match': `"${version}"` });
    await idle();
    const paged = pages.length;
    // The second step keeps its distance from the first, which comes late.
    await later(2 * HOUR);
    await later(11 * MINUTE);
    expect((await deadlinesOf(id)).deadlines.map(({ kind, state }) => [kind, state])).toContainEqual([
      'triage',
      'overdue',
    ]);
    const steps = (await oneOf(id, 'triage')).ladder.map(({ outcome }) => outcome);
    expect(steps).toEqual(['exercise', 'exercise']);
    expect(pages).toHaveLength(paged);
    const { items } = (await staff.get<PageView<DueDeadlineView>>('deadlines')).body;
    expect(items.filter(({ incident }) => incident.id === id)).toEqual([]);
    const { items: drills } = (await staff.get<PageView<DueDeadlineView>>('deadlines?exercise=true')).body;
    expect(drills.length).toBeGreaterThan(0);
  });

  it('the clocks of NIS2: from awareness that a person sets, corrects and never overwrites', async () => {
    const { id } = await openIncident(test, staff, outage('bb', { severity: 'low' }));
    const [row] = await test.sql<{ now: Date }>('SELECT dnscert_now() AS now');
    const now = row?.now ?? new Date();
    const before = (hours: number) => new Date(now.getTime() - hours * HOUR * 1_000).toISOString();
    const filing = { kind: 'nis2_notification', filedAt: before(1) };
    expect((await staff.post(`incidents/${id}/filings`, filing)).status).toBe(409);
    const set = (awareAt: string, reason: string) =>
      staff.post<IncidentDeadlinesView>(`incidents/${id}/awareness`, { awareAt, reason });
    await set(before(2), 'They called us');
    const corrected = (await set(before(26), 'Their log says so')).body;
    expect(corrected.awareness.map(({ reason, inForce }) => [reason, inForce])).toEqual([
      ['Their log says so', true],
      ['They called us', false],
    ]);
    expect(await oneOf(id, 'nis2_early_warning')).toMatchObject({ state: 'overdue', dueAt: before(2) });
    expect((await typesOf(id, 'awareness.corrected'))[0]?.data).toMatchObject({
      from: before(2),
      to: before(26),
    });
    const filed = (await staff.post<IncidentDeadlinesView>(`incidents/${id}/filings`, filing)).body;
    const kinds = filed.deadlines
      .filter(({ kind }) => kind.startsWith('nis2'))
      .map(({ kind, state }) => [kind, state]);
    expect(kinds.sort()).toEqual([
      ['nis2_early_warning', 'overdue'],
      ['nis2_final', 'running'],
      ['nis2_notification', 'met'],
    ]);
    const { body } = await staff.post<SignificanceView>('significance', {
      entity: 'dns_provider',
      unavailableSeconds: 1_801,
    });
    expect([body.verdict, body.article]).toEqual(['significant', 'Article 5(a)']);
  });

  it('the meter of a gTLD and never of a ccTLD; an embargo with hour and zone', async () => {
    const { id } = await openIncident(test, staff, outage('shop', { severity: 'low' }));
    const [row] = await test.sql<{ from: Date; day: string }>(
      `SELECT dnscert_now() - interval '100 minutes' AS from, to_char(dnscert_now() + interval '2 days', 'YYYY-MM-DD') AS day`,
    );
    const from = row?.from ?? new Date();
    const noted = { service: 'dns', from: from.toISOString(), reason: 'Seen from outside' };
    const note = (tld: string) =>
      done(staff.post<IncidentDeadlinesView>(`incidents/${id}/outages`, { ...noted, tld }));
    await note('aa');
    const body = await note('shop');
    expect(body.meters.map(({ tld, counting, limitMinutes }) => [tld, counting, limitMinutes])).toEqual([
      ['shop', true, 240],
    ]);
    const meter = body.deadlines.filter(({ kind }) => kind === 'spec10');
    expect(meter.map(({ subject, dueAt }) => [subject, dueAt])).toEqual([
      ['shop dns', new Date(from.getTime() + 4 * HOUR * 1_000).toISOString()],
    ]);
    expect(meter[0]?.ladder.slice(0, 2).map(({ why, outcome }) => [why, outcome])).toEqual([
      ['10 % of the limit', 'told'],
      ['25 % of the limit', 'told'],
    ]);
    const [ofShop, ofAa] = body.outages;
    const learnedAt = new Date(from.getTime() + 60_000).toISOString();
    const again = {
      ...noted,
      tld: 'aa',
      learnedAt,
      corrects: ofAa?.id,
      reason: 'It was told to us by phone',
    };
    expect((await done(staff.post<IncidentDeadlinesView>(`incidents/${id}/outages`, again))).outages).toEqual(
      [
        expect.objectContaining({ tld: 'aa', learnedAt, corrects: ofAa?.id, inForce: true }),
        { ...ofShop, learnedAt: ofShop?.notedAt, inForce: true },
        { ...ofAa, inForce: false },
      ],
    );
    const early = { ...noted, tld: 'aa', learnedAt: '2999-01-01T00:00:00Z' };
    expect((await staff.post(`incidents/${id}/outages`, early)).body).toMatchObject({
      status: 400,
      code: 'outage.learned_in_the_future',
    });
    await neverWas(id, ofShop);
    const until = `${row?.day ?? ''}T14:00`;
    const embargo = (
      await staff.post<IncidentDeadlinesView>(`incidents/${id}/embargo`, {
        until,
        zone: 'Pacific/Auckland',
        agreedWith: 'the vendor',
        reason: 'The fix comes then',
      })
    ).body.embargo;
    expect(embargo?.words).toMatch(/ 14:00 \+1[23]:00 Pacific\/Auckland$/);
    expect(embargo?.agreedWith).toBe('the vendor');
    expect(
      (await staff.post(`incidents/${id}/embargo`, { until: null, reason: 'Published' })).body['embargo'],
    ).toBeNull();
  });

  /** Withdraws the outage, and then says that it was there after all; clocks reckon without what never was. */
  async function neverWas(id: string, outage: OutageView | undefined): Promise<void> {
    const path = `incidents/${id}/outages/${outage?.id ?? ''}/withdrawal`;
    const reason = 'It was our own network';
    const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).sort();
    const twice = [staff.post(path, { reason }), staff.post(path, { reason })];
    expect(statuses(await Promise.all(twice))).toEqual([200, 409]);
    const clocks = async () => (await staff.get<IncidentDeadlinesView>(`incidents/${id}/deadlines`)).body;
    const { outages, meters } = await clocks();
    const [withdrawal] = outages;
    expect(withdrawal).toMatchObject({
      corrects: outage?.id,
      tld: 'shop',
      from: outage?.from,
      withdrawn: true,
      inForce: false,
      reason,
    });
    expect(outages.find((one) => one.id === outage?.id)).toMatchObject({ withdrawn: false, inForce: false });
    expect(meters).toEqual([]);
    expect((await oneOf(id, 'spec10')).state).toBe('ended');
    const said = (await typesOf(id, 'outage.withdrawn')).map(({ data }) => data);
    expect(said).toEqual([
      expect.objectContaining({
        outageId: outage?.id,
        tld: 'shop',
        service: 'dns',
        from: outage?.from,
        reason,
      }),
    ]);
    const other = (outageId: string) => `incidents/${id}/outages/${outageId}/withdrawal`;
    expect((await staff.post(other(withdrawal?.id ?? ''), { reason })).body).toMatchObject({
      status: 409,
      code: 'outage.withdrawn_already',
    });
    expect((await staff.post(other(id), { reason })).body).toMatchObject({
      status: 404,
      code: 'outage.unknown',
    });
    expect((await staff.post(path, {})).status).toBe(400);
    const { tld, service, from } = outage ?? {};
    const again = { tld, service, from, corrects: withdrawal?.id, reason: 'Others saw it as well' };
    await done(staff.post(`incidents/${id}/outages`, again));
    expect((await clocks()).meters.map((meter) => meter.tld)).toEqual(['shop']);
    expect((await oneOf(id, 'spec10')).state).toBe('running');
  }

  it('after an outage everything that is overdue is done at once, and by two sweepers once', async () => {
    const { id } = await openIncident(test, staff, outage('bb', { severity: 'low', exercise: true }));
    await idle();
    // Ten minutes without anybody who looks: the rows are there, the clock is past them.
    await test.sql(
      `INSERT INTO incidents (id, number, state, title, kind, severity, tlp, exercise, opened_at, last_report_at, updated_at)
       SELECT gen_random_uuid(), 'X-' || n, 'new', 'X', 'other', 'critical', 'AMBER', true, dnscert_now() - interval '20 minutes', dnscert_now(), dnscert_now()
         FROM generate_series(1, 300) AS n`,
    );
    await test.sql(
      `INSERT INTO deadline_reckonings (id, state) SELECT id, 'due' FROM incidents WHERE number LIKE 'X-%'`,
    );
    const sweeper = test.service.app.get(Sweeper);
    await Promise.all([sweeper.sweep(), sweeper.sweepByClock()]);
    const watching = test.service.app.get(Watching);
    await idle();
    // A worker that comes late with a claim of before finds all done.
    const rows = await test.sql<{ id: string }>(
      `SELECT d.id FROM deadlines d JOIN incidents i ON i.id = d.incident_id WHERE i.number LIKE 'X-%'`,
    );
    await watching.workAll(rows.map((row) => ({ id: row.id, attempt: 1, strikes: 1, lane: 'urgent' })));
    const [count] = await test.sql<{ missed: string; steps: string; streams: string }>(
      `SELECT count(*) FILTER (WHERE e.type = 'deadline.missed') AS missed, count(*) FILTER (WHERE e.type = 'deadline.escalated') AS steps,
              count(DISTINCT e.stream_id) AS streams
         FROM timeline_entries e JOIN incidents i ON i.id = e.stream_id WHERE i.number LIKE 'X-%'`,
    );
    // Of a critical one: who is on duty at once, the leads ten minutes after.
    expect(count).toEqual({ missed: '300', steps: '300', streams: '300' });
    expect(id).not.toBe('');
  });

  it('the rota: whose turn it is, who stands in, hand-over, and a calendar by an address that nobody guesses', async () => {
    const [duty, leading] = [await userId('duty@staff.example'), await userId('lead@staff.example')];
    const rota = {
      members: [duty, leading],
      firstHandOver: '2020-03-02T09:00',
      zone: 'Europe/Vienna',
      turnDays: 7,
    };
    expect((await staff.put('rota', rota, { 'if-match': '"0"' })).status).toBe(403);
    const set = await lead.put<RotaView>('rota', rota, { 'if-match': '"0"' });
    expect([set.status, set.headers.get('etag'), set.body.shifts.length >= 4]).toEqual([200, '"1"', true]);
    expect((await lead.put('rota', rota, { 'if-match': '"0"' })).status).toBe(412);
    const present = set.body.onDuty?.userId ?? '';
    const other = present === duty ? leading : duty;
    const handed = await staff.post<RotaView>('rota/hand-over', { to: other, note: 'Two are open' });
    expect([handed.status, handed.body.onDuty?.userId]).toEqual([200, other]);
    const [override] = handed.body.overrides;
    expect(override?.until).toBe(set.body.onDuty?.until);
    const feed = (await inPerson()).post<{ url: string }>('rota/feed');
    const { url } = (await feed).body;
    const calendar = await test.api().get(new URL(url).pathname);
    expect(calendar.headers.get('content-type')).toMatch(/^text\/calendar/);
    expect(calendar.text.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(10);
    expect((await test.api().get('/duty/guessed-guessed-guessed-guessed-guessed-gu.ics')).status).toBe(404);
    expect((await staff.call('DELETE', `rota/overrides/${override?.id ?? ''}`)).status).toBe(204);
    expect((await staff.get<RotaView>('rota')).body.onDuty?.userId).toBe(present);
  });

  /** In a browser: what one is told once goes to no token. */
  async function inPerson(): Promise<Api> {
    await test.signUp('responder', { email: 'person@staff.example', password: PASSWORD });
    return test.signIn('person@staff.example', PASSWORD);
  }
});
