import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tlp } from '#libs/contracts';
import { EXPORT_FORMATS, TLP_LABELS } from '#libs/contracts';
import { incidentOf, openIncident, tell, tellByTwo } from './fixtures/casework.ts';
import type { IncidentView, NotificationView } from './fixtures/casework.ts';
import { linkOf, messagesOf, textOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

/** Each label's two incidents: one that `src` reported, one that a provider reported, which touches those whom it serves. */
const READERS = [
  'source',
  'named',
  'affected',
  'provider',
  'client',
  'member',
  'responder',
  'lead',
  'observer',
  'public',
] as const;
type Reader = (typeof READERS)[number];
const STAFF: readonly Reader[] = ['responder', 'lead'];
const OPERATORS = {
  source: 'src',
  named: 'nam',
  affected: 'hit',
  provider: 'prov',
  client: 'cli',
  member: 'mem',
} as const;

/** Whether the incident is there at all for who is touched and was not told, in the words of TLP 2.0. */
const SEEN: Record<Tlp, { affected: boolean; client: boolean }> = {
  // Named recipients alone.
  RED: { affected: false, client: false },
  // The organisation that it touches, and not those whom the provider serves.
  'AMBER+STRICT': { affected: true, client: false },
  // Organisations and those whom they serve.
  AMBER: { affected: true, client: true },
  GREEN: { affected: true, client: true },
  CLEAR: { affected: true, client: true },
};

interface Case {
  incident: IncidentView;
  report: string;
  notification: string;
  delivery: string;
  /** Words of the report, of our own people, and of the notice. */
  words: { report: string; staff: string; notice: string };
}

const counts = { cells: 0, leaks: 0 };

describe(`a label holds at every exit (queues on ${QUEUES})`, () => {
  let test: TestService;
  let apis: Record<Reader, Api>;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off' } });
    const kinds = { prov: 'backend' } as Record<string, string>;
    for (const slug of Object.values(OPERATORS))
      await test.importOperators({
        slug,
        kind: kinds[slug] ?? 'tld_manager',
        tlds: slug === 'prov' ? [] : [`x${slug}`],
        contacts: [{ email: `noc@${slug}.example`, role: 'security' }],
      });
    const entries = await Promise.all(
      READERS.map(async (reader): Promise<[Reader, Api]> => {
        if (reader === 'public') return [reader, test.api()];
        const operator = OPERATORS[reader as keyof typeof OPERATORS] as string | undefined;
        return operator === undefined
          ? [reader, await test.signUp(reader as 'lead', { email: `${reader}@cert.example` })]
          : [reader, await test.signUp('operator', { operator, email: `noc@${operator}.example` })];
      }),
    );
    apis = Object.fromEntries(entries) as Record<Reader, Api>;
  });
  afterAll(async () => {
    await test.stop();
    console.log(`${counts.cells} label × reader × exit cells checked, ${counts.leaks} leaks`);
  });

  async function opened(label: Tlp, source: 'source' | 'provider', tlds: string[]): Promise<Case> {
    await test.sql(`UPDATE incidents SET state = 'rejected'`);
    const mark = `${source}${TLP_LABELS.indexOf(label)}`;
    const words = { report: `Zq${mark}told`, staff: `Zq${mark}judged`, notice: `Zq${mark}written` };
    const { responder } = apis;
    const incident = await openIncident(
      test,
      responder,
      {
        summary: `Answers of the servers are wrong, says ${words.report}`,
        description: `More of ${words.report}`,
        references: [`https://${words.report}.example/`],
        tlp: label,
        kind: 'dnssec-validation-failure',
        severity: 'medium',
        resources: [
          ...tlds.map((value) => ({ type: 'tld', value })),
          { type: 'other', value: `a box named ${words.report}` },
        ],
      },
      apis[source],
    );
    expect(incident.tlp).toBe(label);
    const { headers } = await responder.get(`incidents/${incident.id}`);
    const edited = await responder.patch(
      `incidents/${incident.id}`,
      { title: `Case ${words.staff}`, summary: `We think ${words.staff}`, reason: `because ${words.staff}` },
      { 'if-match': headers.get('etag') ?? '' },
    );
    expect(edited.status).toBe(200);
    const note = { body: `Heard from ${words.staff} of ${words.report}` };
    expect((await responder.post(`incidents/${incident.id}/notes`, note)).status).toBe(201);
    const [row] = await test.sql<{ report: string; notification: string; delivery: string }>(
      `SELECT r.id AS report, n.id AS notification, d.id AS delivery FROM reports r JOIN notifications n ON n.report_id = r.id
         JOIN deliveries d ON d.notification_id = n.id WHERE r.incident_id = $1`,
      [incident.id],
    );
    if (row === undefined) throw new Error('no receipt was made');
    return { incident: await incidentOf(responder, incident.id), words, ...row };
  }

  const setState = async (incidentId: string, slug: string, state: string) => {
    const path = `incidents/${incidentId}/affected/${await test.operatorId(slug)}`;
    expect((await apis.responder.put(path, { state })).status).toBe(200);
  };

  /** Every way to read over HTTP, and the refusals, by method and path. */
  const exitsOf = ({ incident: { id }, report, notification, delivery, words }: Case) =>
    [
      ['GET', 'incidents?limit=200'],
      ['GET', `incidents?limit=200&q=${words.report}`],
      ['GET', `incidents?limit=200&q=${words.staff}`],
      ['GET', 'incidents?limit=200&tld=xhit'],
      ['GET', `incidents/${id}`],
      ['GET', `incidents/${id}/timeline`],
      ['GET', `incidents/${id}/reports`],
      ['GET', `incidents/${id}/affected`],
      ['GET', `incidents/${id}/notes`],
      ['GET', `incidents/${id}/notifications`],
      ...EXPORT_FORMATS.map((format) => ['GET', `incidents/${id}/export?format=${format}`]),
      [
        'POST',
        `incidents/${id}/notifications`,
        { template: 'notice', audience: { reporter: true }, preview: true },
      ],
      ['GET', 'reports?limit=200'],
      ['GET', `reports/${report}`],
      ['POST', `reports/${report}/tlp-consent`, { to: 'RED' }],
      ['GET', 'notifications?state=awaiting_approval'],
      ['GET', 'notifications?state=sent'],
      ['GET', `notifications/${notification}`],
      ['POST', `notifications/${notification}/approval`, { decision: 'approve' }],
      ['GET', `deliveries/${delivery}/raw`],
      ['POST', `deliveries/${delivery}/acknowledgement`, { answer: 'nothing' }],
      ['PATCH', `incidents/${id}`, { colour: 1 }],
      ['POST', `incidents/${id}/transitions`, { to: 'duplicate' }],
      ['POST', `incidents/${id}/merge`, {}],
      ['POST', `incidents/${id}/split`, {}],
      ['POST', `incidents/${id}/notes`, {}],
      ['PUT', `incidents/${id}/affected/${id}`, { state: 'affected' }],
      ['POST', 'reports', { summary: '', tlp: 'PINK' }],
      ['POST', 'impact', { resources: [{ type: 'tld', value: 'xhit' }] }],
      ['GET', 'tlds/xhit'],
      ['GET', 'operators/src'],
      ['GET', 'operators?limit=200'],
      ['GET', `/ack/${'x'.repeat(43)}`],
      ['GET', '/'],
      ['GET', '/metrics'],
      ['GET', '/livez'],
      ['GET', '/readyz'],
      ['GET', '/healthz/pipeline'],
      ['GET', '/.well-known/security.txt'],
      ['GET', '/api/openapi.json'],
    ] as [string, string, unknown?][];

  /** Reads every exit as somebody and answers where it met words that are not for them. */
  async function leaksTo(
    reader: Reader,
    one: Case,
    { sees, reported }: { sees: boolean; reported: boolean },
  ) {
    const leaks: string[] = [];
    for (const [method, path, body] of exitsOf(one)) {
      counts.cells += 1;
      const { status, text } = await apis[reader].call(method, path, body);
      expect([reader, method, path, status < 500]).toEqual([reader, method, path, true]);
      // What one has asked for stands in no answer; what was found does.
      const forbidden = STAFF.includes(reader)
        ? []
        : [one.words.staff, one.words.notice, ...(reported ? [] : [one.words.report])];
      if (!sees) forbidden.push(one.incident.id, one.incident.number);
      for (const word of forbidden)
        if (text.includes(word)) leaks.push(`${reader} read ${word} by ${method} ${path}`);
    }
    counts.leaks += leaks.length;
    return leaks;
  }

  const statusOf = async (reader: Reader, one: Case) =>
    (await apis[reader].get(`incidents/${one.incident.id}`)).status;

  it.each(TLP_LABELS)('TLP:%s, over HTTP, before anybody was told', async (label) => {
    const own = await opened(label, 'source', ['xsrc', 'xhit', 'xnam']);
    await setState(own.incident.id, 'nam', 'told');
    const sees: Record<Reader, number> = {
      source: 200,
      named: 200,
      affected: SEEN[label].affected ? 200 : 404,
      provider: 404,
      client: 404,
      member: 404,
      responder: 200,
      lead: 200,
      observer: 403,
      public: 401,
    };
    for (const reader of READERS) {
      expect([reader, await statusOf(reader, own)]).toEqual([reader, sees[reader]]);
      const leaks = await leaksTo(reader, own, { sees: sees[reader] === 200, reported: reader === 'source' });
      expect(leaks).toEqual([]);
    }
    // The words are there to be leaked.
    expect((await apis.responder.get(`incidents/${own.incident.id}`)).text).toContain(own.words.staff);
    const ownReport = await apis.source.get(`reports/${own.report}`);
    expect([ownReport.status, ownReport.text.includes(own.words.report)]).toEqual([200, true]);
    expect((await apis.source.get(`incidents/${own.incident.id}/reports`)).text).toContain(own.words.report);

    const served = await opened(label, 'provider', ['xcli']);
    for (const reader of READERS) {
      const isSeen =
        STAFF.includes(reader) || reader === 'provider' || (reader === 'client' && SEEN[label].client);
      if (reader !== 'observer' && reader !== 'public')
        expect([reader, await statusOf(reader, served)]).toEqual([reader, isSeen ? 200 : 404]);
      expect(await leaksTo(reader, served, { sees: isSeen, reported: reader === 'provider' })).toEqual([]);
    }
  });

  /** As a responder would; where it takes two, with the lead. */
  async function tellAs(
    label: Tlp,
    incidentId: string,
    request: Record<string, unknown>,
  ): Promise<NotificationView> {
    return label === 'RED'
      ? tellByTwo([apis.responder, apis.lead], incidentId, request)
      : tell(apis.responder, incidentId, request);
  }

  it.each(TLP_LABELS)('TLP:%s, by mail and by the page behind its link', async (label) => {
    messagesOf(test.sink).length = 0;
    const own = await opened(label, 'source', ['xsrc', 'xhit', 'xnam']);
    await setState(own.incident.id, 'nam', 'told');
    const body = `Please look, ${own.words.notice}`;
    const { id } = await tellAs(label, own.incident.id, { audience: { affected: true }, body });
    const served = await opened(label, 'provider', ['xcli']);
    const toServed = await tellAs(label, served.incident.id, { audience: { affected: true } });
    await test.settled();

    // The label decides who gets a mail at all; a source gets its receipt, and the notice as one that is touched.
    const open = label !== 'RED';
    const expected = [
      ...(open
        ? [
            'noc@hit.example',
            'noc@nam.example',
            'noc@prov.example',
            'noc@prov.example',
            'noc@src.example',
            'noc@src.example',
          ]
        : []),
      ...(SEEN[label].client ? ['noc@cli.example'] : []),
    ];
    const mails = messagesOf(test.sink);
    expect(mails.flatMap(({ to }) => to).sort()).toEqual(expected.sort());
    const reasonsOf = async (notification: string) =>
      (
        await apis.responder.get<{ deliveries: { contact: { email: string }; reason: string | null }[] }>(
          `notifications/${notification}`,
        )
      ).body.deliveries.map(({ contact, reason }): [string, string | null] => [contact.email, reason]);
    const withheld = Object.fromEntries([...(await reasonsOf(id)), ...(await reasonsOf(toServed.id))]);
    expect(withheld['noc@hit.example'] === null).toBe(open);
    expect(withheld['noc@cli.example'] === null).toBe(SEEN[label].client);

    // What is in them: a receipt says its own reporter's words, a notice those of its writer, and both say the label.
    for (const { to, raw } of mails) {
      counts.cells += 1;
      const text = `${raw.toString('latin1')}\n${textOf(raw)}`;
      const isReceipt = /^Subject:.*Receipt/m.test(text);
      const isOwn = isReceipt && (to.includes('noc@src.example') || to.includes('noc@prov.example'));
      const forbidden = [
        own.words.staff,
        served.words.staff,
        ...(isOwn ? [] : [own.words.report, served.words.report]),
      ];
      if (to.includes('noc@prov.example')) forbidden.push(own.words.report, own.words.notice);
      for (const word of forbidden) {
        if (!text.includes(word)) continue;
        counts.leaks += 1;
        throw new Error(`${word} in a mail to ${to.join(', ')}`);
      }
      expect(text).toContain(`[TLP:${label}]`);
      expect(textOf(raw)).toMatch(new RegExp(`^TLP:${label.replace('+', '\\+')}$`, 'm'));
    }

    // The page shows what the mail said of the matter, to whoever holds the link, and nobody's words.
    const notice = mails.find(({ to, raw }) => to.includes('noc@hit.example') && linkOf(raw) !== '');
    if (notice === undefined) {
      expect(label).toBe('RED');
      return;
    }
    const link = linkOf(notice.raw);
    for (const accept of ['text/html', 'application/json']) {
      counts.cells += 1;
      const { status, text } = await apis.public.get(link, { accept });
      expect([status, text.includes(own.incident.number), text.includes('.xhit')]).toEqual([200, true, true]);
      for (const word of Object.values(own.words)) expect(text).not.toContain(word);
    }
    // Raised since: the link proves a mailbox, not a person.
    const { headers } = await apis.responder.get(`incidents/${own.incident.id}`);
    const raise = { 'if-match': headers.get('etag') ?? '' };
    expect((await apis.responder.patch(`incidents/${own.incident.id}`, { tlp: 'RED' }, raise)).status).toBe(
      200,
    );
    for (const accept of ['text/html', 'application/json']) {
      counts.cells += 1;
      const { status, text } = await apis.public.get(link, { accept });
      expect([status, text.includes('.xhit'), text.includes('DNSSEC')]).toEqual([200, false, false]);
      expect(text).toContain('raised to TLP:RED');
    }
    const answered = await apis.public.post(link, { answer: 'affected' }, { accept: 'application/json' });
    expect(answered.status).toBe(200);
    expect(await statusOf('affected', own)).toBe(200);
  });

  it('a mail that the relay put off is looked at again: raised meanwhile, it stays here', async () => {
    messagesOf(test.sink).length = 0;
    const own = await opened('AMBER', 'source', ['xsrc', 'xhit']);
    await test.settled();
    messagesOf(test.sink).length = 0;
    test.sink?.behave('noc@hit.example', { at: 'rcpt', reply: 451, times: 1 });
    const { id } = await tell(apis.responder, own.incident.id, { audience: { operators: ['hit'] } });
    await test.settled();
    const { headers } = await apis.responder.get(`incidents/${own.incident.id}`);
    const raise = { 'if-match': headers.get('etag') ?? '' };
    expect((await apis.responder.patch(`incidents/${own.incident.id}`, { tlp: 'RED' }, raise)).status).toBe(
      200,
    );
    await test.jump(3_600);
    await test.settled();
    expect(messagesOf(test.sink)).toEqual([]);
    const { body } = await apis.responder.get<NotificationView>(`notifications/${id}`);
    expect(body.deliveries.map(({ state, reason }) => [state, reason])).toEqual([
      ['withheld', expect.stringMatching(/^TLP:RED goes out encrypted alone/)],
    ]);
  });

  it('a preview says to whom the label keeps a notice from going, and why', async () => {
    const own = await opened('RED', 'source', ['xsrc', 'xhit', 'xnam']);
    await setState(own.incident.id, 'nam', 'told');
    const { body } = await apis.responder.post<{
      secondPerson: { needed: number };
      deliveries: { contact: { email: string }; willBeSent: boolean; why: string }[];
    }>(`incidents/${own.incident.id}/notifications`, {
      template: 'notice',
      audience: { affected: true },
      preview: true,
    });
    expect(body.secondPerson.needed).toBe(1);
    expect(Object.fromEntries(body.deliveries.map(({ contact, why }) => [contact.email, why]))).toEqual({
      'noc@hit.example': expect.stringMatching(/^TLP:RED is for the named recipients alone/),
      'noc@nam.example': expect.stringMatching(/^TLP:RED goes out encrypted alone/),
      'noc@src.example': expect.stringMatching(/^TLP:RED goes out encrypted alone/),
    });
    expect(body.deliveries.some(({ willBeSent }) => willBeSent)).toBe(false);
  });
});
