import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  HeldSendView,
  NoticePreviewView,
  NotificationListView,
  NotificationView,
  PageView,
  StaffNoteView,
  TemplateSummaryView,
  TemplateView,
} from '#libs/contracts';
import { readContactKey } from '#libs/mail';
import { openIncident, tell, timelineOf } from './fixtures/casework.ts';
import type { IncidentView } from './fixtures/casework.ts';
import { openpgpKey } from './fixtures/contact-keys.ts';
import type { TestKey } from './fixtures/contact-keys.ts';
import { messagesOf, recipientsOf, fieldOf } from './fixtures/mails.ts';
import { openSealed } from './fixtures/sealed-mail.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const HOURS = 3_600;

/** An operator of each sort: plain, with a key, for encrypted mail alone, of a domain that is not mailed, without a contact. */
const OPERATORS = [
  {
    slug: 'op-aa',
    tlds: ['aa'],
    contacts: [
      { email: 'noc@op-aa.example', role: 'noc', language: 'fr', timezone: 'Pacific/Auckland' },
      { email: 'later@op-aa.example', role: 'admin', order: 2 },
    ],
  },
  { slug: 'op-bb', tlds: ['bb'], contacts: [{ email: 'security@op-bb.example', role: 'security' }] },
  {
    slug: 'op-cc',
    tlds: ['cc'],
    contacts: [{ email: 'noc@op-cc.example', role: 'noc', encryption: 'required' }],
  },
  { slug: 'op-dd', tlds: ['dd'], contacts: [{ email: 'noc@elsewhere.test', role: 'noc' }] },
  { slug: 'op-ee', tlds: ['ee'], contacts: [{ email: 'gone@op-ee.example', role: 'noc' }] },
];

