import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { RotaView } from '#libs/contracts';
import { HandOvers } from '#libs/deadlines';
import { startService } from '../apps/server/service.ts';
import type { Service } from '../apps/server/service.ts';
import { openIncident } from './fixtures/casework.ts';
import type { IncidentView } from './fixtures/casework.ts';
import { fieldOf, messagesOf, textOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { PageTaker } from './harness/page-taker.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const ZONE = 'Europe/Vienna';
const HOUR = 3_600;
const [A, B, LEAD] = ['a@staff.example', 'b@staff.example', 'lead@staff.example'];
const SUBJECTS = {
  begins: 'You are on duty now',
  commence: "Vous êtes d'astreinte",
  ends: 'You are off duty',
  finit: 'Votre astreinte est finie',
  gap: 'Nobody is on duty for a time',
};

describe(`whoever comes on duty is told once (queues on ${QUEUES})`, () => {
  let test: TestService;
  let second: Service;
  let pager: PageTaker;
  let staff: Api;
  let lead: Api;
  let incident: IncidentView;

  beforeAll(async () => {
    pager = await PageTaker.open();
    const env = { AUTO_NOTIFY: 'off', PAGING_SMS_URL: pager.url, PAGING_WEBHOOK_URL: pager.url };
    test = await TestService.start({ env });
    second = await startService(test.config);
    await test.importOperators({
      slug: 'op-aa',
      tlds: ['aa'],
      contacts: [{ email: 'noc@op-aa.example', role: 'noc' }],
    });
    staff = await test.signUp('responder', { email: A });
    await test.signUp('responder', { email: B });
    lead = await test.signUp('lead', { email: LEAD });
    await test.sql(
      `INSERT INTO paging_addresses (user_id, phone, language, updated_at) SELECT id, '+43100000', 'fr', now() FROM users WHERE email = $1`,
      [B],
    );
    incident = await openIncident(test, staff, {
      summary: 'Nothing resolves under .aa',
      kind: 'authoritative-outage',
      severity: 'high',
      resources: [{ type: 'tld', value: 'aa' }],
    });
    await openIncident(test, staff, { summary: 'A drill', severity: 'high', exercise: true });
  });
  afterAll(async () => {
    await second.stop();
    await test.stop();
    await pager.close();
  });

  const idOf = async (email: string) =>
    (await test.sql<{ id: string }>('SELECT id FROM users WHERE email = $1', [email]))[0]?.id ?? '';
  const clock = async () =>
    (await test.sql<{ now: Date }>('SELECT dnscert_now() AS now'))[0]?.now ?? new Date();
  /** Both workers look, at once and as often as they like. */
  const look = async () => {
    const both = [test.service, second].map(({ app }) => app.get(HandOvers));
    await Promise.all([...both, ...both].map((one) => one.look()));
    for (const one of both) await one.look();
    await test.settled();
    await until(async () => (await test.sql(`SELECT 1 FROM pages WHERE state = 'due'`)).length === 0);
  };
  /** What was mailed since this was asked last, as reader and subject. */
  const mailed = () =>
    messagesOf(test.sink)
      .splice(0)
      .map(({ to, raw }) => ({ to: to.join(), subject: subjectOf(raw), text: textOf(raw) }))
      .filter(({ subject }) => Object.values(SUBJECTS).includes(subject))
      .sort((one, other) => one.to.localeCompare(other.to));
  const told = () => mailed().map(({ to, subject }) => [to, subject]);
  const rotaOf = async (emails: string[], version: number, beganHoursAgo: number) => {
    const local = DateTime.fromJSDate(await clock())
      .setZone(ZONE)
      .minus({ hours: beganHoursAgo });
    const { status, body } = await lead.put<RotaView>(
      'rota',
      {
        members: await Promise.all(emails.map(idOf)),
        firstHandOver: local.toFormat(`yyyy-MM-dd'T'HH:mm`),
        zone: ZONE,
        turnDays: 1,
      },
      { 'if-match': `"${version}"` },
    );
    expect(status).toBe(200);
    return body;
  };

  it('with until when, what is open and what is due next, where there is a rota at all', async () => {
    await look();
    expect(mailed()).toEqual([]);
    const { onDuty } = await rotaOf([A, B], 0, 1);
    await look();
    const [mail, ...others] = mailed();
    expect(others).toEqual([]);
    expect([mail?.to, mail?.subject]).toEqual([A, SUBJECTS.begins]);
    const end = new Date(onDuty?.until ?? '');
    const [here, utc] = [
      DateTime.fromJSDate(end).setZone(ZONE).toFormat('ccc yyyy-MM-dd HH:mm:ss ZZ'),
      end.toISOString().slice(11, 19),
    ];
    expect(mail?.text).toContain(`  Until        ${here} ${ZONE} (`);
    expect(mail?.text).toContain(`${utc} UTC)\n`);
    expect(mail?.text).not.toContain('Taken over');
    expect(mail?.text).toMatch(/^Open incidents: 1\. Overdue: 0\.\nDue next:\n- #/m);
    expect(mail?.text).toContain(`- #${incident.number} (critical): Nobody has taken it up, `);
    expect(mail?.text).toMatch(/\/console\n/);
    // No more than a page may say.
    for (const word of ['.aa', 'op-aa', 'resolves', incident.title]) expect(mail?.text).not.toContain(word);
    await look();
    expect(mailed()).toEqual([]);
  });

  it('and whoever goes off by whom, at the hand-over, with two workers and after one that died in the middle', async () => {
    await test.sql('ALTER TABLE letters ADD CONSTRAINT dies CHECK (false) NOT VALID');
    await test.jump(24 * HOUR);
    await expect(test.service.app.get(HandOvers).look()).rejects.toThrow(/dies/);
    await test.sql('ALTER TABLE letters DROP CONSTRAINT dies');
    await look();
    const [ofA, ofB, ...others] = mailed();
    expect(others).toEqual([]);
    expect([ofA?.to, ofA?.subject, ofB?.to, ofB?.subject]).toEqual([A, SUBJECTS.ends, B, SUBJECTS.commence]);
    const [names] = await test.sql<{ a: string; b: string }>(
      `SELECT max(name) FILTER (WHERE email = $1) AS a, max(name) FILTER (WHERE email = $2) AS b FROM users`,
      [A, B],
    );
    expect(ofA?.text).toContain(`  On duty now  ${names?.b ?? ''}\n`);
    expect(ofB?.text).toContain(`  À la suite de  ${names?.a ?? ''}\n`);
    const pages = pager.taken.filter(({ text }) => text.includes('astreinte'));
    expect(pages).toEqual([expect.objectContaining({ to: '+43100000' })]);
    expect(pages[0]?.text).toContain(`Incidents ouverts\u00a0: 1.`);
    expect(pages[0]?.text).toContain(`#${incident.number} (`);
  });

  it('also where somebody stands in, and where that is taken back', async () => {
    const handed = await staff.post<RotaView>('rota/hand-over', { to: await idOf(A), note: 'Ill' });
    expect(handed.status).toBe(200);
    await look();
    expect(told()).toEqual([
      [A, SUBJECTS.begins],
      [B, SUBJECTS.finit],
    ]);
    const [override] = handed.body.overrides;
    expect((await staff.call('DELETE', `rota/overrides/${override?.id ?? ''}`)).status).toBe(204);
    await look();
    expect(told()).toEqual([
      [A, SUBJECTS.ends],
      [B, SUBJECTS.commence],
    ]);
    const { items } = (
      await lead.get<{ items: { type: string; actor: { kind: string } }[] }>('audit?limit=100')
    ).body;
    expect(items.filter(({ type }) => type === 'rota.taken_over')).toHaveLength(4);
  });

  it('and of a time in which nobody is, the leads a day before it, once', async () => {
    await rotaOf([A, B], 1, 1);
    await look();
    expect(told()).toEqual([
      [A, SUBJECTS.begins],
      [B, SUBJECTS.finit],
    ]);
    await test.sql('UPDATE users SET deactivated_at = dnscert_now() WHERE email = $1', [B]);
    await look();
    const [gap, ...others] = mailed();
    expect([gap?.to, gap?.subject, others]).toEqual([LEAD, SUBJECTS.gap, []]);
    await test.jump(22 * HOUR);
    await look();
    expect(told()).toEqual([]);
    // Nobody is: who was on duty is told so, and the leads know.
    await test.jump(3 * HOUR);
    await look();
    const [last, ...more] = mailed();
    expect([last?.to, last?.subject, more]).toEqual([A, SUBJECTS.ends, []]);
    expect(last?.text).toContain('nobody: the leads are told instead');
    await test.jump(24 * HOUR);
    await look();
    expect(told()).toEqual([
      [A, SUBJECTS.begins],
      [LEAD, SUBJECTS.gap],
    ]);
  });
});

/** As a person reads it, without what all our mails begin with. */
function subjectOf(raw: Buffer): string {
  const words = fieldOf(raw, 'Subject').replace(
    /=\?utf-8\?([qb])\?([^?]*)\?= ?/gi,
    (_, how: string, text: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : decodeURIComponent(
            text
              .replaceAll('_', ' ')
              .replaceAll('%', '%25')
              .replace(/=([0-9A-F]{2})/gi, '%$1'),
          ),
  );
  return words.replace(/^\[DNS-CERT\] \[TLP:AMBER\] /, '');
}
