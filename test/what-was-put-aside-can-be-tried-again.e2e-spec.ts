import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HealthLook, HealthView, PutAsideView } from '#libs/contracts';
import { file, openIncident, reportOf, timelineOf } from './fixtures/casework.ts';
import { messagesOf, recipientsOf } from './fixtures/mails.ts';
import { writeRootZone } from './fixtures/root-zone.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const PASSWORD = 'correct horse battery';

describe(`what was put aside can be tried again (queues on ${QUEUES})`, () => {
  let test: TestService;
  let responder: Api;
  let lead: Api;

  beforeAll(async () => {
    test = await TestService.start();
    await test.importOperators({
      slug: 'registry-a',
      tlds: ['aa'],
      contacts: [{ email: 'noc@registry-a.example', role: 'noc' }],
    });
    responder = await test.signUp('responder', { email: 'staff@dns-cert.example' });
    await test.signUp('lead', { email: 'lead@dns-cert.example', password: PASSWORD });
    lead = await test.signIn('lead@dns-cert.example', PASSWORD);
  });
  afterAll(() => test.stop());

  const listed = async (api = responder): Promise<PutAsideView[]> =>
    (await api.get<{ items: PutAsideView[] }>('quarantine')).body.items;
  const asideIs = async (...ids: string[]) =>
    until(async () => (await listed()).map(({ id }) => id).join() === ids.join());
  const decide = (api: Api, { kind, id }: PutAsideView, how: 'retry' | 'discard', body?: unknown) =>
    api.post(`quarantine/${kind}/${id}/${how}`, body);
  const health = async () => (await responder.get<HealthView>('health')).body;
  const finding = async (look: HealthLook) => (await health()).findings.find((one) => one.look === look);
  const auditOf = async (type: string, subject: string) =>
    (
      await lead.get<{ items: { actor: { name: string }; subject: unknown; data: unknown }[] }>(
        `audit?type=${type}&subject=${subject}`,
      )
    ).body.items;

  /** A report that nobody can read, with two strikes behind it: the third puts it aside. */
  async function poison(): Promise<string> {
    const [row] = await test.sql<{ id: string }>(
      `INSERT INTO reports (id, number, state, channel, reporter_id, summary, description, tlp, exercise, resources, refs, received, sha256, received_at, strikes)
       SELECT gen_random_uuid(), 'POISON-' || gen_random_uuid(), 'received', 'api', id, 'All is well', '', 'GREEN', false, '{"no": "list"}', '{}', 'as it came', 'aa', dnscert_now(), 2
         FROM users WHERE email = 'staff@dns-cert.example' RETURNING id`,
    );
    await test.jump(1);
    return row?.id ?? '';
  }

  /** Has a delivery that went out made anew, from a template that is not there. */
  async function breakDelivery(where: string): Promise<string> {
    const [row] = await test.sql<{ id: string; notification_id: string }>(
      `SELECT id, notification_id FROM deliveries WHERE ${where} ORDER BY created_at DESC LIMIT 1`,
    );
    await test.sql(`UPDATE notifications SET template = 'gone', body = template WHERE id = $1`, [
      row?.notification_id,
    ]);
    await test.sql(
      `UPDATE deliveries SET state = 'queued', raw = NULL, raw_sha256 = NULL, strikes = 2, due_at = dnscert_now(),
              rung_at = NULL, lease_until = NULL, variables = variables || '{"secret": "kept"}' WHERE id = $1`,
      [row?.id],
    );
    await test.jump(1);
    return row?.id ?? '';
  }
  const mendTemplates = () =>
    test.sql(`UPDATE notifications SET template = body, body = NULL WHERE template = 'gone'`);

  it('a report is shown with its evidence, and triaged once the fault is mended', async () => {
    const id = await poison();
    await asideIs(id);
    const [shown] = await listed();
    if (shown === undefined) throw new Error('nothing is shown');
    const { number } = await reportOf(responder, id);
    expect(shown).toEqual({
      kind: 'report',
      id,
      since: expect.stringMatching(/^\d{4}-.*Z$/),
      urgent: false,
      why: expect.stringMatching(/not iterable|is not a function/),
      evidence: expect.stringMatching(/\n +at /),
      incident: null,
      report: { id, number },
      operator: null,
      template: null,
      recipient: null,
      tlp: 'GREEN',
      mayDiscard: true,
    });
    await test.sql(`UPDATE reports SET resources = '[]' WHERE id = $1`, [id]);
    const answer = await decide(responder, shown, 'retry', { reason: 'Mended in the last release' });
    expect([answer.status, answer.text]).toEqual([204, '']);
    await test.settled();
    expect(await reportOf(responder, id)).toMatchObject({ state: 'triaged' });
    expect(await listed()).toEqual([]);
    const entries = await test.sql<{ type: string; actor: { name: string }; data: Record<string, unknown> }>(
      'SELECT type, actor, data FROM timeline_entries WHERE stream_id = $1 ORDER BY index',
      [id],
    );
    expect(entries.map(({ type }) => type)).toEqual([
      'report.quarantined',
      'report.taken_up_again',
      'report.triaged',
    ]);
    expect(entries[1]).toMatchObject({
      actor: { kind: 'user', name: 'staff' },
      data: { from: 'quarantined', to: 'received', reason: 'Mended in the last release' },
    });
    expect(await auditOf('work.taken_up_again', id)).toMatchObject([
      {
        actor: { name: 'staff' },
        subject: { kind: 'report', id },
        data: { reason: 'Mended in the last release' },
      },
    ]);
    const again = await decide(responder, shown, 'retry');
    expect([again.status, again.body['code']]).toEqual([404, 'quarantine.not_found']);
  });

  it('what is tried again too early comes back', async () => {
    const id = await poison();
    await asideIs(id);
    const [shown] = await listed();
    if (shown === undefined) throw new Error('nothing is shown');
    expect(await finding('quarantine')).toMatchObject({ state: 'warn', figures: { waiting: 1 } });
    expect((await decide(responder, shown, 'retry')).status).toBe(204);
    for (const wait of [1, 6, 11]) {
      await test.settled();
      await test.jump(wait);
    }
    await asideIs(id);
    expect(Date.parse((await listed())[0]?.since ?? '')).toBeGreaterThan(Date.parse(shown.since));
    expect((await decide(responder, shown, 'discard')).status).toBe(400);
    expect((await decide(responder, shown, 'discard', { reason: 'No report at all' })).status).toBe(204);
    expect(await listed()).toEqual([]);
    expect((await reportOf(responder, id)).state).toBe('rejected');
    const [last] = await test.sql<{ type: string; data: unknown }>(
      'SELECT type, data FROM timeline_entries WHERE stream_id = $1 ORDER BY index DESC LIMIT 1',
      [id],
    );
    expect(last).toMatchObject({
      type: 'report.rejected',
      data: { from: 'quarantined', to: 'rejected', reason: 'No report at all' },
    });
    expect(await auditOf('work.discarded', id)).toMatchObject([{ data: { reason: 'No report at all' } }]);
  });

  it('a notice that could not be made goes out after all, and its incident tells so', async () => {
    const incident = await openIncident(test, responder, {
      summary: 'Nothing resolves under .aa, all name servers down',
      severity: 'critical',
      ongoing: true,
      resources: [{ type: 'tld', value: 'aa' }],
    });
    const id = await breakDelivery('operator_id IS NOT NULL AND user_id IS NULL');
    await asideIs(id);
    const [shown] = await listed();
    if (shown === undefined) throw new Error('nothing is shown');
    expect(shown).toMatchObject({
      kind: 'delivery',
      urgent: true,
      incident: { id: incident.id, number: incident.number },
      operator: { slug: 'registry-a' },
      recipient: 'noc@registry-a.example',
      mayDiscard: true,
    });
    messagesOf(test.sink).length = 0;
    await mendTemplates();
    expect((await decide(responder, shown, 'retry', {})).status).toBe(204);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual(['noc@registry-a.example']);
    const types = (await timelineOf(responder, incident.id)).map(({ type }) => type);
    expect(types.slice(-3)).toEqual(['delivery.failed', 'delivery.taken_up_again', 'delivery.sent']);
  });

  it('a letter keeps its secret until somebody lets go of it, and only a lead sees whose it is', async () => {
    const invited = { email: 'new@dns-cert.example', role: 'responder' };
    expect((await lead.post('invitations', invited)).status).toBe(201);
    await test.settled();
    const id = await breakDelivery('incident_id IS NULL');
    await asideIs(id);
    const secret = async () =>
      (
        await test.sql<{ variables: Record<string, string> }>(
          'SELECT variables FROM deliveries WHERE id = $1',
          [id],
        )
      )[0]?.variables;
    expect(await secret()).toMatchObject({ secret: 'kept' });
    const [shown] = await listed(lead);
    if (shown === undefined) throw new Error('nothing is shown');
    expect(shown).toMatchObject({ kind: 'delivery', incident: null, recipient: 'new@dns-cert.example' });
    expect((await listed(responder))[0]).toMatchObject({ kind: 'delivery', recipient: null });
    await mendTemplates();
    expect((await decide(lead, shown, 'discard', { reason: 'Invited anew' })).status).toBe(204);
    expect(await secret()).toEqual({});
    expect(await listed()).toEqual([]);
  });

  it('an announcement and a change of contacts are listed too, page by page; the change ends by its own rules', async () => {
    await file(responder, { summary: 'A question', severity: 'low' });
    await test.settled();
    const [announcement] = await test.sql<{ id: string }>(
      `UPDATE announcements SET state = 'due', report_id = NULL, strikes = 2, due_at = dnscert_now(), rung_at = NULL
        WHERE id = (SELECT id FROM announcements ORDER BY created_at DESC LIMIT 1) RETURNING id`,
    );
    await test.jump(1);
    await asideIs(announcement?.id ?? '');
    const duty = await test.signUp('operator', { operator: 'registry-a', email: 'duty@registry-a.example' });
    const asked = await duty.post<{ change: { id: string } }>('operators/registry-a/contacts', {
      email: 'second@registry-a.example',
      role: 'security',
    });
    const changeId = asked.body.change.id;
    await test.sql(
      `UPDATE contact_changes SET aside_at = dnscert_now() + interval '1 s', aside_why = 'no reason' WHERE id = $1`,
      [changeId],
    );
    const first = await responder.get<{ items: PutAsideView[]; next: string }>('quarantine?limit=1');
    expect(first.body.items).toMatchObject([{ kind: 'contact-change', id: changeId, mayDiscard: false }]);
    const second = await responder.get<{ items: PutAsideView[]; next: string | null }>(
      `quarantine?limit=1&cursor=${first.body.next}`,
    );
    expect(second.body).toMatchObject({
      items: [{ kind: 'announcement', id: announcement?.id, template: 'receipt' }],
      next: null,
    });
    const [change] = first.body.items;
    const [other] = second.body.items;
    if (change === undefined || other === undefined) throw new Error('nothing is shown');
    const held = await decide(responder, change, 'discard', { reason: 'Away with it' });
    expect([held.status, held.body['code']]).toEqual([409, 'quarantine.ends_by_itself']);
    expect((await decide(responder, change, 'retry')).status).toBe(204);
    expect((await decide(responder, other, 'discard', { reason: 'It was told by phone' })).status).toBe(204);
    expect(await listed()).toEqual([]);
    const states = await test.sql('SELECT state FROM announcements WHERE id = $1', [announcement?.id]);
    expect(states).toEqual([{ state: 'discarded' }]);
    for (const path of ['quarantine/nothing/x/retry', `quarantine/report/x/retry`])
      expect((await responder.post(path)).status).toBe(404);
  });

  it('and a responder sees at a glance what is well, what is not, and what to do about it', async () => {
    const states = async () =>
      Object.fromEntries((await health()).findings.map(({ look, state }) => [look, state]));
    const well = { ...(await health()), findings: [] };
    expect(well).toEqual({
      state: 'warn',
      at: expect.stringMatching(/Z$/),
      startedAt: expect.stringMatching(/Z$/),
      version: test.config.version,
      findings: [],
      lanes: expect.any(Array),
    });
    // Nothing but the root zone and a way to page anybody is amiss on a machine that was just set up.
    expect(await states()).toEqual({
      pipeline: 'ok',
      database: 'ok',
      queues: 'ok',
      mail: 'ok',
      key: 'ok',
      rootZone: 'warn',
      contacts: 'ok',
      quarantine: 'ok',
      heldSends: 'ok',
      mailServers: 'ok',
      record: 'ok',
      anchors: 'ok',
      paging: 'warn',
    });
    const mail = await finding('mail');
    expect(mail).toMatchObject({ figures: { host: expect.any(String), delayed: 0 }, todo: null });
    expect((mail?.figures as { lastHandedOverAt: string }).lastHandedOverAt).toMatch(/Z$/);
    await test.importRootZone(
      await writeRootZone(test.dataDir, {
        tlds: { aa: ['ns1.nic.aa'] },
        glue: { 'ns1.nic.aa': ['198.51.100.1'] },
      }),
    );
    expect(await finding('rootZone')).toMatchObject({
      state: 'warn',
      text: expect.stringMatching(/^\d{10}, 1 TLDs, \d+ h old$/),
      todo: 'Get a newer one: dnscert rootzone fetch',
    });
    await test.sql(`UPDATE contacts SET undeliverable_since = dnscert_now(), undeliverable_why = 'gone'`);
    expect(await finding('contacts')).toMatchObject({
      state: 'warn',
      figures: { operators: 1, operatorsWithout: 1, undeliverable: 1 },
    });
    await test.sql(
      `UPDATE notifications SET state = 'awaiting_approval', expires_at = dnscert_now() + interval '1 h'
        WHERE id = (SELECT id FROM notifications WHERE incident_id IS NOT NULL LIMIT 1)`,
    );
    expect(await finding('heldSends')).toMatchObject({ state: 'warn', figures: { waiting: 1 } });
    await test.sql(`UPDATE deliveries SET state = 'delayed', due_at = dnscert_now() + interval '1 h'
                     WHERE id = (SELECT id FROM deliveries LIMIT 1)`);
    expect(await finding('mail')).toMatchObject({ state: 'warn', figures: { delayed: 1 } });
    await test.jump(16 * 60);
    expect(await finding('mail')).toMatchObject({ state: 'bad' });
    expect((await health()).state).toBe('bad');
  });
});
