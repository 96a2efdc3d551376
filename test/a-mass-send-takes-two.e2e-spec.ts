import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Approvals } from '#libs/notifications';
import { Timeline, verifyStream } from '#libs/timeline';
import { allDeliveries, openIncident, timelineOf } from './fixtures/casework.ts';
import type { EntryView, IncidentView } from './fixtures/casework.ts';
import { messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { buildOnce, Program } from './harness/program.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const MOST = 3;
const TLDS = ['aa', 'bb', 'cc', 'dd', 'ee'];
const MAILS = TLDS.map((tld) => `noc@op-${tld}.example`);
const HOURS = 3_600;

// The admin command is a process of its own.
jest.setTimeout(120_000);

interface View {
  id: string;
  state: string;
  code?: string;
  detail?: string;
  deliveries: { state: string; reason: string | null }[];
  approval: {
    needed: number;
    why: string;
    operators: number;
    operatorIds: string[];
    deliveries: number;
    withheld: number;
    sample: { subject: string; text: string };
    expiresAt: string;
    decisions: { decision: string; by: { name: string }; via: string; reason: string | null }[];
  } | null;
}

const OUTAGE = (tlds: string[], more: Record<string, unknown> = {}) => ({
  summary: `Nothing resolves under .${tlds.join(', .')}, all name servers down`,
  severity: 'critical',
  kind: 'authoritative-outage',
  ongoing: true,
  resources: tlds.map((value) => ({ type: 'tld', value })),
  ...more,
});

describe(`a mass send takes two (queues on ${QUEUES})`, () => {
  let test: TestService;
  let proposer: Api;
  let second: Api;
  let lead: Api;
  let incident: IncidentView;

  beforeAll(async () => {
    buildOnce();
    test = await TestService.start({ env: { MASS_SEND_OPERATORS: String(MOST), AUTO_NOTIFY: 'off' } });
    await test.importOperators(
      ...TLDS.map((tld, index) => ({
        slug: `op-${tld}`,
        tlds: [tld],
        contacts: [{ email: MAILS[index], role: 'security' }],
      })),
    );
    proposer = await test.signUp('responder', { email: 'proposer@cert.example' });
    second = await test.signUp('responder', { email: 'second@cert.example' });
    lead = await test.signUp('lead', { email: 'lead@cert.example' });
  });
  afterAll(() => test.stop());

  /** An incident that no other test has touched: the one before takes no more reports. */
  const fresh = async (more: Record<string, unknown> = {}) => {
    await test.sql(`UPDATE incidents SET state = 'rejected'`);
    incident = await openIncident(test, proposer, OUTAGE(TLDS, { exercise: true, ...more }));
    await test.settled();
    messagesOf(test.sink).length = 0;
  };
  afterEach(async () => {
    await test.settled();
    const record = await test.service.app.get(Timeline).recordOf(incident.id);
    expect(record === null ? 'none' : verifyStream(record)).toEqual([]);
  });

  const send = (api: Api, request: Record<string, unknown> = {}) =>
    api.post<View>(`incidents/${incident.id}/notifications`, {
      template: 'notice',
      audience: { affected: true },
      ...request,
    });
  const propose = async (request: Record<string, unknown> = {}) => {
    const { status, body } = await send(proposer, request);
    expect([status, body.state]).toEqual([202, 'awaiting_approval']);
    return body;
  };
  const decide = (api: Api, id: string, decision = 'approve', reason?: string) =>
    api.post<View>(`notifications/${id}/approval`, { decision, reason });
  const outcome = async (answer: Promise<{ status: number; body: View }>) => {
    const { status, body } = await answer;
    return [status, body.code ?? body.state];
  };
  const waiting = async () =>
    (await lead.get<{ items: View[] }>('notifications?state=awaiting_approval')).body.items.map(
      ({ id }) => id,
    );
  const ofNotification = async (id: string): Promise<EntryView[]> =>
    (await timelineOf(lead, incident.id)).filter(({ data }) => data['notificationId'] === id);
  const typesOf = async (id: string) =>
    (await ofNotification(id)).map(({ type }) => type).filter((type) => type.startsWith('notification.'));

  it('up to the limit goes out at once; over it, nothing does until another agrees, and both stand in the record', async () => {
    await fresh();
    const few = await send(proposer, { audience: { operators: ['op-aa', 'op-bb', 'op-cc'] } });
    expect([few.status, few.body.state, few.body.approval]).toEqual([201, 'sent', null]);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual(MAILS.slice(0, MOST));
    messagesOf(test.sink).length = 0;

    const preview = await send(proposer, { preview: true });
    expect(preview.body).toMatchObject({
      secondPerson: {
        needed: 1,
        why: `A second person must agree: it goes to 5 operators, more than ${MOST}.`,
      },
    });
    const proposed = await propose();
    expect(proposed.deliveries).toEqual([]);
    expect(proposed.approval).toMatchObject({
      needed: 1,
      operators: 5,
      deliveries: 5,
      withheld: 0,
      decisions: [],
    });
    expect(proposed.approval?.operatorIds).toHaveLength(5);
    expect(proposed.approval?.sample.text).toContain(`#${incident.number}`);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([]);
    expect(await waiting()).toEqual([proposed.id]);

    const approved = await decide(second, proposed.id, 'approve', 'checked with the registry');
    expect([approved.status, approved.body.state, approved.body.deliveries.length]).toEqual([200, 'sent', 5]);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual(MAILS);
    expect(await waiting()).toEqual([]);
    const entries = await ofNotification(proposed.id);
    expect(entries.slice(0, 3).map(({ type, actor }) => [type, actor.name])).toEqual([
      ['notification.proposed', 'proposer'],
      ['notification.approved', 'second'],
      ['notification.queued', 'proposer'],
    ]);
    expect(entries[1]?.data).toMatchObject({
      proposedBy: { name: 'proposer' },
      reason: 'checked with the registry',
      from: 'awaiting_approval',
      to: 'sent',
    });
    expect(entries[2]?.data).toMatchObject({ approvedBy: [{ name: 'second' }], deliveries: 5 });
    expect(await outcome(decide(lead, proposed.id))).toEqual([409, 'notification.not_waiting']);
  });

  it('by slices is a mass send too', async () => {
    await fresh();
    expect((await send(proposer, { audience: { operators: ['op-aa', 'op-bb'] } })).status).toBe(201);
    // The same ones again are no more people.
    expect(
      (await send(second, { template: 'update', audience: { operators: ['op-aa', 'op-bb'] } })).status,
    ).toBe(201);
    const slice = await propose({ audience: { operators: ['op-cc', 'op-dd'] } });
    expect(slice.approval?.why).toMatch(/with what was sent before it reaches 4 operators, more than 3/);
    await test.jump(25 * HOURS);
    expect((await send(proposer, { audience: { operators: ['op-ee', 'op-dd'] } })).status).toBe(201);
  });

  it('is not approved by who proposed it, by whatever token, nor by who may not send', async () => {
    await fresh();
    const { id } = await propose();
    const { body: me } = await proposer.get<{ userId: string }>('session');
    expect(me.userId).toMatch(/^[0-9a-f-]{36}$/);
    const others = {
      'its own token': proposer,
      'another token of the same account': await test.tokenOf('proposer@cert.example'),
    };
    for (const [name, api] of Object.entries(others))
      expect([name, ...(await outcome(decide(api, id)))]).toEqual([name, 403, 'notification.own_proposal']);
    const forbidden = {
      operator: await test.signUp('operator', { operator: 'op-aa' }),
      observer: await test.signUp('observer'),
      'read only': await test.signUp('responder', { scopes: ['read'] }),
    };
    for (const [name, api] of Object.entries(forbidden))
      expect([name, ...(await outcome(decide(api, id)))]).toEqual([name, 403, 'access.forbidden']);
    expect(await outcome(decide(second, '01890a5d-ac96-774b-bcce-b302099a8057'))).toEqual([
      404,
      'notification.not_found',
    ]);
    expect((await decide(second, id, 'perhaps')).status).toBe(400);
    expect(await waiting()).toEqual([id]);
    // Whoever proposed it may take it back.
    expect(await outcome(decide(proposer, id, 'reject', 'wrong text'))).toEqual([200, 'rejected']);
    expect(await typesOf(id)).toEqual(['notification.proposed', 'notification.rejected']);
    expect(await outcome(decide(second, id))).toEqual([409, 'notification.not_waiting']);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([]);
  });

  it('goes to whom it was proposed for, whoever joined or left the incident since', async () => {
    await fresh({ resources: TLDS.slice(0, 4).map((value) => ({ type: 'tld', value })) });
    const { id } = await propose();
    const put = async (tld: string, state: string) =>
      (await lead.put(`incidents/${incident.id}/affected/${await test.operatorId(`op-${tld}`)}`, { state }))
        .status;
    expect([await put('ee', 'not_told'), await put('aa', 'not_affected')]).toEqual([200, 200]);
    expect(await outcome(decide(second, id))).toEqual([200, 'sent']);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual(MAILS.slice(0, 4));
  });

  it('is not released under a label that is too wide by now', async () => {
    await fresh();
    const { id } = await propose();
    const { headers } = await proposer.get(`incidents/${incident.id}`);
    const raised = await proposer.patch(
      `incidents/${incident.id}`,
      { tlp: 'AMBER+STRICT' },
      { 'if-match': headers.get('etag') ?? '' },
    );
    expect(raised.status).toBe(200);
    expect(await outcome(decide(second, id))).toEqual([409, 'notification.tlp_wider']);
    expect(await waiting()).toEqual([id]);
    expect(await typesOf(id)).toEqual(['notification.proposed']);
    expect(await outcome(decide(second, id, 'reject'))).toEqual([200, 'rejected']);
  });

  it('approved by ten requests of two people at once is one send', async () => {
    await fresh();
    const { id } = await propose();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, turn) => outcome(decide(turn % 2 === 0 ? second : lead, id))),
    );
    expect(answers.filter(([status]) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(([, code]) => code))).toEqual(new Set(['sent', 'notification.not_waiting']));
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual(MAILS);
    expect(await typesOf(id)).toEqual([
      'notification.proposed',
      'notification.approved',
      'notification.queued',
    ]);
  });

  it('approved and rejected at once is one of the two', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      await fresh();
      const { id } = await propose();
      const [approved, rejected] = await Promise.all([
        outcome(decide(second, id)),
        outcome(decide(lead, id, 'reject')),
      ]);
      expect([approved[0], rejected[0]].sort()).toEqual([200, 409]);
      await test.settled();
      expect(recipientsOf(test.sink)).toEqual(approved[0] === 200 ? MAILS : []);
    }
  });

  it('with an Idempotency-Key is proposed and approved once, with the same answer', async () => {
    await fresh();
    const key = { 'idempotency-key': 'propose-1' };
    const ask = () =>
      proposer.post<View>(
        `incidents/${incident.id}/notifications`,
        { template: 'notice', audience: { affected: true } },
        key,
      );
    const [first, again] = [await ask(), await ask()];
    expect([first.status, again.status, again.body.id]).toEqual([202, 202, first.body.id]);
    const approve = () =>
      second.post<View>(
        `notifications/${first.body.id}/approval`,
        { decision: 'approve' },
        { 'idempotency-key': 'a1' },
      );
    const [done, repeated] = [await approve(), await approve()];
    expect([done.status, repeated.status, repeated.text]).toEqual([200, 200, done.text]);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual(MAILS);
  });

  it('runs out after four hours, at that instant, and is written down so', async () => {
    await fresh();
    const { id } = await propose();
    await test.jump(4 * HOURS + 1);
    const { body } = await lead.get<View>(`notifications/${id}`);
    expect(body.state).toBe('expired');
    expect(await waiting()).toEqual([]);
    const approvals = test.service.app.get(Approvals);
    const [answer] = await Promise.all([outcome(decide(second, id)), approvals.expire(), approvals.expire()]);
    expect(answer).toEqual([409, 'notification.expired']);
    expect(await outcome(decide(second, id))).toEqual([409, 'notification.expired']);
    expect(await approvals.expire()).toBe(0);
    expect(await typesOf(id)).toEqual(['notification.proposed', 'notification.expired']);
    const expired = (await lead.get<{ items: View[] }>('notifications?state=expired')).body.items;
    expect(expired.map((each) => each.id)).toContain(id);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([]);
  });

  it('under TLP:RED takes two for a single operator, and still goes to nobody in clear', async () => {
    await fresh();
    const proposed = await propose({ audience: { operators: ['op-aa'] }, tlp: 'RED' });
    expect(proposed.approval).toMatchObject({
      why: 'A second person must agree: it is TLP:RED.',
      deliveries: 1,
      withheld: 1,
    });
    const { body } = await decide(second, proposed.id);
    expect(body.deliveries.map(({ state, reason }) => [state, reason])).toEqual([
      ['withheld', expect.stringMatching(/^TLP:RED goes out encrypted alone/)],
    ]);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([]);
  });

  it('is decided on from the command line by the same rule', async () => {
    await fresh();
    const { id } = await propose();
    const dnscert = (...args: string[]) =>
      Program.dnscert(args, {
        DATABASE_URL: test.databaseUrl,
        DATA_DIR: test.dataDir,
        MASS_SEND_OPERATORS: '3',
      });
    const approve = (as: string) =>
      dnscert('notification', 'approve', id, '--as', as, '--reason', 'on the phone');
    const listed = await dnscert('--json', 'notifications', '--waiting');
    expect((JSON.parse(listed.stdout) as { items: View[] }).items.map((each) => each.id)).toEqual([id]);
    expect(await approve('proposer@cert.example')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('You proposed it: another responder or lead must approve it.'),
    });
    expect((await approve('nobody@cert.example')).code).toBe(1);
    expect((await dnscert('notification', 'approve', id, '--as', 'lead@cert.example')).code).toBe(2);
    expect(await approve('lead@cert.example')).toEqual({
      code: 0,
      stdout: 'Approved as lead@cert.example; the notification is sent.\n',
      stderr: '',
    });
    await until(async () => {
      await test.jump(31);
      await test.settled();
      return recipientsOf(test.sink).length === MAILS.length;
    });
    expect(recipientsOf(test.sink)).toEqual(MAILS);
    const approved = (await ofNotification(id)).find(({ type }) => type === 'notification.approved');
    expect(approved).toMatchObject({
      actor: { name: 'lead' },
      data: { via: 'command', reason: 'on the phone' },
    });
  });
});

