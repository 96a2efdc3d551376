import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ContactPacks } from '#libs/notifications';
import { startService } from '../apps/server/service.ts';
import type { Service } from '../apps/server/service.ts';
import { file, openIncident, reportOf } from './fixtures/casework.ts';
import { Api, signedIn } from './harness/api.ts';
import { EventListener } from './harness/event-listener.ts';
import { QUEUES, TestService } from './harness/service.ts';

const PASSWORD = 'correct horse battery';
/** ms; longer than between two questions to the database. */
const A_WHILE = 1_600;

const outage = (tld: string, words = 'Nothing resolves') => ({
  summary: `${words} under .${tld}, all name servers down`,
  kind: 'authoritative-outage',
  severity: 'high',
  resources: [
    { type: 'tld', value: tld },
    { type: 'nameserver', value: `ns.${tld}.example` },
  ],
});

describe(`changes are told as they happen (queues on ${QUEUES})`, () => {
  let test: TestService;
  let replica: Service;
  let replicaUrl: string;
  let responder: Api;
  let a: Api;
  let b: Api;
  let open: EventListener[] = [];

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off' } });
    replica = await startService({ ...test.config, ROLES: ['web'], PORT: 0 });
    replicaUrl = (replica.url ?? '').replace('localhost', '127.0.0.1');
    for (const letter of ['a', 'b'])
      await test.importOperators({
        slug: `registry-${letter}`,
        tlds: [`${letter}${letter}`, `${letter}x`],
        contacts: [{ email: `noc@registry-${letter}.example`, role: 'security' }],
      });
    responder = await test.signUp('responder');
    a = await test.signUp('operator', { operator: 'registry-a' });
    b = await test.signUp('operator', { operator: 'registry-b' });
  });
  afterEach(() => {
    for (const listener of open) listener.close();
    open = [];
  });
  afterAll(async () => {
    await replica.stop();
    await test.stop();
  });

  const listen = async (api: Api, lastEventId?: string) => {
    const listener = await EventListener.open(api, lastEventId);
    open.push(listener);
    return listener;
  };
  const there = ({ token, cookie }: Api) => new Api(replicaUrl, token, cookie);
  const note = async (api: Api, id: string, body = 'A word') =>
    expect((await api.post(`incidents/${id}/notes`, { body })).status).toBe(201);

  it('to the CERT, whatever is written into the record, on every process', async () => {
    const [here, elsewhere] = [await listen(responder), await listen(there(responder))];
    const report = await file(a, outage('aa'));
    await test.settled();
    const { incidentId } = await reportOf(responder, report);
    for (const listener of [here, elsewhere]) {
      await listener.until(() => listener.of(incidentId).length >= 5);
      expect(listener.of(report)).toEqual(['report report.received', 'report report.triaged']);
      expect(listener.of(incidentId)).toEqual(
        expect.arrayContaining([
          'incident incident.opened',
          'incident report.triaged',
          'incident operator.added',
        ]),
      );
    }
    await note(there(responder), incidentId);
    await here.until(() => here.of(incidentId).includes('incident note.added'));
  });

  it('to an operator, of its own alone, and only that something changed', async () => {
    const [ofA, ofB, observer] = [
      await listen(a),
      await listen(b),
      await listen(await test.signUp('observer')),
    ];
    const report = await file(a, outage('ax'));
    await test.settled();
    const { incidentId } = await reportOf(responder, report);
    await ofA.until(() => ofA.of(incidentId).length > 0 && ofA.of(report).length > 0);
    // The other is named in the same incident, reports in it, is told and answers: none of that is A's to hear.
    const heard = ofA.changes.length;
    const operatorId = await test.operatorId('registry-b');
    await responder.put(`incidents/${incidentId}/affected/${operatorId}`, { state: 'told' });
    await ofB.until(() => ofB.of(incidentId).length > 0);
    await note(b, incidentId, 'Ours');
    await note(responder, incidentId, 'For the CERT alone');
    await b.put(`incidents/${incidentId}/affected/${operatorId}`, { state: 'affected' });
    await sleep(A_WHILE);
    expect(ofA.changes.slice(heard)).toEqual([]);
    expect(ofA.changes.every(({ id }) => id === incidentId || id === report)).toBe(true);
    expect(ofB.changes.every(({ id }) => id === incidentId)).toBe(true);
    expect([...ofA.changes, ...ofB.changes].every(({ type }) => type === 'changed')).toBe(true);
    // How our work goes on is for both.
    await responder.post(`incidents/${incidentId}/transitions`, { to: 'triaging' });
    await ofA.until(() => ofA.changes.length > heard);
    expect(ofA.changes.slice(heard)).toEqual([{ what: 'incident', id: incidentId, type: 'changed' }]);
    expect(observer.changes).toEqual([]);
  });

  it('to an operator under the number that it knows; that two were joined or parted is no news to it', async () => {
    const own = await openIncident(test, responder, outage('aa', 'Registration is down'), a);
    const other = await openIncident(test, responder, { ...outage('bb'), kind: 'ddos' }, b);
    const ofA = await listen(a);
    // What was committed just before it came may be told as well.
    await sleep(A_WHILE);
    const heard = ofA.changes.length;
    await responder.post(`incidents/${own.id}/merge`, { into: other.id, reason: 'One thing' });
    await note(responder, other.id);
    await sleep(A_WHILE);
    expect(ofA.changes.slice(heard)).toEqual([]);
    await responder.post(`incidents/${other.id}/transitions`, { to: 'triaging' });
    await ofA.until(() => ofA.changes.length > heard);
    expect(ofA.changes.slice(heard)).toEqual([{ what: 'incident', id: own.id, type: 'changed' }]);
    await responder.post(`incidents/${own.id}/split`, { reason: 'Two things' });
    await sleep(A_WHILE);
    expect(ofA.changes).toHaveLength(heard + 1);
  });

  it('to the CERT, that drills, contact packs and keys changed, though they stand in no record', async () => {
    const lead = await test.signUp('lead');
    const [here, ofA] = [await listen(responder), await listen(a)];
    const { id } = (await lead.post<{ id: string }>('drills', {})).body;
    await test.settled();
    await here.until(() => here.of(id).length > 0);
    const sidelong = (what: string) =>
      here.changes.filter((change) => change.what === what && change.type === 'changed');
    const started = here.of(id).length;
    await test.sql(`UPDATE drill_calls SET answered_at = dnscert_now() WHERE drill_id = $1`, [id]);
    await here.until(() => here.of(id).length > started);
    expect(sidelong('key')).toEqual([]);
    await test.sql(`UPDATE contacts SET encryption = 'required' WHERE email = 'noc@registry-b.example'`);
    await here.until(() => sidelong('key').length > 0);
    await test.sql(`UPDATE contacts SET encryption = 'if_key' WHERE email = 'noc@registry-b.example'`);
    await test.service.app.get(ContactPacks).sendDue(1);
    await here.until(() => sidelong('contact_pack').length > 0);
    expect(sidelong('contact_pack')).toContainEqual({ what: 'contact_pack', id: null, type: 'changed' });
    expect(ofA.changes).toEqual([]);
  });

  it('though a transaction that began long before commits after others', async () => {
    const listener = await listen(responder);
    const ofA = await listen(a);
    const late = randomUUID();
    const client = new pg.Client({ connectionString: test.databaseUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO timeline_entries (stream_id, index, stream, at, recorded_at, actor, type, data, salt, leaf_hash)
       VALUES ($1, 0, 'report', now(), now(), '{}', 'report.received', '{}', '', '')`,
      [late],
    );
    const report = await file(a, { summary: 'A drill', exercise: true });
    await listener.until(() => listener.of(report).length > 0);
    await ofA.until(() => ofA.of(report).length > 0);
    const place = listener.lastEventId;
    expect(listener.of(late)).toEqual([]);
    await client.query('COMMIT');
    await client.end();
    await listener.until(() => listener.of(late).length > 0);
    // And to whoever was away just then.
    const again = await listen(there(responder), place);
    await again.until(() => again.of(late).length > 0);
    expect(listener.of(late)).toEqual(['report report.received']);
  });

  it('to whoever comes back, without a gap, at whichever process', async () => {
    const ids: string[] = [];
    const heard = new Set<string>();
    let listener = await listen(responder);
    const enough = new AbortController();
    const filer = (async () => {
      while (!enough.signal.aborted) ids.push(await file(a, { summary: 'A drill', exercise: true }));
    })();
    for (let turn = 0; turn < 6; turn += 1) {
      await sleep(400);
      listener.close();
      for (const { id } of listener.changes) heard.add(id ?? '');
      listener = await listen(turn % 2 === 0 ? there(responder) : responder, listener.lastEventId);
    }
    enough.abort();
    await filer;
    await listener.until(() => {
      for (const { id } of listener.changes) heard.add(id ?? '');
      return ids.every((id) => heard.has(id));
    });
    expect(ids.length).toBeGreaterThan(10);
    process.stdout.write(`${ids.length} reports heard of over 6 interruptions at 2 processes\n`);
  });

  it.each<[string, () => string | Promise<string>]>([
    ['an id that is none of ours', () => '42'],
    ['an id that was changed', () => 'A'.repeat(92)],
    [
      'an id from long ago',
      async () => {
        const { lastEventId } = await listen(responder);
        await test.jump(16 * 60);
        return lastEventId;
      },
    ],
  ])('and all at once to whoever comes back with %s', async (_what, id) => {
    const listener = await listen(responder, await id());
    expect(listener.changes).toEqual([{ what: 'all', id: null, type: 'changed' }]);
  });

  it('and nothing more once the session or token has ended, or the right to see it', async () => {
    // The mails of what was reported before are news as well.
    await test.settled();
    const email = 'leaver@staff.example';
    const token = await test.signUp('responder', { email, password: PASSWORD });
    const session = await signedIn(replicaUrl, email, PASSWORD);
    const [byToken, bySession] = [await listen(token), await listen(session)];
    await session.call('DELETE', 'session');
    await test.sql(
      `UPDATE api_tokens SET revoked_at = dnscert_now() WHERE user_id = (SELECT id FROM users WHERE email = $1)`,
      [email],
    );
    await file(a, { summary: 'A drill', exercise: true });
    await Promise.all([byToken, bySession].map((listener) => listener.until(() => listener.isOver)));
    expect([byToken.changes, bySession.changes]).toEqual([[], []]);
    expect((await EventListener.open(token)).status).toBe(401);

    const demoted = 'demoted@staff.example';
    const person = await test.signUp('responder', { email: demoted });
    const listener = await listen(person);
    await test.sql(`UPDATE users SET role = 'observer' WHERE email = $1`, [demoted]);
    await file(a, { summary: 'A drill', exercise: true });
    await sleep(A_WHILE);
    expect([listener.changes, listener.isOver]).toEqual([[], false]);
  });

  it('to at most twenty listeners of an account, who must be let read', async () => {
    const submitOnly = await test.signUp('responder', { scopes: ['report:submit'] });
    expect((await EventListener.open(submitOnly)).status).toBe(403);
    const many = await test.signUp('responder');
    const listeners = await Promise.all(Array.from({ length: 20 }, () => listen(many)));
    const answer = await many.get('events');
    expect(answer).toMatchObject({ status: 429, body: { code: 'events.too_many_streams' } });
    expect(answer.headers.get('retry-after')).toBe('60');
    listeners[0]?.close();
    await sleep(100);
    expect((await listen(many)).status).toBe(200);
  });

  it('until the process stops, which waits for nobody who listens', async () => {
    const third = await startService({ ...test.config, ROLES: ['web'], PORT: 0 });
    const url = (third.url ?? '').replace('localhost', '127.0.0.1');
    const listener = await listen(new Api(url, responder.token));
    const began = performance.now();
    await third.stop();
    expect(performance.now() - began).toBeLessThan(3_000);
    await listener.until(() => listener.isOver);
  });
});
