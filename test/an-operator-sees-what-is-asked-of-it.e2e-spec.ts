import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AskView, NoticeView, SessionView } from '#libs/contracts';
import { UnreadKeys } from '#libs/operators';
import { affectedBySlug, file, openIncident, reportOf, tell } from './fixtures/casework.ts';
import type { IncidentView } from './fixtures/casework.ts';
import { ContactDesk, waiting } from './fixtures/contact-changes.ts';
import type { EditedView } from './fixtures/contact-changes.ts';
import { openpgpKey } from './fixtures/contact-keys.ts';
import { linkOf, messagesOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const HOUR = 3_600_000;
const PASSWORD = 'correct horse battery';

describe(`an operator sees what is asked of it (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let lead: Api;
  let one: Api;
  let other: Api;
  let incident: IncidentView;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off' } });
    await test.importOperators(
      {
        slug: 'one',
        name: 'Registry One',
        tlds: ['aa', 'xn--p1ai'],
        contacts: [
          { email: 'noc@one.example', role: 'noc', timezone: 'Pacific/Auckland', phone: '+64 4 000 0000' },
          { email: 'duty@one.example', role: 'security', order: 2, timezone: 'America/Lima' },
        ],
      },
      { slug: 'other', tlds: ['bb', 'dd'], contacts: [{ email: 'noc@other.example', role: 'noc' }] },
    );
    staff = await test.signUp('responder', { email: 'responder@staff.example' });
    lead = await test.signUp('lead');
    one = await test.signUp('operator', { operator: 'one', email: 'duty@one.example', password: PASSWORD });
    other = await test.signUp('operator', { operator: 'other' });
    incident = await openIncident(test, staff, {
      summary: 'Some name servers of .aa and .bb give no answer',
      kind: 'authoritative-outage',
      severity: 'high',
      resources: [
        { type: 'tld', value: 'aa' },
        { type: 'tld', value: 'bb' },
      ],
    });
  });
  afterAll(() => test.stop());

  const asksOf = async (api: Api, query = '') =>
    (await api.get<{ items: AskView[] }>(`asks${query}`)).body.items;
  const askOf = async (api: Api, id: string): Promise<AskView> => {
    const found = (await asksOf(api)).find((ask) => ask.id === id);
    if (found === undefined) throw new Error(`nothing is asked about ${id}`);
    return found;
  };
  const noticesOf = async (api: Api, id: string) =>
    (await api.get<{ items: NoticeView[] }>(`incidents/${id}/deliveries`)).body.items;
  const notify = async (id: string, request: Record<string, unknown> = {}) => {
    await tell(staff, id, { audience: { operators: ['one'] }, ...request });
    await test.settled();
  };
  const acknowledge = (api: Api, ask: AskView, body: Record<string, unknown>) =>
    api.post(`deliveries/${ask.notices[0]?.id ?? ''}/acknowledgement`, body);

  it('knows from its session for whom it speaks, which TLDs, and in which zone it lives', async () => {
    const { body } = await one.get<SessionView>('session');
    expect(body.operator).toEqual({
      slug: 'one',
      name: 'Registry One',
      tlds: ['aa', 'xn--p1ai'],
      timezone: 'America/Lima',
    });
    const stranger = await test.signUp('operator', { operator: 'one', email: 'new@elsewhere.example' });
    expect((await stranger.get<SessionView>('session')).body.operator?.timezone).toBe('Pacific/Auckland');
    expect((await staff.get<SessionView>('session')).body.operator).toBeNull();
  });

  it('is asked nothing before it is told, then for a word by the hour that was promised', async () => {
    expect(await askOf(one, incident.id)).toMatchObject({ asked: 'nothing', dueAt: null, notices: [] });
    await notify(incident.id);
    const ask = await askOf(one, incident.id);
    const told = (await affectedBySlug(test, staff, incident.id))['one'] as unknown as { toldAt: string };
    expect(ask).toMatchObject({ asked: 'answer', since: told.toldAt, tlds: ['aa'] });
    expect(Date.parse(ask.dueAt ?? '') - Date.parse(told.toldAt)).toBe(4 * HOUR);
    // As in the mail, which says it in minutes.
    expect(ask.notices).toMatchObject([{ contact: { email: 'noc@one.example' }, answers: [], body: null }]);
    expect(ask.answers.slice(0, 2)).toEqual(['affected', 'not_affected']);
    const theirs = await askOf(other, incident.id);
    expect([theirs.asked, theirs.notices]).toEqual(['nothing', []]);
  });

  it('answers in one go although it got several notices, with a word beside it', async () => {
    await test.jump(60);
    await notify(incident.id, { template: 'update', body: 'It spreads.', subject: 'It spreads' });
    const ask = await askOf(one, incident.id);
    expect(ask.notices.map(({ template, body }) => [template, body])).toEqual([
      ['update', 'It spreads.'],
      ['notice', null],
    ]);
    const inPerson = await test.signIn('duty@one.example', PASSWORD);
    const { status } = await acknowledge(inPerson, ask, {
      answer: 'affected',
      comment: 'Two of\nsix are gone',
    });
    expect(status).toBe(200);
    const after = await askOf(one, incident.id);
    expect(after).toMatchObject({ asked: 'recovery', dueAt: null, affected: { state: 'affected' } });
    expect(after.answers).toEqual(['mitigating', 'recovered', 'not_affected']);
    const said = {
      answer: 'affected',
      comment: 'Two of\nsix are gone',
      via: 'console',
      givenBy: { kind: 'operator', name: 'duty' },
    };
    expect(after.notices[0]?.answers).toMatchObject([said]);
    // The CERT reads it in the same words; the other operator has none of it.
    const all = await noticesOf(staff, incident.id);
    expect(all.map(({ answers }) => answers.length)).toEqual([1, 0]);
    expect(all[0]?.answers).toMatchObject([{ comment: said.comment, via: 'console' }]);
    expect(await noticesOf(other, incident.id)).toEqual([]);
  });

  it('sees that the CERT took an answer on the phone, and not who or what they noted', async () => {
    const ask = await askOf(one, incident.id);
    const spoken = await acknowledge(staff, ask, { answer: 'mitigating', comment: 'Sounded tired' });
    expect(spoken.status).toBe(200);
    const { text } = await one.get('asks');
    expect(text).not.toMatch(/Sounded tired|responder@|"name":"responder"/);
    expect((await askOf(one, incident.id)).notices[0]?.answers.at(-1)).toMatchObject({
      answer: 'mitigating',
      comment: null,
      givenBy: { kind: 'system', name: 'DNS-CERT' },
    });
  });

  it('is asked of what is open alone; a drill is marked', async () => {
    const drill = await openIncident(test, staff, {
      summary: 'A drill: all name servers of .aa are down',
      severity: 'critical',
      exercise: true,
      resources: [{ type: 'tld', value: 'aa' }],
    });
    expect(await askOf(one, drill.id)).toMatchObject({ exercise: true, asked: 'nothing' });
    const pages = [await asksOf(one, '?limit=1')];
    const { body } = await one.get<{ next: string }>('asks?limit=1');
    pages.push(await asksOf(one, `?limit=1&cursor=${body.next}`));
    expect(pages.flat().map(({ id }) => id)).toEqual([drill.id, incident.id]);
    const rejected = await staff.post(`incidents/${drill.id}/transitions`, {
      to: 'rejected',
      reason: 'Over',
    });
    expect(rejected.status).toBe(200);
    expect((await asksOf(one)).map(({ id }) => id)).toEqual([incident.id]);
    expect((await staff.get('asks')).status).toBe(403);
  });

  it('answers where its case went on, although the notice came before the incident was parted', async () => {
    const shared = { kind: 'ddos', severity: 'critical', occurredAt: '2026-02-03T04:05:06Z' };
    const server = { type: 'nameserver', value: 'ns.shared.example' };
    const reports = [];
    for (const [api, tld] of [
      [other, 'dd'],
      [one, 'xn--p1ai'],
    ] as const)
      reports.push(
        await file(api, {
          ...shared,
          summary: `Servers of .${tld} are under attack`,
          resources: [{ type: 'tld', value: tld }, server],
        }),
      );
    await test.settled();
    const [, ours = ''] = reports;
    const { incidentId: whole } = await reportOf(staff, ours);
    expect((await reportOf(staff, reports[0] ?? '')).incidentId).toBe(whole);
    await notify(whole);
    const link = linkOf(
      messagesOf(test.sink).findLast(({ to }) => to.includes('noc@one.example'))?.raw ?? Buffer.alloc(0),
    );
    await staff.post(`incidents/${whole}/transitions`, { to: 'triaging' });
    const parted = await staff.post(`incidents/${whole}/split`, { reports: [ours], reason: 'Two attacks' });
    expect(parted.status).toBe(201);
    const { incidentId: part } = await reportOf(staff, ours);
    expect(part).not.toBe(whole);
    const stateNow = async () => (await affectedBySlug(test, staff, part))['one']?.state;

    const ask = await askOf(one, whole);
    expect(ask.notices).toHaveLength(1);
    expect((await acknowledge(one, ask, { answer: 'mitigating' })).status).toBe(200);
    expect([await stateNow(), (await askOf(one, whole)).affected.state]).toEqual([
      'mitigating',
      'mitigating',
    ]);
    expect(
      (await test.api().post(link, { answer: 'recovered' }, { accept: 'application/json' })).status,
    ).toBe(200);
    expect([await stateNow(), (await askOf(one, whole)).affected.state]).toEqual(['recovered', 'recovered']);
  });

  describe('and when its keys end', () => {
    const ENDS = '2027-03-02T00:00:00.000Z';
    const desk = () => new ContactDesk(test, 'one', one);
    const facts = async (email: string) => {
      const { keyAlgorithm, keyExpiresAt } = await desk().contact(email);
      return { keyAlgorithm, keyExpiresAt };
    };
    const keyThatEnds = (email: string) =>
      openpgpKey(email, {
        date: new Date('2026-11-01T00:00:00Z'),
        keyExpirationTime: (Date.parse(ENDS) - Date.parse('2026-11-01T00:00:00Z')) / 1_000,
      });

    it('of a key that came with the directory', async () => {
      const { publicKey } = await keyThatEnds('duty@one.example');
      await test.importOperators({
        slug: 'one',
        name: 'Registry One',
        contacts: [{ email: 'duty@one.example', role: 'security', timezone: 'America/Lima', key: publicKey }],
      });
      expect(await facts('duty@one.example')).toEqual({ keyAlgorithm: 'Ed25519', keyExpiresAt: ENDS });
      expect(await facts('noc@one.example')).toEqual({ keyAlgorithm: null, keyExpiresAt: null });
    });

    it('of a key that was set by a change, once that is confirmed, until it is taken away', async () => {
      const { id } = await desk().contact('noc@one.example');
      const { publicKey } = await keyThatEnds('noc@one.example');
      const callBack = (change: string) =>
        lead.post(`contact-changes/${change}/call-back`, {
          number: '+64 4 000 0000',
          reason: 'Read it aloud',
        });
      const asked = waiting(await one.put<EditedView>(`contacts/${id}/key`, { key: publicKey }));
      expect((await facts('noc@one.example')).keyExpiresAt).toBeNull();
      expect((await callBack(asked.id)).body['state']).toBe('applied');
      expect(await facts('noc@one.example')).toEqual({ keyAlgorithm: 'Ed25519', keyExpiresAt: ENDS });
      const gone = waiting(await one.call<EditedView>('DELETE', `contacts/${id}/key`));
      expect((await callBack(gone.id)).body['state']).toBe('applied');
      expect(await facts('noc@one.example')).toEqual({ keyAlgorithm: null, keyExpiresAt: null });
    });

    it('of keys from before their ends were kept, which a worker reads once', async () => {
      await test.sql('UPDATE contacts SET key_algorithm = NULL, key_expires_at = NULL');
      await test.importOperators({
        slug: 'other',
        contacts: [{ email: 'noc@other.example', role: 'noc' }],
      });
      await test.sql(
        `UPDATE contacts SET key_armored = 'what once was a key', key_fingerprint = 'A0' WHERE email = 'noc@other.example'`,
      );
      const unread = test.service.app.get(UnreadKeys);
      expect([await unread.readAll(), await unread.readAll()]).toEqual([2, 0]);
      expect(await facts('duty@one.example')).toEqual({ keyAlgorithm: 'Ed25519', keyExpiresAt: ENDS });
      const [broken] = await test.sql(`SELECT key_algorithm FROM contacts WHERE email = 'noc@other.example'`);
      expect(broken).toEqual({ key_algorithm: 'unknown' });
    });
  });
});
