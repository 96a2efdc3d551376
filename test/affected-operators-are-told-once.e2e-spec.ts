import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  affectedBySlug,
  allDeliveries,
  openIncident,
  tell,
  tellByTwo,
  timelineOf,
} from './fixtures/casework.ts';
import type { IncidentView } from './fixtures/casework.ts';
import { fieldOf, messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import { writeRootZone } from './fixtures/root-zone.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';
import type { SinkMessage } from './harness/smtp-sink.ts';

const MANY = Array.from({ length: 30 }, (_, index) => `aa${String(index).padStart(2, '0')}`);
const STAFF = 'staff@dns-cert.example';

const ZONE = {
  tlds: {
    ...Object.fromEntries(MANY.map((label) => [label, ['ns1.shared.net', 'ns2.shared.net']])),
    // One of its two servers is shared: some are hit.
    bb: ['ns1.shared.net', 'ns1.nic.bb'],
    // The name of its server lies under .aa00, which is named: a dependency on a name alone.
    cc: ['ns1.nic.aa00'],
    dd: ['ns1.nic.dd'],
  },
  glue: {
    'ns1.shared.net': ['192.0.2.53'],
    'ns2.shared.net': ['192.0.2.53', '2001:db8::53'],
    'ns1.nic.bb': ['198.51.100.1'],
    'ns1.nic.aa00': ['198.51.100.2'],
    'ns1.nic.dd': ['198.51.100.3'],
  },
};

/** What everybody would be shocked to find in a mail to somebody else. */
const SECRET_WORDS = ['Zorbulon', 'whistleblower'];

const OUTAGE = {
  summary: 'Zorbulon says: nothing resolves under .aa00, all name servers down',
  description: 'Told by a whistleblower.',
  severity: 'critical',
  ongoing: true,
  resources: [
    { type: 'tld', value: 'aa00' },
    { type: 'nameserver', value: 'ns1.shared.net' },
    { type: 'nameserver', value: 'ns2.shared.net' },
  ],
};

const OPERATORS = [
  {
    slug: 'many',
    name: 'Manifold Registry',
    tlds: MANY,
    contacts: [
      { email: 'sec1@many.example', role: 'security', order: 1 },
      { email: 'sec2@many.example', role: 'noc', order: 1 },
      // One mailbox, two roles.
      { email: 'sec1@many.example', role: 'tech', order: 1 },
      { email: 'boss@many.example', role: 'management', order: 2 },
    ],
  },
  {
    slug: 'some',
    name: 'Partial Registry',
    tlds: ['bb'],
    contacts: [
      { email: 'late@some.example', role: 'management', order: 7 },
      { email: 'first@some.example', role: 'security', order: 3 },
    ],
  },
  {
    slug: 'soft',
    name: 'Dependent Registry',
    tlds: ['cc'],
    contacts: [{ email: 'noc@soft.example', role: 'noc' }],
  },
  {
    slug: 'away',
    name: 'Distant Registry',
    tlds: ['dd'],
    contacts: [{ email: 'noc@away.example', role: 'noc' }],
  },
];

const startWith = async (env: Record<string, string> = {}): Promise<{ test: TestService; staff: Api }> => {
  const test = await TestService.start({ env });
  await test.importOperators(...OPERATORS);
  await test.importRootZone(await writeRootZone(test.dataDir, ZONE));
  return { test, staff: await test.signUp('responder', { email: STAFF }) };
};

describe(`affected operators are told once (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let incident: IncidentView;

  beforeAll(async () => {
    ({ test, staff } = await startWith());
    incident = await openIncident(test, staff, OUTAGE);
  });
  afterAll(() => test.stop());
  afterEach(async () => {
    await test.settled();
    messagesOf(test.sink).length = 0;
  });

  const refused = async (request: Record<string, unknown>): Promise<{ status: number; code: unknown }> => {
    const { status, body } = await staff.post(`incidents/${incident.id}/notifications`, {
      template: 'notice',
      ...request,
    });
    return { status, code: body['code'] };
  };

  it('mails each first contact of each operator whose servers are hit, once, however many TLDs', () => {
    expect(incident).toMatchObject({ severity: 'critical', kind: 'authoritative-outage' });
    expect(recipientsOf(test.sink)).toEqual([
      'first@some.example',
      'sec1@many.example',
      'sec2@many.example',
      STAFF,
    ]);
  });

  it('knows who was told, who is only suspected, and why', async () => {
    const affected = await affectedBySlug(test, staff, incident.id);
    expect(Object.fromEntries(Object.entries(affected).map(([slug, { state }]) => [slug, state]))).toEqual({
      many: 'told',
      some: 'told',
      soft: 'suspected',
    });
    expect(affected['many']?.tlds.map(({ label }) => label).sort()).toEqual(MANY);
    expect(affected['some']?.reasons.map(({ text }) => text)).toEqual([
      'ns1.shared.net is one of its name servers',
    ]);
    expect(affected['soft']?.reasons.map(({ text }) => text)).toEqual([
      'the server name ns1.nic.aa00 lies under .aa00',
    ]);
    const types = (await timelineOf(staff, incident.id)).map(({ type }) => type);
    expect(types.filter((type) => type === 'delivery.sent')).toHaveLength(4);
    expect(types.filter((type) => type === 'operator.state_changed')).toHaveLength(2);
  });

  it('shows a suspected operator nothing before a person has decided, and then not who else is touched', async () => {
    const soft = await test.signUp('operator', { operator: 'soft' });
    expect((await soft.get(`incidents/${incident.id}`)).status).toBe(404);
    expect((await soft.get<{ items: unknown[] }>('incidents')).body.items).toEqual([]);
    const some = await test.signUp('operator', { operator: 'some' });
    for (const path of ['', '/affected', '/timeline', '/reports', '/notes']) {
      const { status, text } = await some.get(`incidents/${incident.id}${path}`);
      expect([path, status]).toEqual([path, 200]);
      for (const mark of [...SECRET_WORDS, 'aa00', 'many', 'Manifold', 'soft', await test.operatorId('many')])
        expect([path, mark, text.includes(mark)]).toEqual([path, mark, false]);
    }
  });

  it('tells a suspected operator when a person has decided so, and nobody else again', async () => {
    const soft = await test.operatorId('soft');
    await staff.put(`incidents/${incident.id}/affected/${soft}`, {
      state: 'not_told',
      reason: 'their glue is stale',
    });
    await tell(staff, incident.id, { audience: { operators: ['soft'] } });
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual(['noc@soft.example']);
    expect((await affectedBySlug(test, staff, incident.id))['soft']?.state).toBe('told');
    const said = textOf(messagesOf(test.sink)[0]?.raw ?? Buffer.alloc(0));
    expect(said).toMatch(
      / {2}- a name server of yours has its name under another TLD that is in\n {4}trouble\n/,
    );
    expect(said).not.toMatch(/aa00/);
  });

  it('leaves out who has answered that it is not touched', async () => {
    const some = await test.operatorId('some');
    await staff.put(`incidents/${incident.id}/affected/${some}`, { state: 'not_affected' });
    await tell(staff, incident.id, { template: 'update', audience: { affected: true }, body: 'News.' });
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual(['noc@soft.example', 'sec1@many.example', 'sec2@many.example']);
    await staff.put(`incidents/${incident.id}/affected/${some}`, { state: 'affected' });
  });

  it('previews everybody with a reason, and sends and writes nothing', async () => {
    const before = await allDeliveries(staff, incident.id);
    const length = (await timelineOf(staff, incident.id)).length;
    const { status, body } = await staff.post<{
      preview: boolean;
      subject: string;
      text: string;
      deliveries: { contact: { email: string }; willBeSent: boolean; encrypted: boolean; why: string }[];
    }>(`incidents/${incident.id}/notifications`, {
      template: 'notice',
      audience: { affected: true },
      preview: true,
    });
    expect(status).toBe(200);
    expect(body.preview).toBe(true);
    expect(body.text).toMatch(/^TLP:AMBER\n/);
    expect(body.deliveries.map(({ contact, willBeSent }) => [contact.email, willBeSent]).sort()).toEqual([
      ['first@some.example', true],
      ['noc@soft.example', true],
      ['sec1@many.example', true],
      ['sec2@many.example', true],
    ]);
    for (const { why, encrypted } of body.deliveries) {
      expect(encrypted).toBe(false);
      expect(why).toMatch(/signed; not encrypted: no key/);
    }
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([]);
    expect(await allDeliveries(staff, incident.id)).toEqual(before);
    expect(await timelineOf(staff, incident.id)).toHaveLength(length);
  });

  it.each([
    [{ audience: { operators: ['some', 'nobody-knows'] } }, 400, 'notification.audience_unknown'],
    [{ audience: { lists: ['announce'] } }, 400, 'notification.audience_unknown'],
    [{ audience: { affected: true }, template: 'love-letter' }, 400, 'notification.template_unknown'],
    [{ audience: { affected: true, reporter: true } }, 400, 'request.invalid'],
    [{ audience: {} }, 400, 'request.invalid'],
    [{ audience: { affected: true }, tlp: 'GREEN' }, 409, 'notification.tlp_wider'],
    [{ audience: { affected: true }, tlp: 'CLEAR', preview: true }, 409, 'notification.tlp_wider'],
    // Staff reported it, who are no operator.
    [{ audience: { reporter: true } }, 409, 'notification.nobody'],
  ])('refuses %j', async (request, status, code) => {
    expect(await refused(request)).toEqual({ status, code });
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([]);
  });

  it('withholds TLP:RED, with the reason, rather than send it in clear', async () => {
    const { id } = await tellByTwo([staff, await test.signUp('lead')], incident.id, {
      audience: { operators: ['many', 'away'] },
      tlp: 'RED',
    });
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([]);
    const deliveries = (await allDeliveries(staff, incident.id)).slice(-3);
    expect(
      deliveries.map(({ contact, state, attempts, rawUrl }) => [contact.email, state, attempts, rawUrl]),
    ).toEqual(
      ['sec1@many.example', 'sec2@many.example', 'noc@away.example'].map((email) => [
        email,
        'withheld',
        0,
        null,
      ]),
    );
    for (const { reason } of deliveries) expect(reason).toMatch(/TLP:RED goes out encrypted alone/);
    const withheld = (await timelineOf(staff, incident.id)).filter(
      ({ type, data }) => type === 'delivery.withheld' && data['notificationId'] === id,
    );
    expect(withheld.map(({ data }) => data['deliveryId']).sort()).toEqual(
      deliveries.map((each) => each.id).sort(),
    );
  });

  it('withholds what a contact takes encrypted alone', async () => {
    await test.importOperators({
      slug: 'careful',
      contacts: [
        { email: 'closed@careful.example', role: 'security', encryption: 'required' },
        { email: 'open@careful.example', role: 'noc', encryption: 'never' },
      ],
    });
    const { id } = await tell(staff, incident.id, { audience: { operators: ['careful'] } });
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual(['open@careful.example']);
    const { body } = await staff.get<{
      deliveries: { contact: { email: string }; state: string; reason: string }[];
    }>(`notifications/${id}`);
    expect(body.deliveries.map(({ contact, state }) => [contact.email, state])).toEqual([
      ['closed@careful.example', 'withheld'],
      ['open@careful.example', 'handed_over'],
    ]);
    expect(body.deliveries[0]?.reason).toMatch(/takes encrypted mail alone/);
  });

  it('sends not even a receipt for a TLP:RED report', async () => {
    const red = await openIncident(test, staff, {
      ...OUTAGE,
      tlp: 'RED',
      resources: [{ type: 'tld', value: 'dd' }],
      summary: 'Nothing resolves under .dd, all name servers down',
    });
    expect(red).toMatchObject({ severity: 'critical', tlp: 'RED' });
    expect(recipientsOf(test.sink)).toEqual([]);
    expect((await allDeliveries(staff, red.id)).map(({ state }) => state)).toEqual(['withheld']);
    // The notice to the operators waits for two people.
    const waiting = await staff.get<{ items: Record<string, unknown>[] }>('notifications');
    expect(waiting.body.items).toEqual([
      expect.objectContaining({ incidentId: red.id, tlp: 'RED', state: 'awaiting_approval' }),
    ]);
  });
});

describe(`nobody learns from a mail who else is touched (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  beforeAll(async () => {
    ({ test, staff } = await startWith());
    // A clock that stands still: what differs between two mails is not the time.
    const now = new Date().toISOString();
    await test.sql(
      `CREATE OR REPLACE FUNCTION dnscert_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT timestamptz ''${now}'''`,
    );
  });
  afterAll(() => test.stop());

  const mailsTo = (email: string): SinkMessage[] =>
    messagesOf(test.sink).filter(({ to }) => to.includes(email));

  /** Everything but what is new for every mail of all: ids, secrets, signature, and the incident's number. */
  const bare = ({ raw }: SinkMessage, number: string): string =>
    raw
      .toString('latin1')
      .replace(/=\r\n/g, '')
      .replace(/-----BEGIN PGP SIGNATURE-----[^]*-----END PGP SIGNATURE-----/, 'SIGNATURE')
      .replaceAll(/=_[0-9a-f]{32}/g, 'BOUNDARY')
      .replace(/^Message-ID: .*$/m, 'Message-ID: ID')
      .replaceAll(/(reply|bounce)\+[0-9a-f]+@/g, '$1+TOKEN@')
      .replace(/\/ack\/[A-Za-z0-9_-]+/, '/ack/TOKEN')
      .replaceAll(number, 'NUMBER');

  it('sends an operator the same bytes whether or not another is touched', async () => {
    const both = await openIncident(test, staff, OUTAGE);
    expect(Object.keys(await affectedBySlug(test, staff, both.id)).sort()).toEqual(['many', 'soft', 'some']);
    await staff.post(`incidents/${both.id}/transitions`, { to: 'rejected', reason: 'to report it anew' });
    await test.sql(`UPDATE tlds SET operator_id = NULL WHERE label IN ('bb', 'cc')`);
    const alone = await openIncident(test, staff, OUTAGE);
    expect(alone.id).not.toBe(both.id);
    expect(Object.keys(await affectedBySlug(test, staff, alone.id))).toEqual(['many']);
    const [first, second, ...more] = mailsTo('sec1@many.example');
    if (first === undefined || second === undefined || more.length > 0) throw new Error('not two mails');
    expect(bare(first, both.number)).toBe(bare(second, alone.number));
    expect(first.raw.length).toBe(second.raw.length);
  });

  it('names in no mail another operator, its TLDs or people, or the words of who reported', () => {
    const marksOf = ({ slug, name, tlds }: (typeof OPERATORS)[number]) => [
      name,
      `@${slug}.example`,
      ...tlds.map((label) => `.${label}`),
    ];
    const notices = messagesOf(test.sink).filter(({ to }) => !to.includes(STAFF));
    expect(notices).toHaveLength(5);
    for (const { raw, to } of notices) {
      const said = `${raw.toString('latin1')}\n${fieldOf(raw, 'Subject')}\n${textOf(raw)}`;
      const foreign = OPERATORS.filter(({ slug }) => !(to[0] ?? '').endsWith(`@${slug}.example`));
      for (const mark of [...foreign.flatMap(marksOf), ...SECRET_WORDS, STAFF])
        expect([to[0], mark, said.includes(mark)]).toEqual([to[0], mark, false]);
    }
  });
});

describe(`from which severity on operators are told without a hand (queues on ${QUEUES})`, () => {
  const HIGH = {
    summary: 'Some name servers of .bb give wrong answers',
    kind: 'zone-data-error',
    severity: 'high',
    resources: [{ type: 'tld', value: 'bb' }],
  };
  const MEDIUM = { ...HIGH, severity: 'medium', kind: 'rdds-outage', summary: 'WHOIS of .bb is down' };
  const EXERCISE = { ...OUTAGE, exercise: true };

  it('none, when it is off', async () => {
    const { test, staff } = await startWith({ AUTO_NOTIFY: 'off', MAIL_ONLY_DOMAINS: '.example some.test' });
    try {
      expect((await openIncident(test, staff, OUTAGE)).severity).toBe('critical');
      expect(recipientsOf(test.sink)).toEqual([STAFF]);
    } finally {
      await test.stop();
    }
  });

  it('critical, when nothing is said; and when an incident turns out to be that bad, those who were not told yet, once', async () => {
    const { test, staff } = await startWith();
    try {
      const incident = await openIncident(test, staff, HIGH);
      expect(incident.severity).toBe('high');
      expect(recipientsOf(test.sink)).toEqual([STAFF]);
      const worse = {
        ...HIGH,
        summary: 'Nothing resolves under .bb, all name servers down',
        severity: 'critical',
      };
      expect(await openIncident(test, staff, worse)).toMatchObject({ id: incident.id, severity: 'critical' });
      expect((await openIncident(test, staff, worse)).id).toBe(incident.id);
      expect(recipientsOf(test.sink)).toEqual(['first@some.example', STAFF, STAFF, STAFF]);
    } finally {
      await test.stop();
    }
  });

  it('high, where that is set', async () => {
    const { test, staff } = await startWith({ AUTO_NOTIFY: 'high' });
    try {
      expect((await openIncident(test, staff, MEDIUM)).severity).toBe('medium');
      expect(recipientsOf(test.sink)).toEqual([STAFF]);
      expect((await openIncident(test, staff, HIGH)).severity).toBe('high');
      expect(recipientsOf(test.sink)).toEqual(['first@some.example', STAFF, STAFF]);
    } finally {
      await test.stop();
    }
  });

  it('never in an exercise, which is marked as one in every mail of it', async () => {
    const { test, staff } = await startWith({
      AUTO_NOTIFY: 'info',
      MAIL_ONLY_DOMAINS: 'dns-cert.example some.example',
    });
    try {
      const incident = await openIncident(test, staff, EXERCISE);
      expect(recipientsOf(test.sink)).toEqual([STAFF]);
      await tell(staff, incident.id, { audience: { affected: true } });
      await tell(staff, incident.id, {
        audience: { operators: ['some'] },
        subject: 'Read this',
        template: 'all-clear',
      });
      await test.settled();
      // The other addresses are not under the names that this installation may mail.
      expect(recipientsOf(test.sink)).toEqual(['first@some.example', 'first@some.example', STAFF]);
      for (const { raw } of messagesOf(test.sink)) {
        expect(fieldOf(raw, 'Subject')).toMatch(/\[EXERCISE\]/);
        expect(textOf(raw)).toMatch(/^TLP:AMBER\nEXERCISE - EXERCISE - EXERCISE/);
      }
      const withheld = (await allDeliveries(staff, incident.id)).filter(({ state }) => state === 'withheld');
      expect(withheld.map(({ contact }) => contact.email).sort()).toEqual([
        'sec1@many.example',
        'sec2@many.example',
      ]);
      for (const { reason } of withheld)
        expect(reason).toBe('This installation mails addresses under dns-cert.example, some.example alone.');
    } finally {
      await test.stop();
    }
  });
});
