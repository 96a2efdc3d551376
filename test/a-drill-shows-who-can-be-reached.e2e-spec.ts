import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DrillDetailView, DrillOperatorView, DrillView, PageView } from '#libs/contracts';
import { openpgpKey } from './fixtures/contact-keys.ts';
import type { TestKey } from './fixtures/contact-keys.ts';
import { fieldOf, messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import { openSealed } from './fixtures/sealed-mail.ts';
import type { Api } from './harness/api.ts';
import { itInBrowser, openBrowser } from './harness/browser.ts';
import { accessibilityFaults, open, PHONE, tooWide, visitor } from './harness/console-page.ts';
import { QUEUES, TestService } from './harness/service.ts';

const HOUR = 3_600;

describe(`a drill shows who can be reached (queues on ${QUEUES})`, () => {
  let test: TestService;
  let lead: Api;
  let responder: Api;
  let key: TestKey;
  let drill: DrillDetailView;
  beforeAll(async () => {
    test = await TestService.start({ env: { MASS_SEND_OPERATORS: '3', AUTO_NOTIFY: 'off' } });
    key = await openpgpKey('noc@sealed.example');
    const operator = (slug: string, country: string, contacts: Record<string, unknown>[]) => ({
      slug,
      country,
      contacts,
    });
    await test.importOperators(
      operator('answers', 'NZ', [
        { email: 'noc@answers.example', role: 'noc' },
        { email: 'NOC@answers.example', role: 'security', order: 2 },
        { email: 'duty@answers.example', role: 'tech', order: 2, language: 'fr', timezone: 'Africa/Dakar' },
      ]),
      operator('sealed', 'FR', [
        { email: 'noc@sealed.example', role: 'noc', encryption: 'required', key: key.publicKey },
      ]),
      operator('bounces', 'KE', [{ email: 'noc@bounces.example', role: 'noc' }]),
      operator('keyless', 'FR', [{ email: 'noc@keyless.example', role: 'noc', encryption: 'required' }]),
      operator('empty', 'ZZ', [{ email: 'noc@empty.example', role: 'noc' }]),
    );
    await test.sql(`UPDATE contacts SET removed_at = now() WHERE email = 'noc@empty.example'`);
    test.sink?.behave(/bounces/, { at: 'rcpt', reply: 550, text: '5.1.1 no such user' });
    lead = await test.signUp('lead');
    responder = await test.signUp('responder');
  });
  afterAll(() => test.stop());

  const standings = ({ coverage }: DrillView) =>
    Object.fromEntries(
      coverage.standings.flatMap(({ standing, count }) => (count === 0 ? [] : [[standing, count]])),
    );
  const now = async () => (await lead.get<DrillDetailView>(`drills/${drill.id}`)).body;
  const linkIn = (text: string) => /\/drill\/[\w-]+/.exec(text)?.[0] ?? '';
  const mailTo = (address: string) => {
    const found = messagesOf(test.sink).find(({ to }) => to.includes(address));
    if (found === undefined) throw new Error(`no mail to ${address}`);
    return found.raw;
  };

  it('goes to so many that it takes a second person, and nobody is mailed before', async () => {
    expect((await responder.post('drills', {})).status).toBe(403);
    const asked = await lead.post<DrillDetailView>('drills', { note: 'Our yearly drill.', answerWithin: 48 });
    expect([asked.status, asked.body.state]).toEqual([201, 'waits_for_second']);
    drill = asked.body;
    await test.settled();
    expect(messagesOf(test.sink)).toEqual([]);
    expect((await lead.post<{ code: string }>(`drills/${drill.id}/approval`)).body.code).toBe(
      'drill.own_wish',
    );
    const agree = () =>
      responder.post<DrillDetailView>(`drills/${drill.id}/approval`, undefined, {
        'Idempotency-Key': 'agreed',
      });
    const started = await agree();
    expect([started.status, started.body.state]).toEqual([200, 'running']);
    expect(await agree()).toMatchObject({ status: 200, body: started.body });
    expect((await responder.post<{ code: string }>(`drills/${drill.id}/approval`)).body.code).toBe(
      'drill.not_waiting',
    );
    expect((await lead.post<{ code: string }>('drills', {})).body.code).toBe('drill.runs_already');
  });

  it('mails each mailbox once, in its language, encrypted where it wants so', async () => {
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([
      'duty@answers.example',
      'noc@answers.example',
      'noc@sealed.example',
    ]);
    const english = mailTo('noc@answers.example');
    expect(textOf(english)).toContain('Our yearly drill.');
    expect(fieldOf(english, 'Subject')).toContain('[TLP:CLEAR] [EXERCISE] Reachability drill');
    expect(fieldOf(english, 'Content-Type')).toContain('multipart/signed');
    expect(textOf(mailTo('duty@answers.example'))).toContain('Tout va bien.');
    const sealed = mailTo('noc@sealed.example');
    expect(sealed.toString('latin1')).not.toContain('/drill/');
    expect(standings(await now())).toEqual({ reached: 2, bounced: 2, no_contact: 1 });
  });

  it('is answered by a press of the button, not by opening the link', async () => {
    const link = linkIn(textOf(mailTo('duty@answers.example')));
    const nobody = test.api();
    const page = await nobody.get(link, { accept: 'text/html' });
    expect([page.status, page.text.includes('<form method="post">')]).toEqual([200, true]);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(standings(await now())).toEqual({ reached: 2, bounced: 2, no_contact: 1 });
    for (let press = 0; press < 2; press += 1) expect((await nobody.post(link)).status).toBe(200);
    const own = await (await fetch(`${test.url}/.well-known/dnscert.asc`)).text();
    const { text } = await openSealed(mailTo('noc@sealed.example'), key.secretKey ?? '', own);
    expect((await nobody.post(linkIn(text))).status).toBe(200);
    expect((await nobody.post(`/drill/${'x'.repeat(43)}`)).status).toBe(404);
    expect((await nobody.get(link.replace('/drill/', '/ack/'))).status).toBe(404);
  });

  it('is counted, in all and by region, each operator with what became of its mails', async () => {
    const shown = await now();
    expect(standings(shown)).toEqual({ answered: 2, bounced: 2, no_contact: 1 });
    expect(shown.coverage).toMatchObject({ operators: 5, answeredPercent: 40 });
    expect(
      shown.regions.map(({ region, operators, answeredPercent }) => [region, operators, answeredPercent]),
    ).toEqual([
      ['africa', 1, 0],
      ['asia_pacific', 1, 100],
      ['europe', 2, 50],
      ['unknown', 1, 0],
    ]);
    const list = async (query = '') =>
      (await responder.get<PageView<DrillOperatorView>>(`drills/${drill.id}/operators${query}`)).body.items;
    const all = await list();
    expect(all.map(({ operator: { slug }, standing }) => `${slug} ${standing}`)).toEqual([
      'answers answered',
      'bounces bounced',
      'empty no_contact',
      'keyless bounced',
      'sealed answered',
    ]);
    expect(all[0]?.contacts.map(({ email, answeredAt }) => [email, answeredAt !== null])).toEqual([
      ['noc@answers.example', false],
      ['duty@answers.example', true],
    ]);
    expect(all[1]?.contacts).toMatchObject([
      { delivery: 'bounced', why: expect.stringContaining('takes no mail') as unknown },
    ]);
    expect(all[3]?.contacts).toMatchObject([
      { delivery: 'withheld', why: expect.stringContaining('no key') as unknown },
    ]);
    expect((await list('?standing=bounced&region=europe')).map(({ operator }) => operator.slug)).toEqual([
      'keyless',
    ]);
    // It stands in no incident, and is asked of nobody as a duty.
    expect((await test.sql('SELECT 1 FROM timeline_entries')).length).toBe(0);
  });

  itInBrowser('is shown so, to whoever reads by eye or by ear, at a desk and on a phone', async () => {
    const account = { email: 'looker@staff.example', password: randomBytes(12).toString('hex') };
    await test.signUp('responder', account);
    const browser = await openBrowser();
    try {
      if (browser === null) throw new Error('no browser');
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, faults } = await visitor(browser, test.url, account, { colorScheme });
        await open(page, `/console/drills/${drill.id}`);
        expect(await page.getByRole('main').textContent()).toContain('noc@bounces.example');
        expect(await accessibilityFaults(page)).toEqual([]);
        await page.setViewportSize(PHONE);
        expect(await tooWide(page)).toBe(0);
        expect(faults).toEqual([]);
      }
    } finally {
      await browser?.close();
    }
  });

  it('is over in time; its figures stay, and another begins at nothing', async () => {
    await test.jump(49 * HOUR);
    const before = await now();
    expect([before.state, before.coverage.answeredPercent]).toEqual(['over', 40]);
    const late = await test.api().post(linkIn(textOf(mailTo('noc@answers.example'))));
    expect(late.status).toBe(409);
    const again = await lead.post<DrillDetailView>('drills', {});
    expect(again.status).toBe(201);
    const { items } = (await responder.get<PageView<DrillView>>('drills')).body;
    expect(items.map(({ id, state }) => [id, state])).toEqual([
      [again.body.id, 'waits_for_second'],
      [drill.id, 'over'],
    ]);
    expect((await now()).coverage).toEqual(before.coverage);
    const audit = await test.sql<{ type: string }>(
      `SELECT type FROM audit_entries WHERE type LIKE 'drill.%' ORDER BY at`,
    );
    expect(audit.map(({ type }) => type)).toEqual(['drill.asked', 'drill.started', 'drill.asked']);
  });
});
