import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pathWithoutSecrets } from '../apps/server/process/logging.ts';
import { openIncident, timelineOf } from './fixtures/casework.ts';
import { openpgpKey } from './fixtures/contact-keys.ts';
import { lettersTo, tablesWith } from './fixtures/letters.ts';
import { fieldOf, messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import { openSealed } from './fixtures/sealed-mail.ts';
import { openParts } from './fixtures/signed-mail.ts';
import type { Api } from './harness/api.ts';
import { programPath } from './harness/servers.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const run = promisify(execFile);
const DAY = 86_400;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
let used = 0;
/** A network of its own for each who asks, so that no test uses up another's limit. */
const elsewhere = () => ({ 'x-forwarded-for': `198.51.100.${(used += 1)}` });

interface ListView {
  slug: string;
  tlp: string;
  version: number;
  members: Record<string, number>;
  code?: string;
}
interface Subscription {
  id: string;
  email: string;
  state: string;
  reason: string | null;
  operator: { slug: string; name: string } | null;
  keyFingerprint: string | null;
  code?: string;
}
interface Alert {
  id: string;
  state: string;
  subject: string;
  code?: string;
  detail?: string;
  counts: Record<string, number>;
}

describe(`an alert reaches a list (queues on ${QUEUES})`, () => {
  let test: TestService;
  let lead: Api;
  let staff: Api;
  let second: Api;
  let member: Api;
  let other: Api;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off', MASS_SEND_OPERATORS: '4' } });
    await test.importOperators(
      {
        slug: 'op-a',
        tlds: ['aa'],
        contacts: [
          { email: 'security@op-a.example', role: 'security', order: 2, language: 'fr' },
          { email: 'noc@op-a.example', role: 'noc' },
        ],
      },
      { slug: 'op-b', tlds: ['bb'], contacts: [{ email: 'noc@op-b.example', role: 'noc' }] },
    );
    lead = await test.signUp('lead', { email: 'lead@cert.example' });
    staff = await test.signUp('responder', { email: 'duty@cert.example' });
    second = await test.signUp('responder', { email: 'second@cert.example' });
    member = await test.signUp('operator', { operator: 'op-a', email: 'person@op-a.example' });
    other = await test.signUp('operator', { operator: 'op-b', email: 'person@op-b.example' });
  });
  afterAll(() => test.stop());

  const make = (body: Record<string, unknown>) =>
    lead.post<ListView>('lists', { name: `List ${String(body['slug'])}`, ...body });
  const add = async (slug: string, email: string, more: Record<string, unknown> = {}) => {
    const { status, body } = await staff.post<Subscription>(`lists/${slug}/subscriptions`, {
      email,
      ...more,
    });
    expect([email, status, body.state]).toEqual([email, 201, 'active']);
    return body;
  };
  const membersOf = async (slug: string) =>
    (await staff.get<{ items: Subscription[] }>(`lists/${slug}/subscriptions?limit=200`)).body.items;
  const post = (slug: string, body: Record<string, unknown>, by = staff) =>
    by.post<Alert>(`lists/${slug}/alerts`, { subject: 'Rogue answers', body: 'Look at your DS.', ...body });
  const mailsBy = async (act: () => Promise<unknown>) => {
    messagesOf(test.sink).length = 0;
    await act();
    await test.settled();
    return messagesOf(test.sink);
  };
  const mailTo = (email: string) =>
    messagesOf(test.sink).find(({ to }) => to.includes(email))?.raw ?? Buffer.alloc(0);
  const pathIn = (text: string, name: string) => new RegExp(`/${name}/[A-Za-z0-9_-]+`).exec(text)?.[0] ?? '';
  const ask = (slug: string, body: Record<string, unknown>, headers = elsewhere()) =>
    test.api().post<{ state: string; code?: string }>(`lists/${slug}/subscriptions`, body, headers);
  const confirmed = async (slug: string, email: string) => {
    await mailsBy(() => ask(slug, { email }));
    const link = pathIn(textOf(mailTo(email)), 'list-confirm');
    expect((await test.api().call('POST', link, '', FORM)).status).toBe(200);
  };

  it('signed, with the fields of a list, one mail a member, and gpg finds it good', async () => {
    await make({ slug: 'news', tlp: 'CLEAR', open: true });
    await add('news', 'one@members.example');
    await add('news', 'two@members.example', { language: 'fr' });
    const mails = await mailsBy(async () => {
      const { status, body } = await post('news', { tlp: 'CLEAR' });
      expect([status, body.state, body.counts['queued']]).toEqual([201, 'sent', 2]);
    });
    expect(mails.map(({ to }) => to.join()).sort()).toEqual(['one@members.example', 'two@members.example']);
    const raw = mailTo('one@members.example');
    expect(fieldOf(raw, 'Subject')).toBe('[DNS-CERT] [TLP:CLEAR] Rogue answers');
    expect(fieldOf(raw, 'List-Id')).toBe('<news.lists.dns-cert.example>');
    expect(fieldOf(raw, 'List-Archive')).toMatch(/^<http.*\/lists\/news>$/);
    expect(fieldOf(raw, 'Precedence')).toBe('list');
    expect(fieldOf(raw, 'List-Post')).toBe('NO');
    expect(fieldOf(raw, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(fieldOf(raw, 'List-Unsubscribe')).toMatch(/^<http.*\/unsubscribe\/[\w-]{32}>$/);
    expect(textOf(raw)).toContain('Look at your DS.');
    expect(textOf(mailTo('two@members.example'))).toContain('Vous lisez ceci comme membre');
    expect(await lettersTo(test, 'two@members.example')).toHaveLength(1);
    await expectGoodByGpg(raw);
    const [alert] = (await staff.get<{ items: Alert[] }>('lists/news/alerts')).body.items;
    expect(alert).toMatchObject({ subject: 'Rogue answers', state: 'sent', counts: { handed_over: 2 } });
    const told = await staff.get<{ deliveries: { id: string; state: string }[] }>(
      `notifications/${alert?.id ?? ''}`,
    );
    expect(told.body.deliveries.map(({ state }) => state)).toEqual(['handed_over', 'handed_over']);
    expect((await staff.get(`deliveries/${told.body.deliveries[0]?.id ?? ''}/raw`)).status).toBe(200);
  });

  it('of an open list under one signature, and in its archive; of another one with no word of the list outside', async () => {
    for (const name of ['three', 'four']) await add('news', `${name}@members.example`);
    await mailsBy(() => post('news', { tlp: 'CLEAR', subject: '<b>Second</b>' }));
    const english = ['one', 'three', 'four'].map((name) => mailTo(`${name}@members.example`));
    const signatures = english.map((raw) => openParts(raw.toString('latin1')).signature);
    expect(new Set(signatures).size).toBe(1);
    for (const raw of english) await expectGoodByGpg(raw);
    const page = await test.api().get('/lists/news');
    expect(page.text).toContain('&lt;b&gt;Second&lt;/b&gt;');
    expect(page.text).toContain('Look at your DS.');
    await make({ slug: 'closed', tlp: 'GREEN' });
    await add('closed', 'one@members.example');
    await mailsBy(() => post('closed', { tlp: 'GREEN' }));
    const raw = mailTo('one@members.example');
    const header = raw.toString('latin1').split('\r\n\r\n')[0] ?? '';
    expect(header).not.toMatch(/^List-|closed/im);
    expect(pathIn(textOf(raw), 'unsubscribe')).toMatch(/^\/unsubscribe\/[\w-]{32}$/);
    expect((await test.api().get('/lists/closed')).status).toBe(404);
  });

  const expectGoodByGpg = async (raw: Buffer) => {
    if (programPath('gpg') === null) return;
    const folder = await mkdtemp(join(tmpdir(), 'dnscert-gpg-'));
    try {
      const { part, signature } = openParts(raw.toString('latin1'));
      await writeFile(join(folder, 'part'), Buffer.from(part, 'latin1'));
      await writeFile(join(folder, 'part.asc'), signature);
      await writeFile(join(folder, 'key'), (await test.api().get('/.well-known/dnscert.asc')).text);
      const gpg = (...args: string[]) =>
        run('gpg', ['--homedir', folder, '--batch', '--no-autostart', ...args]);
      await gpg('--import', join(folder, 'key'));
      const { stderr } = await gpg('--verify', join(folder, 'part.asc'), join(folder, 'part'));
      expect(stderr).toContain('Good signature');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  it('encrypted to each who has a key; on an encrypted list who has none gets nothing, visibly', async () => {
    const key = await openpgpKey('keyed@members.example');
    await make({ slug: 'sealed', tlp: 'AMBER', encryptedOnly: true });
    const { keyFingerprint } = await add('sealed', 'keyed@members.example', { key: key.publicKey });
    await add('sealed', 'bare@members.example');
    const refused = await staff.post<Subscription>('lists/sealed/subscriptions', {
      email: 'thief@members.example',
      key: key.publicKey,
    });
    expect([refused.status, refused.body.code]).toEqual([400, 'list.key_refused']);
    const preview = await post('sealed', { tlp: 'AMBER', preview: true });
    expect(preview.body).toMatchObject({ counts: { members: 2, encrypted: 1, signed: 0, withheld: 1 } });
    const mails = await mailsBy(() => post('sealed', { tlp: 'AMBER' }));
    expect(mails.map(({ to }) => to.join())).toEqual(['keyed@members.example']);
    const raw = mailTo('keyed@members.example');
    expect(fieldOf(raw, 'Subject')).not.toContain('Rogue');
    const published = (await test.api().get('/.well-known/dnscert.asc')).text;
    const opened = await openSealed(raw, key.secretKey ?? '', published);
    expect(opened.text).toContain('Look at your DS');
    const [row] = await test.sql<{ reason: string }>(
      `SELECT reason FROM deliveries WHERE recipient->>'email' = 'bare@members.example'`,
    );
    expect(row?.reason).toContain('no key is known');
    expect(keyFingerprint).toMatch(/^[0-9A-F]{40}$/);
  });

  it('never above the label of the list, wider than the incident, or to many single recipients', async () => {
    const incident = await openIncident(test, staff, {
      summary: 'Nothing resolves under .aa',
      severity: 'high',
      tlp: 'AMBER',
      resources: [{ type: 'tld', value: 'aa' }],
    });
    await make({ slug: 'green', tlp: 'GREEN' });
    await add('green', 'one@members.example');
    const mails = await mailsBy(async () => {
      const tries: [Record<string, unknown>, string][] = [
        [{ tlp: 'AMBER' }, 'list.label_refused'],
        [{ tlp: 'AMBER', incidentId: incident.id }, 'list.label_refused'],
        [{ tlp: 'RED' }, 'list.label_refused'],
        [{ tlp: 'GREEN', incidentId: incident.id }, 'notification.tlp_wider'],
      ];
      for (const [body, code] of tries) {
        const answer = await post('green', body);
        expect([body, answer.status, answer.body.code]).toEqual([body, 409, code]);
      }
    });
    expect(mails).toEqual([]);
    expect((await make({ slug: 'wide', open: true, tlp: 'GREEN' })).body.code).toBe('list.open_is_clear');
    expect((await make({ slug: 'red', tlp: 'RED' })).body.code).toBe('list.single_recipients');
    // What fits stands in the record of the incident, and not who got it.
    await make({ slug: 'amber', tlp: 'AMBER' });
    await add('amber', 'one@members.example');
    expect((await mailsBy(() => post('amber', { tlp: 'AMBER', incidentId: incident.id }))).length).toBe(1);
    const entries = await timelineOf(staff, incident.id);
    expect(entries.at(-1)).toMatchObject({
      type: 'notification.queued',
      data: { audience: 'lists amber', deliveries: 1, withheld: 0 },
    });
    const asNotice = await staff.post<{ state: string; audience: unknown }>(
      `incidents/${incident.id}/notifications`,
      {
        template: 'update',
        audience: { lists: ['amber'] },
        subject: 'Still so',
        body: 'It goes on.',
      },
    );
    expect([asNotice.status, asNotice.body.audience]).toEqual([201, { lists: ['amber'] }]);
    await test.settled();
  });

  it('of the directory: security contacts, else the first ones; members read the archive, others know of no list', async () => {
    expect(
      (await make({ slug: 'operators', tlp: 'GREEN', membership: 'directory' })).body.members['active'],
    ).toBe(2);
    const followed = await membersOf('operators');
    expect(followed.map(({ email, operator }) => `${email} ${operator?.slug ?? ''}`).sort()).toEqual([
      'noc@op-b.example op-b',
      'security@op-a.example op-a',
    ]);
    await test.importOperators({
      slug: 'op-c',
      tlds: ['cc'],
      contacts: [{ email: 'noc@op-c.example', role: 'noc' }],
    });
    await test.sql(`UPDATE contacts SET removed_at = dnscert_now() WHERE email = 'noc@op-b.example'`);
    await mailsBy(() => post('operators', { tlp: 'GREEN' }));
    expect(recipientsOf(test.sink)).toEqual(['noc@op-c.example', 'security@op-a.example']);
    const own = await member.get<{ items: Record<string, unknown>[] }>('lists/operators/alerts');
    expect(own.body.items.map((item) => Object.keys(item).sort())).toEqual([
      ['body', 'id', 'sentAt', 'subject', 'tlp'],
    ]);
    expect((await other.get('lists/operators')).status).toBe(404);
    expect((await other.get('lists/operators/alerts')).status).toBe(404);
    // Whom a person takes out does not come back with the directory.
    const taken = (await membersOf('operators')).find(({ email }) => email === 'noc@op-c.example');
    expect((await staff.call('DELETE', `lists/operators/subscriptions/${taken?.id ?? ''}`)).status).toBe(204);
    await mailsBy(() => post('operators', { tlp: 'GREEN' }));
    expect(recipientsOf(test.sink)).toEqual(['security@op-a.example']);
    const seen = await member.get<{ items: { slug: string }[] }>('lists');
    expect(seen.body.items.map(({ slug }) => slug)).toEqual(['news', 'operators']);
  });

  it('many by two people, and an outside list as one mail', async () => {
    await make({ slug: 'many', tlp: 'CLEAR' });
    for (const name of ['a', 'b', 'c', 'd', 'e']) await add('many', `${name}@members.example`);
    const held = await post('many', { tlp: 'CLEAR' });
    expect([held.status, held.body.state]).toEqual([202, 'awaiting_approval']);
    expect((await staff.post(`notifications/${held.body.id}/approval`, { decision: 'approve' })).status).toBe(
      403,
    );
    const mails = await mailsBy(() =>
      second.post(`notifications/${held.body.id}/approval`, { decision: 'approve' }),
    );
    expect(mails).toHaveLength(5);
    await make({ slug: 'elsewhere', kind: 'outside', address: 'dns@lists.example', tlp: 'GREEN' });
    const outside = await post('elsewhere', { tlp: 'GREEN' });
    expect(outside.status).toBe(202);
    await mailsBy(() => second.post(`notifications/${outside.body.id}/approval`, { decision: 'approve' }));
    expect(recipientsOf(test.sink)).toEqual(['dns@lists.example']);
    expect(fieldOf(mailTo('dns@lists.example'), 'List-Id')).toBe('');
  });

  it('joined by anybody where it is open, by the button behind a mailed link; nobody learns who is on it', async () => {
    await make({ slug: 'public', tlp: 'CLEAR', open: true });
    const first = await ask('public', { email: 'new@people.example' });
    expect([first.status, first.body]).toEqual([202, { state: 'asked' }]);
    await test.settled();
    const text = textOf(mailTo('new@people.example'));
    const link = pathIn(text, 'list-confirm');
    expect(pathWithoutSecrets(link)).toBe('/list-confirm/[redacted]');
    expect(await tablesWith(test, link.replace('/list-confirm/', ''))).toEqual([]);
    for (const language of ['en', 'fr']) {
      const page = await test.api().get(`${link}?lang=${language}`);
      expect([page.status, page.text.includes('<script')]).toEqual([200, false]);
    }
    expect((await membersOf('public')).map(({ state }) => state)).toEqual(['asked']);
    expect((await test.api().call('POST', link, '', FORM)).status).toBe(200);
    expect((await test.api().call('POST', link, '', FORM)).status).toBe(200);
    expect((await membersOf('public')).map(({ state }) => state)).toEqual(['active']);
    // The same answer, and a mail of the same words, for whoever is on it already.
    const again = await ask('public', { email: 'new@people.example' });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect((await ask('closed', { email: 'new@people.example' })).status).toBe(404);
    await test.settled();
    await test.jump(8 * DAY);
    expect((await test.api().call('POST', link, '', FORM)).status).toBe(404);
  });

  it('and asked for by no flood', async () => {
    const here = elsewhere();
    const statuses: number[] = [];
    for (let index = 0; index < 6; index += 1)
      statuses.push((await ask('public', { email: `flood-${index}@people.example` }, here)).status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    const page = await test.api().call('POST', '/lists/public', 'email=nobody', { ...FORM, ...elsewhere() });
    expect(page.status).toBe(400);
    await test.settled();
  });

  it('left by one click, which a look at the page is not', async () => {
    await confirmed('public', 'leaver@people.example');
    await mailsBy(async () => {
      const held = await post('public', { tlp: 'CLEAR' });
      expect(held.status).toBe(201);
    });
    const raw = mailTo('leaver@people.example');
    const link = pathIn(fieldOf(raw, 'List-Unsubscribe'), 'unsubscribe');
    expect((await test.api().get(link)).status).toBe(200);
    const stateOf = async () =>
      (await membersOf('public')).find(({ email }) => email === 'leaver@people.example')?.state;
    expect(await stateOf()).toBe('active');
    expect((await test.api().call('POST', link, 'List-Unsubscribe=One-Click', FORM)).status).toBe(200);
    expect(await stateOf()).toBe('left');
    await mailsBy(() => post('public', { tlp: 'CLEAR' }));
    expect(recipientsOf(test.sink)).not.toContain('leaver@people.example');
  });

  it('paused for whom mail comes back, told to staff, and resumed by hand', async () => {
    await make({ slug: 'bouncing', tlp: 'GREEN' });
    await add('bouncing', 'gone@members.example');
    await add('bouncing', 'here@members.example');
    test.sink?.behave(/gone@members/, { at: 'rcpt', reply: 550, text: '5.1.1 no such user' });
    await mailsBy(() => post('bouncing', { tlp: 'GREEN' }));
    const paused = (await membersOf('bouncing')).find(({ state }) => state === 'paused');
    expect([paused?.email, paused?.reason]).toEqual([
      'gone@members.example',
      expect.stringContaining('no such user'),
    ]);
    await until(() => recipientsOf(test.sink).includes(test.config.MAIL_FROM));
    expect(textOf(mailTo(test.config.MAIL_FROM))).toContain('gone@members.example');
    test.sink?.behaveWell();
    await mailsBy(() => post('bouncing', { tlp: 'GREEN' }));
    expect(recipientsOf(test.sink)).toEqual(['here@members.example']);
    const resumed = await staff.post<Subscription>(
      `lists/bouncing/subscriptions/${paused?.id ?? ''}/resumption`,
    );
    expect([resumed.status, resumed.body.state]).toEqual([200, 'active']);
    await mailsBy(() => post('bouncing', { tlp: 'GREEN' }));
    expect(recipientsOf(test.sink)).toEqual(['gone@members.example', 'here@members.example']);
  });

  it('changed by a lead alone, on what they read', async () => {
    const { headers } = await lead.get('lists/green');
    const etag = headers.get('etag') ?? '';
    expect((await staff.patch('lists/green', { state: 'closed' }, { 'if-match': etag })).status).toBe(403);
    expect((await lead.patch('lists/green', { state: 'closed' })).status).toBe(428);
    expect((await lead.patch('lists/green', { state: 'closed' }, { 'if-match': etag })).status).toBe(200);
    expect((await lead.patch('lists/green', { name: 'x' }, { 'if-match': etag })).status).toBe(412);
    expect((await post('green', { tlp: 'GREEN' })).body.code).toBe('list.closed');
  });
});