describe(`a notice is previewed before it goes (queues on ${QUEUES})`, () => {
  let test: TestService;
  let responder: Api;
  let second: Api;
  let operator: Api;
  let incident: IncidentView;
  let key: TestKey;
  let fingerprint: string;

  beforeAll(async () => {
    test = await TestService.start({
      env: { AUTO_NOTIFY: 'off', MASS_SEND_OPERATORS: '4', MAIL_ONLY_DOMAINS: '.example' },
    });
    await test.importOperators(...OPERATORS);
    key = await openpgpKey('security@op-bb.example');
    fingerprint = (await readContactKey(key.publicKey)).fingerprint;
    await test.sql(`UPDATE contacts SET key_armored = $1, key_fingerprint = $2 WHERE email LIKE '%op-bb%'`, [
      key.publicKey,
      fingerprint,
    ]);
    await test.sql(`UPDATE contacts SET removed_at = dnscert_now() WHERE email LIKE 'gone@%'`);
    responder = await test.signUp('responder', { email: 'duty@cert.example' });
    second = await test.signUp('responder', { email: 'second@cert.example' });
    operator = await test.signUp('operator', { operator: 'op-aa', email: 'noc@op-aa.example' });
    incident = await openIncident(test, responder, {
      summary: 'Nothing resolves under .aa, .bb, .cc, .dd, .ee, all name servers down',
      severity: 'critical',
      kind: 'authoritative-outage',
      ongoing: true,
      exercise: true,
      resources: ['aa', 'bb', 'cc', 'dd', 'ee'].map((value) => ({ type: 'tld', value })),
    });
    messagesOf(test.sink).length = 0;
  });
  afterAll(() => test.stop());

  const preview = async (request: Record<string, unknown> = {}) => {
    const { status, body } = await responder.post<NoticePreviewView>(
      `incidents/${incident.id}/notifications`,
      { template: 'notice', audience: { affected: true }, preview: true, ...request },
    );
    expect(status).toBe(200);
    return body;
  };
  const ownKey = async () => (await test.api().get('/.well-known/dnscert.asc')).text;
  const few = { operators: ['op-aa', 'op-bb', 'op-cc'] };

  it('to whom, with which key, and to whom not and why', async () => {
    const before = (await timelineOf(responder, incident.id)).length;
    const shown = await preview();
    expect(shown).toMatchObject({
      preview: true,
      tlp: 'AMBER',
      counts: { operators: 5, deliveries: 5, signed: 2, encrypted: 1, withheld: 3 },
      secondPerson: {
        needed: 1,
        why: 'A second person must agree: it goes to 5 operators, more than 4.',
        waitsHours: 4,
      },
      onlyDomains: ['.example'],
      heldDomains: ['elsewhere.test'],
    });
    expect(
      shown.deliveries.map(({ operator: of, contact, willBeSent, why }) => [
        of?.slug,
        contact.email,
        willBeSent,
        why,
      ]),
    ).toEqual([
      ['op-aa', 'noc@op-aa.example', true, 'signed; not encrypted: no key is known for this contact'],
      ['op-bb', 'security@op-bb.example', true, `signed and encrypted to the key ${fingerprint}`],
      [
        'op-cc',
        'noc@op-cc.example',
        false,
        expect.stringMatching(/encrypted mail alone, and no key is known/),
      ],
      [
        'op-dd',
        'noc@elsewhere.test',
        false,
        expect.stringMatching(/^This installation mails addresses under \.example/),
      ],
      ['op-ee', null, false, expect.stringMatching(/has no contact in the directory/)],
    ]);
    expect(shown.deliveries[0]?.contact).toEqual({
      id: expect.any(String),
      email: 'noc@op-aa.example',
      name: null,
      role: 'noc',
      order: 1,
      language: 'fr',
      timezone: 'Pacific/Auckland',
      encryption: 'if_key',
      keyFingerprint: null,
      undeliverableSince: null,
    });
    expect(shown.deliveries.map(({ writtenIn }) => writtenIn)).toEqual(['fr', 'en', 'en', 'en', 'en']);
    expect(shown.deliveries.map(({ encryptedTo }) => encryptedTo)).toEqual([
      null,
      fingerprint,
      null,
      null,
      null,
    ]);
    expect(shown.deliveries[1]?.contact.keyFingerprint).toBe(fingerprint);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([]);
    expect(await timelineOf(responder, incident.id)).toHaveLength(before);
  });

  it('word for word, but for the link, which nobody but the contact gets', async () => {
    const request = { audience: few, subject: 'We look into it', body: 'A line.\n.A dot.' };
    const shown = await preview(request);
    const ofBb = shown.deliveries.find(({ operator: of }) => of?.slug === 'op-bb')?.contact.id;
    const wanted = await preview({ ...request, sampleOf: ofBb });
    expect([shown.sampleOf?.contactId, wanted.sampleOf?.contactId]).toEqual([
      shown.deliveries[0]?.contact.id,
      ofBb,
    ]);
    // Who is no recipient of it is shown nothing of.
    expect((await preview({ ...request, sampleOf: incident.id })).sampleOf).toEqual(shown.sampleOf);
    expect(shown.text).toContain(`/ack/…\n`);
    expect(shown.text).toContain('.aa');
    expect(wanted.text).toContain('.bb');
    expect(wanted.text).not.toContain('.aa');

    await tell(responder, incident.id, request);
    await test.settled();
    const mails = messagesOf(test.sink);
    expect(recipientsOf(test.sink)).toEqual(['noc@op-aa.example', 'security@op-bb.example']);
    const mail = mails.find(({ to }) => to.includes('security@op-bb.example'));
    const raw = mail?.raw ?? Buffer.alloc(0);
    expect(fieldOf(raw, 'Subject')).toBe(`[TLP:AMBER] Notice ${incident.number}`);
    const { inner, text } = await openSealed(raw, key.secretKey ?? '', await ownKey());
    expect(fieldOf(inner, 'Subject')).toBe(wanted.subject);
    expect(wanted.subject).toBe(`[DNS-CERT #${incident.number}] [TLP:AMBER] [EXERCISE] We look into it`);
    expect(fieldOf(raw, 'From')).toContain(wanted.from);
    // Long lines are folded on the way.
    const flat = (text: string) => text.replace(/\s+/g, ' ').trim();
    expect(flat(text.replace(/\/ack\/[\w-]+/, '/ack/…'))).toBe(flat(wanted.text));
  });

  it('to the silent alone, while they are silent', async () => {
    const silent = async () =>
      (await preview({ template: 'update', audience: { silent: true } })).deliveries.map(
        ({ operator: of }) => of?.slug,
      );
    expect(await silent()).toEqual(['op-aa', 'op-bb']);
    const answered = await responder.put(
      `incidents/${incident.id}/affected/${await test.operatorId('op-aa')}`,
      { state: 'investigating' },
    );
    expect(answered.status).toBe(200);
    expect(await silent()).toEqual(['op-bb']);
    messagesOf(test.sink).length = 0;
    await tell(responder, incident.id, { template: 'update', audience: { silent: true } });
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual(['security@op-bb.example']);
    const entry = (await timelineOf(responder, incident.id)).findLast(
      ({ type }) => type === 'notification.queued',
    );
    expect(entry?.data['audience']).toBe('affected operators that are silent');
  });

  it('and stands in the list of the incident with how its mails are, in one call', async () => {
    const { body } = await responder.get<PageView<NotificationListView>>(
      `incidents/${incident.id}/notifications`,
    );
    const none = { queued: 0, sending: 0, delayed: 0, bounced: 0, failed: 0, acknowledged: 0 };
    expect(body.items.map(({ template, audience, counts }) => [template, audience, counts])).toEqual([
      ['receipt', { reporter: true }, { ...none, handed_over: 1, withheld: 0 }],
      ['notice', few, { ...none, handed_over: 2, withheld: 1 }],
      ['update', { silent: true }, { ...none, handed_over: 1, withheld: 0 }],
    ]);
    const { body: one } = await responder.get<NotificationView>(`notifications/${body.items[1]?.id}`);
    expect(one.deliveries.map(({ operator: of, contact }) => [of, contact.role, contact.timezone])).toEqual([
      [{ slug: 'op-aa', name: 'Registry op-aa' }, 'noc', 'Pacific/Auckland'],
      [{ slug: 'op-bb', name: 'Registry op-bb' }, 'security', 'UTC'],
      [{ slug: 'op-cc', name: 'Registry op-cc' }, 'noc', 'UTC'],
    ]);
  });

  it('held for a second person, it says about what, to whom and until when', async () => {
    const held = async (state = 'awaiting_approval') =>
      (await second.get<PageView<HeldSendView>>(`notifications?state=${state}`)).body.items;
    const proposed = await responder.post<NotificationView>(`incidents/${incident.id}/notifications`, {
      template: 'all-clear',
      audience: { operators: OPERATORS.map(({ slug }) => slug) },
    });
    expect(proposed.status).toBe(202);
    const [one] = await held();
    expect(one).toMatchObject({
      id: proposed.body.id,
      incident: {
        id: incident.id,
        number: incident.number,
        title: incident.title,
        severity: incident.severity,
        tlp: 'AMBER',
        exercise: true,
      },
      sentBy: { name: 'duty' },
      approval: { operators: 5, needed: 1, sample: { subject: expect.stringContaining('[TLP:AMBER]') } },
    });
    expect(one?.to.map(({ slug }) => slug)).toEqual(OPERATORS.map(({ slug }) => slug));
    const alone = (await second.get<NotificationView>(`notifications/${proposed.body.id}`)).body;
    expect(alone).toEqual({ ...one, reportId: null, subject: null, body: null, deliveries: [] });
    expect(one?.approval?.sample.text).toContain('/ack/…');
    const age = new Date(one?.approval?.expiresAt ?? 0).getTime() - new Date(one?.createdAt ?? 0).getTime();
    expect(age).toBe(4 * HOURS * 1_000);
    await second.post(`notifications/${proposed.body.id}/approval`, {
      decision: 'reject',
      reason: 'Too early',
    });
    expect(await held()).toEqual([]);
    expect((await held('rejected'))[0]?.approval?.decisions).toMatchObject([
      { decision: 'reject', by: { name: 'second' }, reason: 'Too early' },
    ]);
  });

  it('a reader of that list is written down by the label that its incident has by now', async () => {
    const { headers } = await responder.get(`incidents/${incident.id}`);
    const raised = await responder.patch(
      `incidents/${incident.id}`,
      { tlp: 'AMBER+STRICT' },
      { 'if-match': headers.get('etag') ?? '' },
    );
    expect(raised.status).toBe(200);
    await second.get('notifications?state=rejected');
    const read = await test.sql<{ data: { labels: string[] } }>(
      `SELECT data FROM audit_entries WHERE type = 'sensitive.read' AND data ->> 'what' = 'notifications'`,
    );
    expect(read.map(({ data }) => data.labels)).toEqual([['AMBER+STRICT']]);
  });

  it('templates are shown with what each is for, and with no word of what was sent', async () => {
    const { body } = await responder.get<PageView<TemplateSummaryView>>('templates');
    const kinds = Object.fromEntries(body.items.map(({ name, kind }) => [name, kind]));
    expect(kinds).toMatchObject({
      notice: 'notice',
      update: 'notice',
      'all-clear': 'notice',
      invitation: 'letter',
    });
    expect(body.items.every(({ purpose, variables }) => purpose !== '' && variables.length > 0)).toBe(true);
    const { body: notice } = await responder.get<TemplateView>('templates/notice?language=fr');
    expect(notice).toMatchObject({ name: 'notice', language: 'fr', languages: ['en', 'fr'] });
    expect(notice.sample.text).toMatch(/^TLP:AMBER\n/);
    expect(notice.sample.text).not.toContain(incident.number);
    expect(await statusOf(responder.get('templates/love-letter'))).toEqual([404, 'template.not_found']);
    expect(await statusOf(responder.get('templates/..%2Fnotice'))).toEqual([404, 'template.not_found']);
    expect(await statusOf(responder.get('templates/notice?language=english!'))).toEqual([
      400,
      'request.invalid',
    ]);
  });

  it('notes tell our own people who wrote them, and operators no more than before', async () => {
    const own = await responder.post<StaffNoteView>(`incidents/${incident.id}/notes`, { body: 'Rang them.' });
    expect(own.body).toMatchObject({ authorName: 'duty', operator: null });
    const theirs = await operator.post(`incidents/${incident.id}/notes`, { body: 'We are at it.' });
    expect([theirs.status, Object.keys(theirs.body).sort()]).toEqual([
      201,
      ['authorId', 'body', 'createdAt', 'id', 'incidentId', 'operatorId'],
    ]);
    const { body } = await second.get<PageView<StaffNoteView>>(`incidents/${incident.id}/notes`);
    expect(body.items.map(({ authorName, operator: of, body: text }) => [authorName, of, text])).toEqual([
      ['duty', null, 'Rang them.'],
      ['noc', { slug: 'op-aa', name: 'Registry op-aa' }, 'We are at it.'],
    ]);
    const seen = await operator.get<{ items: Record<string, unknown>[] }>(`incidents/${incident.id}/notes`);
    expect(seen.body.items).toEqual([theirs.body]);
  });
});

const statusOf = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
  const { status, body } = await answer;
  return [status, body['code']];
};
