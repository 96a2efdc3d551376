import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMessage, readKey, readSignature, verify } from 'openpgp';
import { Timeline, verifyStream } from '#libs/timeline';
import { PublicListings } from '#libs/incidents';
import { CONTACT_FREEZES } from '#libs/operators';
import type { ContactFreezes } from '#libs/operators';
import { Transactions } from '#libs/database';
import { pathWithoutSecrets } from '../apps/server/process/logging.ts';
import { startService } from '../apps/server/service.ts';
import { affectedBySlug, file, reportOf } from './fixtures/casework.ts';
import { fieldOf, messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import { openParts } from './fixtures/signed-mail.ts';
import { Api } from './harness/api.ts';
import type { Answer } from './harness/api.ts';
import { QUEUES, TestService, until } from './harness/service.ts';
import type { SinkMessage } from './harness/smtp-sink.ts';

interface Receipt {
  id: string;
  number: string;
  state: string;
  receipt: { sha256: string };
  expiresAt: string;
}

const DAY = 24 * 3_600;
let used = 0;
/** A network of its own for each that files one, so that no test uses up another's limit. */
const elsewhere = () => ({ 'x-forwarded-for': `198.51.${100 + (used >> 8)}.${(used += 1) & 255}` });
const somebody = () => `finder-${(used += 1)}@people.example`;

describe(`the public reports without an account (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let operator: Api;
  let stranger: Api;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'critical' } });
    for (const letter of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
      await test.importOperators({
        slug: `registry-${letter}`,
        tlds: [`${letter}${letter}`],
        contacts: [{ email: `noc@registry-${letter}.example`, role: 'security' }],
      });
    staff = await test.signUp('responder');
    operator = await test.signUp('operator', { operator: 'registry-a' });
    stranger = test.api();
  });
  afterAll(() => test.stop());

  const outageOf = (tld: string, more: object = {}) => ({
    summary: `Nothing resolves under .${tld}, all name servers down`,
    description: 'SIMSALABIM: seen from three networks.',
    severity: 'critical',
    ongoing: true,
    resources: [{ type: 'tld', value: tld }],
    ...more,
  });
  const submit = (body: object, headers: Record<string, string> = elsewhere()): Promise<Answer<Receipt>> =>
    stranger.post<Receipt>('public/reports', body, headers);
  const submitted = async (body: object, email = somebody()): Promise<Receipt> => {
    const answer = await submit({ ...body, reporter: { name: 'Finder ABRACADABRA', email } });
    if (answer.status !== 202) throw new Error(answer.text);
    return answer.body;
  };
  const lettersTo = (email: string): SinkMessage[] =>
    messagesOf(test.sink).filter(({ to }) => to.includes(email));
  const linkTo = async (email: string): Promise<string> => {
    await until(async () => lettersTo(email).length > 0);
    const [letter] = lettersTo(email);
    return /\/report-proof\/[A-Za-z0-9_-]+/.exec(textOf(letter?.raw ?? Buffer.alloc(0)))?.[0] ?? '';
  };
  const press = (link: string) =>
    stranger.call('POST', link, '', { 'content-type': 'application/x-www-form-urlencoded' });
  /** From the form to triage. */
  const proven = async (body: object): Promise<{ id: string; email: string }> => {
    const email = somebody();
    const { id } = await submitted(body, email);
    expect((await press(await linkTo(email))).status).toBe(200);
    await until(async () => (await reportOf(staff, id)).state !== 'received');
    await test.settled();
    return { id, email };
  };
  const reports = async (id: string) => test.sql(`SELECT 1 FROM reports WHERE id = $1`, [id]);
  const typesOf = async (incidentId: string) =>
    (await staff.get<{ items: { type: string }[] }>(`incidents/${incidentId}/timeline`)).body.items.map(
      ({ type }) => type,
    );
  const noticesTo = (slug: string) =>
    recipientsOf(test.sink).filter((email) => email === `noc@${slug}.example`);

  it('and gets a receipt of what was stored, byte for byte, before anything else happens', async () => {
    const email = somebody();
    const body = JSON.stringify({ ...outageOf('aa'), reporter: { name: 'A Finder', email } });
    const answer = await stranger.post<Receipt>('public/reports', body, elsewhere());
    const sha256 = createHash('sha256').update(body).digest('hex');
    expect([answer.status, answer.body]).toEqual([
      202,
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        number: expect.stringMatching(/^R\d{4}-\d{6}$/) as unknown,
        state: 'awaiting_proof',
        receipt: { sha256 },
        expiresAt: expect.stringMatching(/Z$/) as unknown,
      },
    ]);
    const [row] = await test.sql<{ received: Buffer; sha256: string; hours: number }>(
      `SELECT received, sha256, extract(epoch FROM expires_at - received_at)::float8 / 3600 AS hours
         FROM public_reports WHERE id = $1`,
      [answer.body.id],
    );
    expect([row?.received.toString(), row?.sha256, row?.hours]).toEqual([body, sha256, 24]);
    await test.settled();
    expect(await reports(answer.body.id)).toEqual([]);
    expect((await staff.get(`reports/${answer.body.id}`)).status).toBe(404);
  });

  it('with a letter that is signed, and carries no word of what was written', async () => {
    const email = somebody();
    const { number, receipt } = await submitted(
      outageOf('aa', { summary: 'Buy HOKUSPOKUS now https://spam.example/' }),
      email,
    );
    await linkTo(email);
    const [letter, ...others] = lettersTo(email);
    expect(others).toEqual([]);
    const raw = letter?.raw ?? Buffer.alloc(0);
    const key = await readKey({ armoredKey: (await test.api().get('/.well-known/dnscert.asc')).text });
    const { part, signature } = openParts(raw.toString('latin1'));
    const { signatures } = await verify({
      message: await createMessage({ binary: Buffer.from(part, 'latin1') }),
      signature: await readSignature({ armoredSignature: signature }),
      verificationKeys: key,
    });
    expect(await signatures[0]?.verified).toBe(true);
    expect([fieldOf(raw, 'Auto-Submitted'), fieldOf(raw, 'To')]).toEqual(['auto-generated', email]);
    const text = textOf(raw);
    expect(text).toContain(number);
    expect(text).toContain(receipt.sha256);
    expect(`${raw.toString('latin1')}${text}`).not.toMatch(/HOKUSPOKUS|SIMSALABIM|ABRACADABRA|spam\.example/);
  });

  it('and counts only once its link is opened and confirmed by hand, once', async () => {
    const email = somebody();
    const { id, number } = await submitted(outageOf('bb'), email);
    const link = await linkTo(email);
    expect(link).toMatch(/^\/report-proof\/[A-Za-z0-9_-]{43}$/);
    for (let turn = 0; turn < 20; turn += 1) {
      const { status, text, headers } = await stranger.call(turn % 4 === 0 ? 'HEAD' : 'GET', link);
      expect([status, headers.get('cache-control'), headers.get('referrer-policy')]).toEqual([
        200,
        'no-store',
        'no-referrer',
      ]);
      if (turn % 4 !== 0) expect(text).toContain('SIMSALABIM');
    }
    expect(await reports(id)).toEqual([]);
    const presses = await Promise.all([press(link), press(link), press(link)]);
    expect(presses.map(({ status }) => status)).toEqual([200, 200, 200]);
    await until(async () => (await reportOf(staff, id)).state === 'triaged');
    await test.settled();
    expect(await reportOf(staff, id)).toMatchObject({
      number,
      channel: 'form',
      reporterId: null,
      reporter: { name: 'Finder ABRACADABRA', email },
      origin: 'public form, address proven, person unknown',
      awaitsAcceptance: true,
    });
    // Known from now on, and no more to be read by whoever finds the link.
    const again = await stranger.get(link);
    expect([again.status, again.text.includes('SIMSALABIM'), again.text.includes(number)]).toEqual([
      200,
      false,
      true,
    ]);
    const record = await test.service.app.get(Timeline).recordOf(id);
    if (record === null) throw new Error('there is no record');
    expect(verifyStream(record)).toEqual([]);
    expect(record.entries.map(({ type, actor }) => [type, actor.kind])).toEqual([
      ['report.received', 'contact'],
      ['report.proven', 'contact'],
      ['report.triaged', 'system'],
    ]);
    expect(JSON.stringify(record)).not.toContain(email);
    // The letter and one receipt, which tells no incident.
    expect(lettersTo(email)).toHaveLength(2);
    const receipt = lettersTo(email)[1]?.raw ?? Buffer.alloc(0);
    expect(textOf(receipt)).toContain(number);
    expect(`${fieldOf(receipt, 'Subject')} ${textOf(receipt)}`).not.toMatch(/#\d{4}-|joined|SIMSALABIM/);
  });

  it('not by a wrong link, and not by one that is too old', async () => {
    for (const secret of ['x', 'x'.repeat(43), '%00', '..%2f'])
      for (const method of ['GET', 'POST'])
        expect([secret, (await stranger.call(method, `/report-proof/${secret}`)).status]).toEqual([
          secret,
          404,
        ]);
    expect(pathWithoutSecrets('/report-proof/abc?x=1')).toBe('/report-proof/[redacted]');
    const email = somebody();
    const { id } = await submitted(outageOf('bb'), email);
    const link = await linkTo(email);
    await test.jump(DAY + 1);
    expect((await stranger.get(link)).status).toBe(404);
    expect((await press(link)).status).toBe(404);
    expect(await reports(id)).toEqual([]);
  });

  it('and one that nobody confirms is kept for responders for 30 days, then only its digest', async () => {
    const { id, receipt } = await submitted(outageOf('bb'));
    interface Listed {
      items: { id: string; state: string; content: object | null }[];
      counts: { awaitingProof: number; unproven: number };
    }
    const listed = async (state = '') => (await staff.get<Listed>(`public/reports${state}`)).body;
    const before = (await listed()).counts;
    const stateOf = async () => (await staff.get(`public/reports/${id}`)).body['state'];
    expect(await stateOf()).toBe('awaiting_proof');
    await test.jump(DAY + 1);
    expect(await stateOf()).toBe('unproven');
    expect((await listed()).counts.unproven).toBe(before.unproven + before.awaitingProof);
    const unproven = (await listed('?state=unproven')).items;
    expect(unproven.find((one) => one.id === id)?.content).toMatchObject({ severity: 'critical' });
    const keeping = test.service.app.get(PublicListings);
    await test.jump(29 * DAY);
    await keeping.forgetOld();
    expect(await stateOf()).toBe('unproven');
    await test.jump(DAY);
    await keeping.forgetOld();
    const { body } = await staff.get(`public/reports/${id}`);
    expect(body).toMatchObject({ state: 'erased', content: null, reporter: null, network: null, receipt });
    const [row] = await test.sql<{ whole: string }>(
      'SELECT p::text AS whole FROM public_reports p WHERE id = $1',
      [id],
    );
    expect(row?.whole).not.toMatch(/SIMSALABIM|ABRACADABRA|people\.example/);
  });

  it('opens an incident of which nobody is told before a responder accepts it', async () => {
    const { id } = await proven(outageOf('cc'));
    const { incidentId, severity } = await reportOf(staff, id);
    expect(severity).toBe('critical');
    expect((await staff.get(`incidents/${incidentId}`)).body).toMatchObject({
      confirmed: false,
      severity: 'critical',
    });
    expect((await affectedBySlug(test, staff, incidentId))['registry-c']?.state).toBe('suspected');
    expect(noticesTo('registry-c')).toEqual([]);
    const ofC = await test.signUp('operator', { operator: 'registry-c' });
    expect((await ofC.get<{ items: unknown[] }>('incidents')).body.items).toEqual([]);
    expect((await ofC.get(`incidents/${incidentId}`)).status).toBe(404);
    const [lane] = await test.sql<{ lane: string }>('SELECT lane FROM reports WHERE id = $1', [id]);
    expect(lane?.lane).toBe('normal');

    const key = { 'idempotency-key': 'accept-cc' };
    const accepted = await staff.post(`reports/${id}/acceptance`, { reason: 'Seen ourselves' }, key);
    expect(accepted).toMatchObject({ status: 200, body: { awaitsAcceptance: false } });
    expect((await staff.post(`reports/${id}/acceptance`, { reason: 'Seen ourselves' }, key)).text).toBe(
      accepted.text,
    );
    await test.settled();
    expect(noticesTo('registry-c')).toHaveLength(1);
    expect((await affectedBySlug(test, staff, incidentId))['registry-c']?.state).toBe('told');
    expect((await staff.get(`incidents/${incidentId}`)).body).toMatchObject({
      confirmed: true,
      severity: 'critical',
    });
    expect(await typesOf(incidentId)).toEqual([
      'report.received',
      'incident.opened',
      'report.triaged',
      'impact.computed',
      'operator.added',
      'report.accepted',
      'operator.state_changed',
      'notification.queued',
      'delivery.sent',
      'operator.state_changed',
    ]);
    const twice = await staff.post(`reports/${id}/rejection`, { reason: 'Second thoughts' });
    expect([twice.status, twice.body['code']]).toEqual([409, 'report.not_waiting']);
  });

  it('is rejected with the incident that nothing else speaks for', async () => {
    const { id } = await proven(outageOf('dd'));
    const { incidentId } = await reportOf(staff, id);
    const { status, body } = await staff.post(`reports/${id}/rejection`, { reason: 'Made up' });
    expect([status, body['state'], body['awaitsAcceptance']]).toEqual([200, 'rejected', false]);
    expect((await staff.get(`incidents/${incidentId}`)).body['state']).toBe('rejected');
    expect((await typesOf(incidentId)).slice(-2)).toEqual(['report.rejected', 'incident.state_changed']);
    await test.settled();
    expect(noticesTo('registry-d')).toEqual([]);
  });

  it('changes nothing of an incident that it joins, until it is accepted', async () => {
    const known = await file(staff, {
      ...outageOf('ee'),
      severity: 'low',
      summary: 'Name server ns1.nic.ee answers slowly',
      kind: 'authoritative-outage',
    });
    await test.settled();
    const { incidentId } = await reportOf(staff, known);
    const before = (await staff.get(`incidents/${incidentId}`)).body;
    const wide = [
      { type: 'tld', value: 'ee' },
      { type: 'tld', value: 'ff' },
    ];
    const { id, email } = await proven(
      outageOf('ee', { resources: wide, tlp: 'RED', kind: 'authoritative-outage' }),
    );
    expect(await reportOf(staff, id)).toMatchObject({ state: 'joined', incidentId });
    expect((await staff.get(`incidents/${incidentId}`)).body).toEqual(before);
    expect(Object.keys(await affectedBySlug(test, staff, incidentId))).toEqual(['registry-e']);
    expect([...noticesTo('registry-e'), ...noticesTo('registry-f')]).toEqual([]);
    // Its source hears the same as one whose report opened an incident.
    expect(lettersTo(email)).toHaveLength(2);

    expect((await staff.post(`reports/${id}/acceptance`, { reason: 'True' })).status).toBe(200);
    await test.settled();
    expect((await staff.get(`incidents/${incidentId}`)).body).toMatchObject({
      severity: 'critical',
      tlp: 'RED',
      tlds: ['ee', 'ff'],
    });
    expect(Object.keys(await affectedBySlug(test, staff, incidentId)).sort()).toEqual([
      'registry-e',
      'registry-f',
    ]);
  });

  it('lends its claims to nobody: the first source that we know judges anew', async () => {
    const { id } = await proven(outageOf('gg', { kind: 'authoritative-outage' }));
    const { incidentId } = await reportOf(staff, id);
    const ofG = await test.signUp('operator', { operator: 'registry-g' });
    const calm = await file(ofG, {
      summary: 'Name server ns1.nic.gg answers slowly',
      severity: 'low',
      kind: 'authoritative-outage',
      resources: [{ type: 'tld', value: 'gg' }],
    });
    await test.settled();
    const judged = await reportOf(staff, calm);
    expect(judged).toMatchObject({ state: 'joined', incidentId });
    expect(judged.severity).not.toBe('critical');
    expect((await staff.get(`incidents/${incidentId}`)).body).toMatchObject({
      confirmed: true,
      severity: judged.severity,
    });
    expect(noticesTo('registry-g')).toEqual([]);
  });

  it('freezes no contacts by its word alone', async () => {
    const { id } = await proven({
      summary: 'The delegation of .hh was hijacked at the registry, names are redirected',
      kind: 'registry-hijack',
      severity: 'high',
      ongoing: true,
      resources: [{ type: 'tld', value: 'hh' }],
    });
    const isFrozen = async () => {
      const operatorId = await test.operatorId('registry-h');
      const { app } = test.service;
      const { reader } = app.get(Transactions);
      return (await app.get<ContactFreezes>(CONTACT_FREEZES).frozenAmong([operatorId], reader)).has(
        operatorId,
      );
    };
    expect(await isFrozen()).toBe(false);
    expect((await staff.post(`reports/${id}/acceptance`, { reason: 'True' })).status).toBe(200);
    expect(await isFrozen()).toBe(true);
  });

  it('is found by its channel, and by responders alone', async () => {
    await file(operator, { summary: 'By token' });
    const { body } = await staff.get<{ items: { channel: string }[] }>('reports?channel=form');
    expect(body.items.length).toBeGreaterThan(3);
    expect(new Set(body.items.map(({ channel }) => channel))).toEqual(new Set(['form']));
    expect((await operator.get<{ items: unknown[] }>('reports?channel=form')).body.items).toEqual([]);
  });

  it('has every fault named, and none counted', async () => {
    const from = elsewhere();
    const email = somebody();
    for (let turn = 0; turn < 10; turn += 1) {
      const { status, body } = await stranger.post<{ errors: { pointer: string }[] }>(
        'public/reports',
        { summary: '', kind: 'no-kind', state: 'triaged', reporter: { email: 'a@b', phone: '1' } },
        from,
      );
      expect([status, body.errors.map(({ pointer }) => pointer).sort()]).toEqual([
        400,
        ['/kind', '/reporter/email', '/reporter/name', '/reporter/phone', '/state', '/summary'],
      ]);
    }
    expect((await submit({ summary: 'Now', reporter: { name: 'A', email } }, from)).status).toBe(202);
    const large = { summary: 'Large', description: 'x'.repeat(130 * 1024), reporter: { name: 'A', email } };
    expect((await submit(large)).status).toBe(413);
  });

  it('is stored once under one key, whichever process is asked', async () => {
    const replica = await startService({ ...test.config, PORT: 0, ROLES: ['web'] });
    try {
      const headers = { ...elsewhere(), 'idempotency-key': 'again-1' };
      const body = { ...outageOf('hh'), reporter: { name: 'A', email: somebody() } };
      const apis = [stranger, new Api(replica.url ?? '')];
      const first = await apis[0]?.post<Receipt>('public/reports', body, headers);
      for (const api of apis) {
        const again = await api.post<Receipt>('public/reports', body, headers);
        expect([again.status, again.body]).toEqual([202, first?.body]);
      }
      const other = await submit({ ...body, summary: 'Other' }, headers);
      expect([other.status, other.body]).toMatchObject([422, { code: 'idempotency.other_request' }]);
      // Keys belong to the network they come from.
      const foreign = await submit(
        { ...body, summary: 'Other' },
        { ...elsewhere(), 'idempotency-key': 'again-1' },
      );
      expect(foreign.status).toBe(202);
      const email = body.reporter.email;
      await test.settled();
      expect(lettersTo(email)).toHaveLength(2);
    } finally {
      await replica.stop();
    }
  });

  it('survives that the process ends between the receipt, the letter and the proof', async () => {
    const web = await startService({ ...test.config, PORT: 0, ROLES: ['web'] });
    const email = somebody();
    const answer = await new Api(web.url ?? '').post<Receipt>(
      'public/reports',
      { ...outageOf('hh'), reporter: { name: 'A', email } },
      elsewhere(),
    );
    await web.stop();
    expect(answer.status).toBe(202);
    const link = await linkTo(email);
    const next = await startService({ ...test.config, PORT: 0, ROLES: ['web'] });
    const proof = await new Api(next.url ?? '').call('POST', link);
    await next.stop();
    expect(proof.status).toBe(200);
    await until(async () => (await reportOf(staff, answer.body.id)).state !== 'received');
  });

  describe('by the form', () => {
    const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
    const send = (fields: Record<string, string>, headers: Record<string, string> = elsewhere()) =>
      stranger.call('POST', '/report', new URLSearchParams(fields).toString(), { ...asForm, ...headers });

    it('which needs no script, and is linked from the first page', async () => {
      const { status, text, headers } = await stranger.get('/report');
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      expect(text).not.toMatch(/<script|onclick|style=/i);
      for (const [, name = ''] of text.matchAll(/<(?:input|textarea)[^>]* id="([a-z]+)"/g))
        expect(text).toContain(`<label for="${name}">`);
      expect((await stranger.get('/')).text).toContain('href="/report"');
    });

    it('with all faults beside their fields, and what was typed', async () => {
      const hostile = `<script>alert(1)</script>" autofocus onfocus="alert(2)`;
      const { status, text } = await send({
        summary: '',
        description: `\n  ${hostile}`,
        about: '.nz\n\nip 999.9.9.9\nAS64496',
        since: 'yesterday',
        tlp: 'PINK',
        name: hostile,
        email: 'no address',
        key: 'k1',
      });
      expect(status).toBe(400);
      for (const field of ['summary', 'about', 'since', 'tlp', 'email'])
        expect(text).toContain(`id="${field}-fault"`);
      expect(text).not.toContain('id="name-fault"');
      expect(text).toMatch(/role="alert" tabindex="-1" autofocus/);
      expect(text).toContain('&quot;999.9.9.9&quot;: must be an IPv4 or IPv6 address');
      expect(text).toContain('value="yesterday"');
      expect(text).not.toMatch(/<script>|onfocus="alert/);
      expect(text).toContain('&lt;script&gt;');
      expect(text).toContain('value="k1"');
    });

    it('in the language that one asks for, and nothing typed is lost by asking', async () => {
      const { status, text, headers } = await send({ summary: 'Rien ne va <plus>', key: 'k2', lang: 'fr' });
      expect([status, headers.get('content-language')]).toEqual([200, 'fr']);
      expect(text).toContain('Envoyer le signalement');
      expect(text).toContain('value="Rien ne va &lt;plus&gt;"');
      expect(text).not.toContain('role="alert"');
      const faulty = await send({ summary: '', about: 'ip 1', key: 'k3' }, { 'accept-language': 'fr' });
      expect([faulty.status, faulty.text.includes('doit être une adresse IPv4 ou IPv6')]).toEqual([
        400,
        true,
      ]);
      expect(faulty.text).not.toMatch(/must |is missing/);
    });

    it('once, however often its button is pressed; and no session of the sender counts', async () => {
      const email = somebody();
      const from = elsewhere();
      const fields = {
        summary: 'Nothing resolves under .aa',
        description: 'First line\r\nsecond line',
        about: '.aa\nns1.nic.aa',
        since: '2026-03-01T02:14',
        ongoing: 'yes',
        tlp: 'GREEN',
        name: 'A Finder',
        email,
        organisation: '',
        key: 'form-key-1',
      };
      const first = await send(fields, { ...from, authorization: `Bearer ${staff.token ?? ''}` });
      expect(first.status).toBe(202);
      expect((await send(fields, from)).text).toBe(first.text);
      const [number = ''] = /R\d{4}-\d{6}/.exec(first.text) ?? [];
      const sent = new URLSearchParams(fields).toString();
      expect(first.text).toContain(createHash('sha256').update(sent).digest('hex'));
      const page = await stranger.get(await linkTo(email));
      expect(page.text).toContain(number);
      await press(await linkTo(email));
      const [row] = await test.sql<{ id: string }>('SELECT id FROM public_reports WHERE number = $1', [
        number,
      ]);
      const { body } = await staff.get(`reports/${row?.id ?? ''}`);
      expect(body).toMatchObject({
        channel: 'form',
        tlp: 'GREEN',
        description: 'First line\nsecond line',
        occurredAt: '2026-03-01T02:14:00.000Z',
        ongoing: true,
        operatorId: null,
        reporterId: null,
        reporter: { name: 'A Finder', email },
        resources: [
          { type: 'tld', value: 'aa' },
          { type: 'nameserver', value: 'ns1.nic.aa' },
        ],
      });
      const other = await send({ ...fields, summary: 'Changed' }, from);
      expect(other.status).toBe(422);
      expect(other.text).toContain('value="Changed"');
      const [, fresh = ''] = /name="key" value="([^"]+)"/.exec(other.text) ?? [];
      expect((await send({ ...fields, summary: 'Changed', key: fresh }, from)).status).toBe(202);
    });
  });
});