describe(`one false report mails nobody en masse (queues on ${QUEUES})`, () => {
  let test: TestService;
  let operator: Api;
  let second: Api;
  let lead: Api;

  beforeAll(async () => {
    test = await TestService.start({ env: { MASS_SEND_OPERATORS: String(MOST) } });
    await test.importOperators(
      ...TLDS.map((tld, index) => ({
        slug: `op-${tld}`,
        tlds: [tld],
        contacts: [{ email: MAILS[index], role: 'security' }],
      })),
    );
    operator = await test.signUp('operator', { operator: 'op-aa', email: 'noc@op-aa.example' });
    second = await test.signUp('responder', { email: 'second@cert.example' });
    lead = await test.signUp('lead', { email: 'lead@cert.example' });
  });
  afterAll(() => test.stop());

  it('the automatic notice to many waits for two different people, and the incident opens all the same', async () => {
    const incident = await openIncident(test, lead, OUTAGE(TLDS), operator);
    expect(incident).toMatchObject({ state: 'new', severity: 'critical' });
    // The receipt alone.
    expect(recipientsOf(test.sink)).toEqual(['noc@op-aa.example']);
    const list = () => lead.get<{ items: View[] }>('notifications');
    const [proposal, ...more] = (await list()).body.items;
    expect(more).toEqual([]);
    expect(proposal?.approval).toMatchObject({
      needed: 2,
      why: `Two people must agree: it goes to 5 operators, more than ${MOST}.`,
    });
    // The same event told again does not propose the same again.
    await openIncident(test, lead, OUTAGE(TLDS), operator);
    expect((await list()).body.items.map(({ id }) => id)).toEqual([proposal?.id]);
    messagesOf(test.sink).length = 0;

    const decide = (api: Api) =>
      api.post<View>(`notifications/${proposal?.id ?? ''}/approval`, { decision: 'approve' });
    const first = await decide(second);
    expect([first.status, first.body.state, first.body.deliveries]).toEqual([200, 'awaiting_approval', []]);
    const twice = await decide(second);
    expect([twice.status, twice.body.code]).toEqual([409, 'notification.decided_by_you']);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([]);
    const last = await decide(lead);
    expect([last.status, last.body.state, last.body.deliveries.length]).toEqual([200, 'sent', 5]);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual(MAILS);
    expect(textOf(messagesOf(test.sink)[0]?.raw ?? Buffer.alloc(0))).toContain(`#${incident.number}`);
    const told = (await timelineOf(lead, incident.id)).filter(
      ({ type, data }) => type.startsWith('notification.') && data['notificationId'] === proposal?.id,
    );
    expect(told.map(({ type, actor }) => [type, actor.name])).toEqual([
      ['notification.proposed', 'automatic notice'],
      ['notification.approved', 'second'],
      ['notification.approved', 'lead'],
      ['notification.queued', 'automatic notice'],
    ]);
    expect(told.at(-1)?.data['approvedBy']).toMatchObject([{ name: 'second' }, { name: 'lead' }]);
  });

  it('a critical report under TLP:RED sends nothing by itself and is proposed', async () => {
    messagesOf(test.sink).length = 0;
    const incident = await openIncident(
      test,
      lead,
      OUTAGE(['bb'], {
        tlp: 'RED',
        kind: 'delegation-hijack',
        summary: 'The delegation of .bb was taken over',
      }),
      await test.signUp('operator', { operator: 'op-bb', email: 'noc@op-bb.example' }),
    );
    expect(recipientsOf(test.sink)).toEqual([]);
    expect((await allDeliveries(lead, incident.id)).map(({ state }) => state)).toEqual(['withheld']);
    const { items } = (await lead.get<{ items: (View & { incidentId: string })[] }>('notifications')).body;
    expect(items.find(({ incidentId }) => incidentId === incident.id)?.approval).toMatchObject({
      needed: 2,
      why: 'Two people must agree: it is TLP:RED.',
      withheld: 1,
    });
  });
});
