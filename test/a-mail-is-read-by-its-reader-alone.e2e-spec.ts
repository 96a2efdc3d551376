import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncidentOverviewView, ThreadView } from '#libs/contracts';
import { readContactKey } from '#libs/mail';
import { openIncident, tell, timelineOf } from './fixtures/casework.ts';
import type { IncidentView, NotificationView } from './fixtures/casework.ts';
import { openpgpKey } from './fixtures/contact-keys.ts';
import type { TestKey } from './fixtures/contact-keys.ts';
import { fieldOf, messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import { openSealed } from './fixtures/sealed-mail.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

/** One operator of each sort of key. */
const SORTS = ['key', 'ended', 'none', 'must', 'clear', 'spoiled'] as const;
type Sort = (typeof SORTS)[number];
const WANTS: Partial<Record<Sort, string>> = { must: 'required', clear: 'never' };
const mailOf = (sort: Sort) => `noc@op-${sort}.example`;
const SECRET = 'The name servers answer with made-up names since 03:00';

describe(`a mail is read by its reader alone (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let incident: IncidentView;
  let key: TestKey;
  let fingerprint: string;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off', MASS_SEND_OPERATORS: '50' } });
    await test.importOperators(
      ...SORTS.map((sort) => ({
        slug: `op-${sort}`,
        tlds: [sort],
        contacts: [{ email: mailOf(sort), role: 'noc', encryption: WANTS[sort] ?? 'if_key' }],
      })),
    );
    key = await openpgpKey(mailOf('key'));
    fingerprint = (await readContactKey(key.publicKey)).fingerprint;
    await giveKey('key', key.publicKey);
    await giveKey('clear', key.publicKey);
    await giveKey('ended', (await endedKey(mailOf('ended'))).publicKey, '2020-01-02T00:00:00Z');
    await giveKey('spoiled', 'no key at all');
    staff = await test.signUp('responder', { email: 'duty@cert.example' });
    incident = await openIncident(test, staff, {
      summary: 'Wrong answers',
      severity: 'high',
      resources: SORTS.map((value) => ({ type: 'tld', value })),
    });
  });
  afterAll(() => test.stop());

  const giveKey = (sort: Sort, armored: string, endsAt: string | null = null) =>
    test.sql(
      `UPDATE contacts SET key_armored = $2, key_fingerprint = $3, key_expires_at = $4, key_algorithm = 'Ed25519' WHERE email = $1`,
      [mailOf(sort), armored, fingerprint, endsAt],
    );
  const endedKey = (email: string) =>
    openpgpKey(email, { date: new Date('2020-01-01T00:00:00Z'), keyExpirationTime: 86_400 });
  const ownKey = async () => (await test.api().get('/.well-known/dnscert.asc')).text;
  const mailTo = (sort: Sort) =>
    messagesOf(test.sink).find(({ to }) => to.includes(mailOf(sort)))?.raw ?? Buffer.alloc(0);
  const told = async (tlp: string, operators: readonly string[] = SORTS.map((sort) => `op-${sort}`)) => {
    messagesOf(test.sink).length = 0;
    const notice = { template: 'notice', audience: { operators }, tlp, body: SECRET };
    const { id } = await tell(staff, incident.id, notice);
    await test.settled();
    const { body } = await staff.get<NotificationView>(`notifications/${id}`);
    return new Map(body.deliveries.map((delivery) => [delivery.contact.email, delivery]));
  };

  it('under TLP:AMBER: to its key where there is one, in clear where the contact has none or wants that', async () => {
    const deliveries = await told('AMBER');
    expect(recipientsOf(test.sink)).toEqual(
      ['clear', 'ended', 'key', 'none', 'spoiled'].map((sort) => mailOf(sort as Sort)),
    );
    expect(deliveries.get(mailOf('key'))).toMatchObject({
      state: 'handed_over',
      encryptedTo: fingerprint,
      reason: null,
    });
    for (const sort of ['none', 'clear'] as const) expect(textOf(mailTo(sort))).toContain(SECRET);
    expect(deliveries.get(mailOf('must'))).toMatchObject({
      state: 'withheld',
      reason: expect.stringMatching(/takes encrypted mail alone, and no key is known/),
    });
  });

  it('the thread with each operator says to which key, or why it went in clear', async () => {
    const sent = async (sort: Sort) => {
      const path = `incidents/${incident.id}/threads/${await test.operatorId(`op-${sort}`)}`;
      const { items } = (await staff.get<ThreadView>(path)).body;
      return items.map((item) =>
        item.what === 'sent'
          ? [item.delivery.protection, item.delivery.encryptedTo, item.delivery.inClear]
          : [],
      );
    };
    expect(await sent('key')).toEqual([['encrypted', fingerprint, null]]);
    expect(await sent('none')).toEqual([['signed', null, 'no_key']]);
    expect(await sent('clear')).toEqual([['signed', null, 'wants_clear']]);
    expect(await sent('ended')).toEqual([['minimal', null, null]]);
    expect(await sent('must')).toEqual([[null, null, null]]);
    // What its entry says later is no reason of then.
    const wish = (encryption: string) =>
      test.sql(`UPDATE contacts SET encryption = $1 WHERE operator_id = $2`, [encryption, noneId]);
    const noneId = await test.operatorId('op-none');
    await wish('never');
    expect(await sent('none')).toEqual([['signed', null, 'no_key']]);
    await wish('if_key');
  });

  it('nothing of what it says stands outside, and inside is its true subject, signed by us', async () => {
    const raw = mailTo('key');
    expect(raw.toString('latin1')).not.toContain('made-up names');
    expect(raw.toString('latin1')).not.toMatch(/outage|op-key\.example.*op-none/i);
    expect(fieldOf(raw, 'Subject')).toBe(`[TLP:AMBER] Notice ${incident.number}`);
    expect(fieldOf(raw, 'Content-Type')).toMatch(
      /^multipart\/encrypted; protocol="application\/pgp-encrypted"/,
    );
    const { inner, text } = await openSealed(raw, key.secretKey ?? '', await ownKey());
    expect(text).toContain(SECRET);
    expect(fieldOf(inner, 'Subject')).toMatch(/^\[DNS-CERT #\d{4}-\d+\] \[TLP:AMBER\] /);
    expect(fieldOf(inner, 'HP-Outer')).not.toBe('');
    expect(inner.toString('latin1')).toContain(
      `HP-Outer: Subject: [TLP:AMBER] Notice ${incident.number}\r\n`,
    );
    await expect(
      openSealed(raw, (await openpgpKey('x@y.example')).secretKey ?? '', await ownKey()),
    ).rejects.toThrow();
  });

  it('whose key is of no use is told that something waits, and nothing else; a person is told to call', async () => {
    for (const sort of ['ended', 'spoiled'] as const) {
      const raw = mailTo(sort);
      expect(fieldOf(raw, 'Subject')).toBe(`[TLP:AMBER] A message waits ${incident.number}`);
      const text = textOf(raw);
      expect(text).not.toContain('made-up names');
      expect(text).not.toMatch(/\/ack\//);
      expect(text).toContain(fingerprint);
      expect(text.includes('Ended   2020-01-02')).toBe(sort === 'ended');
    }
    const minimal = (await timelineOf(staff, incident.id)).filter(
      ({ data }) => data['protection'] === 'minimal',
    );
    expect(minimal).toHaveLength(2);
    const { body } = await staff.get<IncidentOverviewView>(`incidents/${incident.id}/overview`);
    const ended = body.grid.find(({ operator }) => operator.slug === 'op-ended');
    expect(ended?.next?.what).toBe('call');
    expect(ended?.contacts[0]?.reason).toMatch(
      /^Its key ended on 2020-01-02: it is told that a message waits; call this contact\.$/,
    );
  });

  it('under TLP:RED encrypted or not at all', async () => {
    const raised = await staff.patch(
      `incidents/${incident.id}`,
      { tlp: 'RED' },
      { 'if-match': (await staff.get(`incidents/${incident.id}`)).headers.get('etag') ?? '' },
    );
    expect(raised.status).toBe(200);
    const second = await test.signUp('responder', { email: 'second@cert.example' });
    messagesOf(test.sink).length = 0;
    const proposed = await staff.post<NotificationView>(`incidents/${incident.id}/notifications`, {
      template: 'notice',
      audience: { operators: ['op-key', 'op-none', 'op-clear', 'op-must', 'op-ended'] },
      tlp: 'RED',
      body: SECRET,
    });
    expect(proposed.status).toBe(202);
    expect(
      (await second.post(`notifications/${proposed.body.id}/approval`, { decision: 'approve' })).status,
    ).toBe(200);
    await test.settled();
    const { body } = await staff.get<NotificationView>(`notifications/${proposed.body.id}`);
    const states = body.deliveries.map(({ contact, state }): [string, string] => [
      contact.email ?? '',
      state,
    ]);
    expect(Object.fromEntries(states)).toEqual({
      [mailOf('key')]: 'handed_over',
      [mailOf('ended')]: 'handed_over',
      [mailOf('none')]: 'withheld',
      [mailOf('clear')]: 'withheld',
      [mailOf('must')]: 'withheld',
    });
    const { text } = await openSealed(mailTo('key'), key.secretKey ?? '', await ownKey());
    expect(text).toMatch(/^TLP:RED\n/);
    for (const { raw } of messagesOf(test.sink))
      expect(raw.toString('latin1')).not.toContain('made-up names');
  });

  it('by the key of the moment it is made: one that was set since is used', async () => {
    const later = await openpgpKey(mailOf('must'));
    await giveKey('must', later.publicKey);
    const calm = await openIncident(test, staff, {
      summary: 'Another',
      resources: [{ type: 'tld', value: 'must' }],
    });
    messagesOf(test.sink).length = 0;
    await tell(staff, calm.id, { template: 'notice', audience: { operators: ['op-must'] }, body: SECRET });
    await test.settled();
    expect((await openSealed(mailTo('must'), later.secretKey ?? '', await ownKey())).text).toContain(SECRET);
    expect((await timelineOf(staff, calm.id)).some(({ data }) => data['protection'] === 'encrypted')).toBe(
      true,
    );
  });
});
