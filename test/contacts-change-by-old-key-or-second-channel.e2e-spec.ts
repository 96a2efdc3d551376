import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readContactKey } from '#libs/mail';
import { ContactDesk, press, waiting } from './fixtures/contact-changes.ts';
import type { ChangeView, EditedView } from './fixtures/contact-changes.ts';
import { GpgRing, openpgpKey, secretKeyOf } from './fixtures/contact-keys.ts';
import type { TestKey } from './fixtures/contact-keys.ts';
import { messagesOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const DAY = 86_400;
const NOC = 'noc@keyed.example';
const SECURITY = 'security@keyed.example';

const gpg = GpgRing.open();
if (gpg === null) console.warn('skipped: signatures by gpg (there is none)');

describe(`contacts change by old key or second channel (queues on ${QUEUES})`, () => {
  let test: TestService;
  let lead: Api;
  let second: Api;
  let stranger: Api;
  let duty: Api;
  let plain: Api;
  let keyed: ContactDesk;
  let alone: ContactDesk;
  let key: TestKey;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off' } });
    key = await openpgpKey(NOC);
    await test.importOperators(
      {
        slug: 'keyed',
        tlds: ['aa'],
        contacts: [
          { email: NOC, role: 'noc', phone: '+64 4 000 0000' },
          { email: SECURITY, role: 'security', order: 2 },
        ],
      },
      { slug: 'alone', tlds: ['bb'], contacts: [{ email: 'only@alone.example', role: 'noc' }] },
    );
    lead = await test.signUp('lead', { email: 'lead@dns-cert.example' });
    second = await test.signUp('lead', { email: 'second@dns-cert.example' });
    duty = await test.signUp('operator', { operator: 'keyed', email: 'duty@keyed.example' });
    plain = await test.signUp('operator', { operator: 'alone', email: 'duty@alone.example' });
    stranger = test.api();
    keyed = new ContactDesk(test, 'keyed', lead);
    alone = new ContactDesk(test, 'alone', lead);
    // The first key has no older one to speak for it: a lead calls back.
    const { id } = await keyed.contact(NOC);
    const asked = waiting(await duty.put<EditedView>(`contacts/${id}/key`, { key: key.publicKey }));
    const called = await lead.post(`contact-changes/${asked.id}/call-back`, {
      number: '+64 4 000 0000',
      reason: 'Called the NOC, it read the fingerprint aloud',
    });
    expect([called.status, called.body['state']]).toEqual([200, 'applied']);
    await test.settled();
  });
  afterAll(async () => {
    gpg?.close();
    await test.stop();
  });

  const confirm = (api: Api, change: ChangeView, signature: string) =>
    api.post<ChangeView & { code: string }>(`contact-changes/${change.id}/confirmation`, { signature });
  const challengeOf = ({ challenge }: ChangeView) => challenge ?? '';
  const auditOf = (type: string) =>
    test.sql<{ actor: { name: string }; data: Record<string, unknown> }>(
      'SELECT actor, data FROM audit_entries WHERE type = $1 ORDER BY at, id',
      [type],
    );

  it('what moves no mail is done at once', async () => {
    const { version } = await keyed.contact(NOC);
    const mails = await keyed.mailed(async () => {
      const { status, body, headers } = await keyed.edit(duty, NOC, {
        timezone: 'Pacific/Auckland',
        name: null,
      });
      expect([status, body.change, body.contact?.timezone]).toEqual([200, null, 'Pacific/Auckland']);
      expect(headers.get('etag')).toBe(`"${version + 1}"`);
    });
    expect(mails).toEqual([]);
    const { id } = await keyed.contact(NOC);
    const stale = await duty.patch(`contacts/${id}`, { name: 'x' }, { 'if-match': `"${version}"` });
    expect([stale.status, stale.body['version']]).toEqual([412, version + 1]);
    const blind = await duty.patch(`contacts/${id}`, { name: 'x' });
    expect([blind.status, blind.body['code']]).toEqual([428, 'contact.version_needed']);
    expect((await auditOf('contact.changed')).at(-1)).toMatchObject({
      data: { what: 'edited', from: { timezone: 'UTC' }, to: { timezone: 'Pacific/Auckland' } },
    });
  });

  it('a contact moves to no address that its key does not name', async () => {
    const { status, body, text } = await keyed.edit(duty, NOC, { email: 'third-noc@keyed.example' });
    expect([status, text]).toEqual([400, expect.stringContaining('contact.key_refused')]);
    expect(JSON.stringify(body)).toContain('has no user id with the address third-noc@keyed.example');
  });

  it.each([
    ['in the clear', 'clearSign'],
    ['apart', 'detachSign'],
  ] as const)('a signature %s by the old key confirms, and everybody before is told', async (_how, sign) => {
    const from = (await keyed.contact(SECURITY)).order;
    const asked = await keyed.ask(duty, SECURITY, { order: from + 1 });
    expect(asked).toMatchObject({ state: 'asked', from: { order: from }, to: { order: from + 1 } });
    expect((await keyed.contact(SECURITY)).order).toBe(from);
    const mails = await keyed.mailed(async () => {
      const { status, body } = await confirm(duty, asked, await key[sign](challengeOf(asked)));
      expect([status, body.state, body.confirmation?.how]).toEqual([200, 'applied', 'old_key']);
    });
    expect(mails).toEqual([NOC, SECURITY]);
    expect((await keyed.contact(SECURITY)).order).toBe(from + 1);
    expect((await auditOf('contact.change_confirmed')).at(-1)).toMatchObject({
      data: { how: 'old_key', fingerprint: (await keyed.contact(NOC)).keyFingerprint },
    });
    // Good once: the same signature again finds nothing to confirm.
    const again = await confirm(duty, asked, await key[sign](challengeOf(asked)));
    expect([again.status, again.body.code]).toEqual([409, 'contact_change.not_open']);
  });

  it('no other signature does', async () => {
    const first = await keyed.ask(duty, SECURITY, { phone: '+64 4 111 1111' });
    const other = await keyed.ask(duty, SECURITY, { phone: '+64 4 222 2222' });
    const wrong = await openpgpKey(NOC);
    const good = await key.clearSign(challengeOf(first));
    const cases: Record<string, string> = {
      'by a key of the same name that nobody knows': await wrong.clearSign(challengeOf(first)),
      'of the challenge of another change': await key.clearSign(challengeOf(other)),
      'apart, of another change': await key.detachSign(challengeOf(other)),
      'over something else': await key.clearSign('I agree'),
      'over the challenge and more': await key.clearSign(`${challengeOf(first)}\nand more`),
      'with the text altered': good.replace('1111', '9999'),
      'with text in front': good.replace('\n\nI confirm', '\n\nX\nI confirm'),
      'that is none': 'yes, do it',
      'that is a key': key.publicKey,
      'cut short': good.slice(0, -200),
    };
    for (const [name, signature] of Object.entries(cases)) {
      const { status, body } = await confirm(duty, first, signature);
      expect([name, status, body.code]).toEqual([name, 422, 'contact_change.signature_refused']);
    }
    expect((await auditOf('contact.confirmation_refused')).length).toBe(Object.keys(cases).length);
    expect((await keyed.change(first.id)).state).toBe('asked');
    expect((await confirm(plain, first, good)).status).toBe(404);
    expect((await confirm(duty, first, good)).body.state).toBe('applied');
    // The other set out from a number that is no longer there.
    const stale = await confirm(duty, other, await key.clearSign(challengeOf(other)));
    expect([stale.body.state, stale.body.endedWhy]).toEqual([
      'refused',
      expect.stringContaining('changed meanwhile'),
    ]);
    expect((await keyed.contact(SECURITY)).phone).toBe('+64 4 111 1111');
  });

  it('a challenge ends after 72 h, signed or not', async () => {
    const asked = await keyed.ask(duty, SECURITY, { order: 9 });
    const signature = await key.clearSign(challengeOf(asked));
    await test.jump(3 * DAY + 1);
    const late = await confirm(duty, asked, signature);
    expect(late.status).toBe(409);
    await test.jump(61);
    await test.settled();
    const { state, challenge } = await keyed.change(asked.id);
    expect([state, challenge]).toEqual(['expired', null]);
    expect((await keyed.contact(SECURITY)).order).not.toBe(9);
  });

  (gpg === null ? it.skip : it)(
    'a new key takes the place of the old one, signed for by gpg too',
    async () => {
      const ring = gpg as GpgRing;
      const later = ring.key(NOC);
      const { id } = await keyed.contact(NOC);
      const asked = waiting(await duty.put<EditedView>(`contacts/${id}/key`, { key: later.publicKey }));
      // Not by the key that is to come.
      expect((await confirm(duty, asked, await later.clearSign(challengeOf(asked)))).status).toBe(422);
      expect((await confirm(duty, asked, await key.clearSign(challengeOf(asked)))).body.state).toBe(
        'applied',
      );
      expect((await auditOf('key.changed')).at(-1)).toMatchObject({ data: { what: 'key_set' } });
      for (const sign of ['clearSign', 'detachSign'] as const) {
        const { order } = await keyed.contact(SECURITY);
        const next = await keyed.ask(duty, SECURITY, { order: order + 1 });
        expect((await confirm(duty, next, await key[sign](challengeOf(next)))).status).toBe(422);
        expect((await confirm(duty, next, await later[sign](challengeOf(next)))).body.state).toBe('applied');
      }
      const { keyFingerprint } = await keyed.contact(NOC);
      const shown = await duty.get(`keys/${keyFingerprint ?? ''}`);
      const { armored: kept } = await readContactKey(later.publicKey);
      expect([shown.status, shown.body['armored']]).toEqual([200, kept]);
      expect((await plain.get(`keys/${keyFingerprint ?? ''}`)).status).toBe(404);
      // Taken away again, by its own word.
      const gone = waiting(await duty.call<EditedView>('DELETE', `contacts/${id}/key`));
      expect((await confirm(duty, gone, await later.clearSign(challengeOf(gone)))).body.state).toBe(
        'applied',
      );
      expect((await keyed.contact(NOC)).keyFingerprint).toBeNull();
    },
  );

  it('a key is refused when it is secret, of another address, or none, and never repeated', async () => {
    const { id } = await keyed.contact(NOC);
    const faulty = [await secretKeyOf(NOC), (await openpgpKey('x@evil.example')).publicKey, 'no key'];
    for (const armored of faulty) {
      const { status, body, text } = await duty.put<{ code: string }>(`contacts/${id}/key`, { key: armored });
      expect([status, body.code]).toEqual([400, 'contact.key_refused']);
      expect(text).not.toContain('BEGIN PGP');
    }
    const kept = await test.sql(`SELECT 1 FROM contact_changes WHERE becomes::text LIKE '%PRIVATE KEY%'`);
    expect(kept).toEqual([]);
  });

  it('a link mailed to another contact confirms once; opening it does nothing', async () => {
    const moved = 'new-noc@keyed.example';
    let asked: ChangeView | undefined;
    const mails = await keyed.mailed(async () => {
      asked = await keyed.ask(duty, NOC, { email: moved });
    });
    expect(mails).toEqual([SECURITY]);
    const [secret = ''] = keyed.links(SECURITY).slice(-1);
    expect(keyed.letters(SECURITY).at(-1)).toMatch(/address: noc@keyed\.example -> new-noc@keyed\.example/);
    for (let turn = 0; turn < 10; turn += 1) {
      const page = await stranger.call('GET', `/contact-change/${secret}`, undefined, {
        accept: 'text/html',
      });
      expect([page.status, page.text.includes('new-noc@keyed.example')]).toEqual([200, true]);
      expect(page.headers.get('cache-control')).toBe('no-store');
    }
    expect((await keyed.change(asked?.id ?? '')).state).toBe('asked');
    const told = await keyed.mailed(async () => {
      const answers = await Promise.all([1, 2, 3].map(() => press(stranger, secret, 'confirm')));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    });
    // Those of before, at the old address; the new one alone is told nothing.
    expect(told).toEqual([NOC, SECURITY]);
    expect(keyed.letters(NOC).at(-1)).toMatch(/If this was not you/);
    expect(await keyed.addresses()).toEqual([moved, SECURITY]);
    expect((await press(stranger, secret, 'refuse')).status).toBe(404);
    const [row] = await test.sql<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM contact_change_links WHERE hash = convert_to($1, 'UTF8')) AS found`,
      [secret],
    );
    expect(row?.found).toBe(false);
  });

  it('a link refuses as well, and the only contact is asked at its present address', async () => {
    const mails = await alone.mailed(() =>
      alone.ask(plain, 'only@alone.example', { email: 'x@evil.example' }),
    );
    expect(mails).toEqual(['only@alone.example']);
    const [secret = ''] = alone.links('only@alone.example').slice(-1);
    expect((await press(stranger, secret, 'refuse')).body.state).toBe('refused');
    expect(await alone.addresses()).toEqual(['only@alone.example']);
    expect((await auditOf('contact.change_refused')).at(-1)).toMatchObject({
      actor: { kind: 'contact', name: 'only@alone.example' },
    });
  });

  it('who holds an account alone, or the new address alone, gets nowhere', async () => {
    const before = await alone.addresses();
    const mallory = 'mallory@evil.example';
    const wishes = [
      await alone.ask(plain, 'only@alone.example', { email: mallory }),
      waiting(await plain.post<EditedView>('operators/alone/contacts', { email: mallory, role: 'security' })),
    ];
    const { id, version } = await alone.contact('only@alone.example');
    const own = await openpgpKey('only@alone.example');
    wishes.push(waiting(await plain.put<EditedView>(`contacts/${id}/key`, { key: own.publicKey })));
    const last = await plain.call('DELETE', `contacts/${id}`, undefined, { 'if-match': `"${version}"` });
    expect([last.status, last.body?.['code' as never]]).toEqual([409, 'contact.conflict']);
    for (const wish of wishes) {
      expect((await confirm(plain, wish, await own.clearSign(challengeOf(wish)))).status).toBe(409);
      const calls = { number: '+64 4 000 0000', reason: 'I called myself, it is right' };
      expect((await plain.post(`contact-changes/${wish.id}/call-back`, calls)).status).toBe(403);
      expect(
        (await plain.post(`contact-changes/${wish.id}/freeze-override`, { reason: calls.reason })).status,
      ).toBe(403);
    }
    await test.settled();
    // The new address has got no mail at all, so no link.
    expect(messagesOf(test.sink).flatMap(({ to }) => to)).not.toContain(mallory);
    expect(await alone.addresses()).toEqual(before);
    const text = JSON.stringify((await plain.get('operators/alone/contact-changes')).body);
    for (const secret of alone.links('only@alone.example')) expect(text).not.toContain(secret);
    for (const { id: changeId } of wishes) {
      const taken = await plain.post(`contact-changes/${changeId}/refusal`, {
        reason: 'We did not ask for this',
      });
      expect(taken.body['state']).toBe('refused');
    }
    await test.settled();
    for (const secret of alone.links('only@alone.example'))
      expect((await press(stranger, secret, 'confirm')).status).toBe(404);
  });

  it('a lead calls back another than asked, at a number known before', async () => {
    const asked = await alone.ask(lead, 'only@alone.example', { phone: '+64 4 333 3333' });
    const call = (api: Api, number: string) =>
      api.post<{ state: string; code: string }>(`contact-changes/${asked.id}/call-back`, {
        number,
        reason: 'The duty manager, known by voice',
      });
    expect((await call(lead, '+64 4 444 4444')).body.code).toBe('contact_change.second_person');
    expect((await call(second, '+6443333333')).body.code).toBe('contact_change.number_not_known_before');
    expect((await call(second, '+64 4 444 4444')).body.state).toBe('applied');
    const shown = await plain.get(`contact-changes/${asked.id}`);
    expect(shown.body['confirmation']).toEqual({ how: 'call_back', at: expect.any(String) });
    expect(shown.text).not.toContain('known by voice');
  });

  it('a contact is added and removed the same way', async () => {
    const body = {
      email: 'extra@alone.example',
      role: 'security',
      key: (await openpgpKey('extra@alone.example')).publicKey,
    };
    const added = await plain.post<EditedView>('operators/alone/contacts', body, {
      'idempotency-key': 'extra',
    });
    const again = await plain.post<EditedView>('operators/alone/contacts', body, {
      'idempotency-key': 'extra',
    });
    expect([again.status, again.text]).toEqual([202, added.text]);
    await test.settled();
    const [link = ''] = alone.links('only@alone.example').slice(-1);
    expect((await press(stranger, link, 'confirm')).body.state).toBe('applied');
    expect(await alone.addresses()).toEqual(['extra@alone.example', 'only@alone.example']);
    const twice = await plain.post<{ code: string }>('operators/alone/contacts', body);
    expect([twice.status, twice.body.code]).toEqual([409, 'contact.conflict']);
    const { id, version } = await alone.contact('only@alone.example');
    waiting(
      await plain.call<EditedView>('DELETE', `contacts/${id}`, undefined, { 'if-match': `"${version}"` }),
    );
    await test.settled();
    const [other = ''] = alone.links('extra@alone.example').slice(-1);
    const told = await alone.mailed(async () => {
      expect((await press(stranger, other, 'confirm')).body.state).toBe('applied');
    });
    expect(told).toEqual(['extra@alone.example', 'only@alone.example']);
    expect(await alone.addresses()).toEqual(['extra@alone.example']);
    expect((await plain.get(`contacts/${id}`)).status).toBe(404);
  });
});
