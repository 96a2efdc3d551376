import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Holding } from '#libs/notifications';
import { openIncident } from './fixtures/casework.ts';
import type { IncidentView } from './fixtures/casework.ts';
import { fieldOf, messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const MINUTE = 60;
const MEMBER = 'one@members.example';

interface Held {
  id: string;
  state: string;
  reason: string | null;
  list: string;
  incident: { id: string };
  dueAt: string | null;
  notificationId: string | null;
  code?: string;
}

describe(`an alert posts itself unless stopped (queues on ${QUEUES})`, () => {
  let test: TestService;
  let lead: Api;
  let second: Api;
  let staff: Api;
  let used = 0;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off', MASS_SEND_OPERATORS: '1' } });
    await test.importOperators({
      slug: 'op-nz',
      country: 'NZ',
      tlds: ['nz'],
      contacts: [{ email: 'noc@op-nz.example', role: 'noc' }],
    });
    lead = await test.signUp('lead', { email: 'lead@cert.example' });
    second = await test.signUp('lead', { email: 'second@cert.example' });
    staff = await test.signUp('responder', { email: 'duty@cert.example' });
    for (const tlp of ['GREEN', 'AMBER']) {
      const slug = tlp.toLowerCase();
      await lead.post('lists', { slug, name: `Operators, ${slug}`, tlp });
      for (const member of [{ email: MEMBER }, { email: 'two@members.example', language: 'fr' }])
        expect((await staff.post(`lists/${slug}/subscriptions`, member)).status).toBe(201);
    }
  });
  afterAll(() => test.stop());

  beforeEach(async () => {
    await test.sql(`UPDATE list_rules SET state = 'ended'`);
    await test.sql(`UPDATE list_alerts SET state = 'stopped' WHERE state IN ('held', 'gathering')`);
    messagesOf(test.sink).length = 0;
  });

  const rule = async (slug: string, more: Record<string, unknown> = {}) => {
    const body = { name: 'Grave', severity: 'high', tlp: slug.toUpperCase(), ...more };
    const proposed = await lead.post<{ id: string; state: string }>(`lists/${slug}/rules`, body);
    expect([proposed.status, proposed.body.state]).toEqual([201, 'proposed']);
    const path = `lists/${slug}/rules/${proposed.body.id}/approval`;
    expect((await lead.post(path)).status).toBe(403);
    expect((await second.post<{ state: string }>(path)).body.state).toBe('active');
  };
  /** Each of other names, so that no two are joined. */
  const happen = async (more: Record<string, unknown> = {}): Promise<IncidentView> => {
    used += 1;
    const tld = `x${String.fromCharCode(97 + used)}`;
    const incident = await openIncident(test, staff, {
      summary: `Nothing resolves under .${tld}, all name servers down, says SIMSALABIM`,
      severity: 'critical',
      kind: 'authoritative-outage',
      tlp: 'GREEN',
      ongoing: true,
      resources: [{ type: 'tld', value: tld }],
      ...more,
    });
    await test.settled();
    return incident;
  };
  const alerts = async (query = '') => (await staff.get<{ items: Held[] }>(`alerts${query}`)).body.items;
  const of = async (incident: IncidentView) =>
    (await alerts('?state=held,gathering,sent,stopped,withheld')).find(
      (one) => one.incident.id === incident.id,
    );
  const decide = (id: string | undefined, how: string, body?: unknown) =>
    staff.post<Held>(`alerts/${id ?? ''}/${how}`, body);
  const listMails = () => messagesOf(test.sink).filter(({ to }) => to.includes(MEMBER));

  it('when its time has come, and says what and how grave, and neither who nor in whose words', async () => {
    await rule('green');
    const incident = await happen();
    expect(await of(incident)).toMatchObject({ state: 'held', list: 'green', reason: null });
    await test.jump(14 * MINUTE);
    await test.settled();
    expect(listMails()).toEqual([]);
    await test.jump(MINUTE);
    await until(() => listMails().length === 1);
    await test.settled();
    expect(recipientsOf(test.sink).filter((email) => email.endsWith('@members.example'))).toEqual([
      MEMBER,
      'two@members.example',
    ]);
    const raw = listMails()[0]?.raw ?? Buffer.alloc(0);
    expect(fieldOf(raw, 'Subject')).toBe('[DNS-CERT] [TLP:GREEN] Critical: Authoritative outage');
    expect(textOf(raw)).toMatch(/1 touched/);
    const french = messagesOf(test.sink).find(({ to }) => to.includes('two@members.example'));
    expect(textOf(french?.raw ?? Buffer.alloc(0))).toMatch(
      /travaille sur un incident :\n\n {2}Quoi {7}Panne de serveurs faisant autorité\n {2}Gravité {4}critique\n/,
    );
    expect(textOf(raw)).not.toMatch(/SIMSALABIM|\.x[a-z]\b|2026-0/);
    const sent = await of(incident);
    expect(sent).toMatchObject({ state: 'sent', dueAt: null });
    const told = await staff.get<{ incidentId: string; state: string }>(
      `notifications/${sent?.notificationId ?? ''}`,
    );
    expect(told.body).toMatchObject({ incidentId: incident.id, state: 'sent' });
  });

  it('at once where nothing is held, or by the word of a person; once an incident', async () => {
    await rule('green', { holdMinutes: 0 });
    expect(await of(await happen())).toMatchObject({ state: 'sent' });
    expect(listMails()).toHaveLength(1);
    await test.sql(`UPDATE list_rules SET hold_minutes = 60`);
    const incident = await happen();
    const held = await of(incident);
    expect((await decide(held?.id, 'release')).body).toMatchObject({ state: 'sent' });
    await test.settled();
    expect(listMails()).toHaveLength(2);
    expect((await decide(held?.id, 'release')).body.code).toBe('alert.not_held');
    await test.jump(61 * MINUTE);
    await test.settled();
    expect(listMails()).toHaveLength(2);
  });

  it('not when a person stops it, nor of what is less grave, of another TLD, or an exercise', async () => {
    await rule('green', {
      tlds: ['xx', ...Array.from({ length: 26 }, (_, index) => `x${String.fromCharCode(97 + index)}`)],
    });
    const incident = await happen();
    const held = await of(incident);
    const stopped = await decide(held?.id, 'stop', { reason: 'A false alarm' });
    expect([stopped.status, stopped.body.state, stopped.body.reason]).toEqual([
      200,
      'stopped',
      'A false alarm',
    ]);
    expect((await decide(held?.id, 'stop')).body.code).toBe('alert.not_held');
    for (const more of [
      { severity: 'low', kind: 'other', summary: 'A question', ongoing: false },
      { resources: [{ type: 'tld', value: 'zz' }], summary: 'Nothing resolves under .zz' },
      { exercise: true },
    ])
      expect([more, await of(await happen(more))]).toEqual([more, undefined]);
    await test.jump(16 * MINUTE);
    await test.settled();
    expect(listMails()).toEqual([]);
  });

  it('never above the label of the list or the rule, also when it was raised meanwhile; and it is seen', async () => {
    await rule('green');
    const amber = await happen({ tlp: 'AMBER' });
    expect(await of(amber)).toMatchObject({
      state: 'withheld',
      reason: expect.stringContaining('TLP:AMBER') as unknown,
    });
    const raised = await happen();
    const present = await staff.get(`incidents/${raised.id}`);
    const etag = present.headers.get('etag') ?? '';
    expect((await staff.patch(`incidents/${raised.id}`, { tlp: 'AMBER' }, { 'if-match': etag })).status).toBe(
      200,
    );
    await test.jump(16 * MINUTE);
    await test.settled();
    expect(await of(raised)).toMatchObject({
      state: 'withheld',
      reason: expect.stringContaining('TLP:AMBER') as unknown,
    });
    expect(listMails()).toEqual([]);
    await rule('amber', { holdMinutes: 0 });
    await happen({ tlp: 'AMBER' });
    expect(listMails()).toHaveLength(1);
    expect((await lead.post('lists/green/rules', { name: 'x', severity: 'high', tlp: 'AMBER' })).status).toBe(
      409,
    );
  });

  it('of a region, and of what a person raised meanwhile; a kind that is none is refused', async () => {
    await rule('green', {
      countries: ['nz'],
      severity: 'critical',
      kinds: ['authoritative-outage', 'lame-delegation'],
    });
    expect(await of(await happen())).toBeUndefined();
    const there = await happen({
      severity: 'high',
      resources: [{ type: 'tld', value: 'nz' }],
      summary: 'One name server of .nz gives no answer',
    });
    expect(there.severity).not.toBe('critical');
    expect(await of(there)).toBeUndefined();
    const etag = (await staff.get(`incidents/${there.id}`)).headers.get('etag') ?? '';
    const raise = { severity: 'critical', reason: 'It lasts' };
    expect((await staff.patch(`incidents/${there.id}`, raise, { 'if-match': etag })).status).toBe(200);
    const holding = test.service.app.get(Holding);
    await Promise.all([holding.considerChanged(), holding.considerChanged()]);
    expect(await of(there)).toMatchObject({ state: 'held', list: 'green' });
    expect((await alerts('?list=green')).map(({ incident }) => incident.id)).toEqual([there.id]);
    expect(await alerts('?list=amber')).toEqual([]);
    const wrong = { name: 'x', severity: 'high', tlp: 'GREEN', kinds: ['authoritative-outrage'] };
    const refused = await lead.post('lists/green/rules', wrong);
    expect([refused.status, refused.body['code']]).toEqual([400, 'list_rule.kind_unknown']);
  });

  it('many in a short time as few, the last of them together', async () => {
    await rule('green', { holdMinutes: 0, mostAlerts: 2, windowMinutes: 30 });
    const incidents: IncidentView[] = [];
    for (let index = 0; index < 5; index += 1) incidents.push(await happen());
    const states = async () => Promise.all(incidents.map(async (one) => (await of(one))?.state));
    expect(await states()).toEqual(['sent', 'sent', 'gathering', 'gathering', 'gathering']);
    expect(listMails()).toHaveLength(2);
    await test.jump(31 * MINUTE);
    await until(async () => (await states()).every((state) => state === 'sent'));
    await test.settled();
    expect(listMails()).toHaveLength(3);
    expect(fieldOf(listMails()[2]?.raw ?? Buffer.alloc(0), 'Subject')).toContain(
      '3 incidents: Authoritative outage',
    );
  });
});
