import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { affectedBySlug, file, incidentOf, openIncident, reportOf, timelineOf } from './fixtures/casework.ts';
import type { IncidentView, ReportView } from './fixtures/casework.ts';
import { messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import { writeRootZone } from './fixtures/root-zone.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const STAFF = 'staff@dns-cert.example';
const LABELS = Array.from('abcdefghijklm', (letter) => `j${letter}`);

/** Every TLD has a server of its own; .jm shares one with .jl. */
const ZONE = {
  tlds: {
    ...Object.fromEntries(LABELS.map((label) => [label, [`ns1.nic.${label}`]])),
    jl: ['ns1.nic.jl', 'ns.shared.net'],
    jm: ['ns1.nic.jm', 'ns.shared.net'],
  },
  glue: {
    ...Object.fromEntries(LABELS.map((label, index) => [`ns1.nic.${label}`, [`198.51.100.${index + 1}`]])),
    'ns.shared.net': ['192.0.2.53'],
  },
};

const outage = (label: string, more: Record<string, unknown> = {}) => ({
  summary: `Nothing resolves under .${label}, all name servers down`,
  severity: 'critical',
  ongoing: true,
  resources: [{ type: 'tld', value: label }],
  ...more,
});
/** Of the same kind, but not so bad. */
const trouble = (label: string, more: Record<string, unknown> = {}) => ({
  summary: `Name servers of .${label} answer slowly`,
  kind: 'authoritative-outage',
  severity: 'high',
  resources: [{ type: 'nameserver', value: `ns1.nic.${label}` }],
  ...more,
});

describe(`reports of one event join (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;

  beforeAll(async () => {
    test = await TestService.start();
    await test.importOperators(
      ...LABELS.map((label) => ({
        slug: `op-${label}`,
        tlds: [label],
        contacts: [{ email: `noc@op-${label}.example`, role: 'noc' }],
      })),
    );
    await test.importRootZone(await writeRootZone(test.dataDir, ZONE));
    staff = await test.signUp('responder', { email: STAFF });
  });
  afterAll(() => test.stop());
  afterEach(async () => {
    await test.settled();
    messagesOf(test.sink).length = 0;
  });

  const filed = async (report: Record<string, unknown>, by = staff): Promise<ReportView> => {
    const id = await file(by, report);
    await test.settled();
    return reportOf(staff, id);
  };
  const incidents = async (label: string): Promise<IncidentView[]> =>
    (await staff.get<{ items: IncidentView[] }>(`incidents?tld=${label}`)).body.items;

  it('joins what is of the same TLD and kind, keeps both reports, and says why', async () => {
    const first = await filed(outage('ja'));
    const second = await filed(outage('ja', { summary: 'No answer from any server of .ja, all down' }));
    expect([first.state, second.state]).toEqual(['triaged', 'joined']);
    expect(second.incidentId).toBe(first.incidentId);
    expect(second.reasons['duplicate']?.map(({ rule }) => rule).sort()).toEqual(
      ['close-in-time', 'same-kind', 'same-resource', 'same-tld'].filter((rule) =>
        second.reasons['duplicate']?.some((reason) => reason.rule === rule),
      ),
    );
    const { body } = await staff.get<{ items: ReportView[] }>(`incidents/${first.incidentId}/reports`);
    expect(body.items.map(({ id }) => id)).toEqual([first.id, second.id]);
    const joined = (await timelineOf(staff, first.incidentId)).filter(({ type }) => type === 'report.joined');
    expect(joined.map(({ data }) => data['reportId'])).toEqual([second.id]);
    expect(await incidents('ja')).toHaveLength(1);
  });

  it('joins what shares a server, and adds whom it touches besides', async () => {
    const first = await filed(trouble('jl', { resources: [{ type: 'nameserver', value: 'ns1.nic.jl' }] }));
    const second = await filed(
      outage('jl', {
        resources: [
          { type: 'nameserver', value: 'ns1.nic.jl' },
          { type: 'nameserver', value: 'ns.shared.net' },
        ],
      }),
    );
    expect(second).toMatchObject({ state: 'joined', incidentId: first.incidentId });
    expect(Object.keys(await affectedBySlug(test, staff, first.incidentId)).sort()).toEqual([
      'op-jl',
      'op-jm',
    ]);
    // The incident has become critical: both are told now, each once.
    expect(recipientsOf(test.sink)).toEqual(['noc@op-jl.example', 'noc@op-jm.example', STAFF, STAFF]);
  });

  it('makes one incident of twenty reports that come in at the same time, and tells its operator once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => file(staff, outage('jb'))));
    await test.settled(60_000);
    const reports = await Promise.all(ids.map((id) => reportOf(staff, id)));
    expect(new Set(reports.map(({ incidentId }) => incidentId)).size).toBe(1);
    expect(reports.filter(({ state }) => state === 'triaged')).toHaveLength(1);
    expect(reports.filter(({ state }) => state === 'joined')).toHaveLength(19);
    expect(await incidents('jb')).toHaveLength(1);
    expect(recipientsOf(test.sink)).toEqual(['noc@op-jb.example', ...ids.map(() => STAFF)]);
    const entries = await timelineOf(staff, reports[0]?.incidentId ?? '');
    expect(entries.map(({ index }) => index)).toEqual(entries.map((_, position) => position));
  }, 90_000);

  it('never joins an exercise to what is real, either way round', async () => {
    const real = await filed(outage('jc'));
    const exercise = await filed(outage('jc', { exercise: true }));
    const again = await filed(outage('jc', { exercise: true }));
    const realAgain = await filed(outage('jc'));
    expect(exercise.incidentId).not.toBe(real.incidentId);
    expect(again).toMatchObject({ state: 'joined', incidentId: exercise.incidentId });
    expect(realAgain).toMatchObject({ state: 'joined', incidentId: real.incidentId });
    expect(recipientsOf(test.sink)).toEqual(['noc@op-jc.example', STAFF, STAFF, STAFF, STAFF]);
  });

  it('joins up to the end of the window and not after it', async () => {
    const first = await filed(outage('jd'));
    await test.jump(23.9 * 3_600);
    const inside = await filed(outage('jd'));
    expect(inside).toMatchObject({ state: 'joined', incidentId: first.incidentId });
    // The window runs from the last report, not from the first.
    await test.jump(23.9 * 3_600);
    expect(await filed(outage('jd'))).toMatchObject({ state: 'joined', incidentId: first.incidentId });
    await test.jump(24.1 * 3_600);
    const outside = await filed(outage('jd'));
    expect(outside.state).toBe('triaged');
    expect(outside.incidentId).not.toBe(first.incidentId);
    expect(await incidents('jd')).toHaveLength(2);
  });

  it.each(['closed', 'rejected'])('opens a new incident when the known one is %s', async (end) => {
    const label = end === 'closed' ? 'je' : 'jf';
    const first = await filed(outage(label));
    const way = end === 'closed' ? ['triaging', 'coordinating', 'monitoring', 'closed'] : ['rejected'];
    for (const to of way)
      expect(
        (await staff.post(`incidents/${first.incidentId}/transitions`, { to, reason: 'done' })).status,
      ).toBe(200);
    const second = await filed(outage(label));
    expect(second.state).toBe('triaged');
    expect(second.incidentId).not.toBe(first.incidentId);
  });

  it('raises severity and label by a joined report and records from and to; never lowers them', async () => {
    const first = await filed(trouble('jg', { tlp: 'GREEN' }));
    expect(await incidentOf(staff, first.incidentId)).toMatchObject({ severity: 'high', tlp: 'GREEN' });
    await filed(outage('jg', { tlp: 'AMBER+STRICT' }));
    const raised = await incidentOf(staff, first.incidentId);
    expect(raised).toMatchObject({ severity: 'critical', tlp: 'AMBER+STRICT' });
    expect((await filed(trouble('jg', { tlp: 'CLEAR' }))).incidentId).toBe(first.incidentId);
    expect(await incidentOf(staff, first.incidentId)).toMatchObject({
      severity: 'critical',
      tlp: 'AMBER+STRICT',
    });
    const edits = (await timelineOf(staff, first.incidentId)).filter(
      ({ type }) => type === 'incident.edited',
    );
    expect(edits.map(({ data }) => [data['from'], data['to']])).toEqual([
      [
        { severity: 'high', tlp: 'GREEN' },
        { severity: 'critical', tlp: 'AMBER+STRICT' },
      ],
    ]);
  });

  it('moves an operator on when a further report hits it in fact or comes from itself', async () => {
    const first = await filed(trouble('jh'));
    const joined = await affectedBySlug(test, staff, first.incidentId);
    expect(joined['op-jh']?.state).toBe('not_told');
    const operator = await test.signUp('operator', { operator: 'op-jh', email: 'duty@op-jh.example' });
    const second = await filed(outage('jh'), operator);
    expect(second).toMatchObject({ state: 'joined', incidentId: first.incidentId });
    const after = (await affectedBySlug(test, staff, first.incidentId))['op-jh'];
    expect(after?.state).toBe('affected');
    expect(after?.reasons.map(({ text }) => text)).toEqual([
      'ns1.nic.jh is one of its name servers',
      'it reported the incident itself',
      '.jh itself is named',
    ]);
    const moves = (await timelineOf(staff, first.incidentId)).filter(
      ({ type }) => type === 'operator.state_changed',
    );
    expect(moves.map(({ data }) => [data['from'], data['to']])).toEqual([['not_told', 'affected']]);
  });

  it('sends the reporter of a joined report a receipt that says so, of its own report alone', async () => {
    await filed(
      outage('ji', { summary: 'Secret words of the first reporter: all name servers of .ji down' }),
    );
    messagesOf(test.sink).length = 0;
    const operator = await test.signUp('operator', { operator: 'op-ji', email: 'duty@op-ji.example' });
    const second = await filed(outage('ji'), operator);
    expect(recipientsOf(test.sink)).toEqual(['duty@op-ji.example']);
    const said = textOf(messagesOf(test.sink)[0]?.raw ?? Buffer.alloc(0));
    expect(said).toContain(second.number);
    expect(said).toMatch(/known already; yours was\s+added to it/);
    expect(said).not.toContain('Secret words');
    const { body } = await operator.get<{ reasons: unknown }>(`reports/${second.id}`);
    expect(body.reasons).toEqual(['It was joined to an incident that is known already.']);
  });

  it('knows an operational change and tells nobody of it', async () => {
    const incident = await openIncident(test, staff, {
      summary: 'Planned maintenance: scheduled KSK rollover of .jj',
      description: 'Announced change, everything works as planned.',
      resources: [{ type: 'tld', value: 'jj' }],
    });
    expect(incident.kind).toBe('operational-change');
    expect(recipientsOf(test.sink)).toEqual([STAFF]);
  });

  it('puts a report aside that it cannot read, with its evidence, while the others flow', async () => {
    const [{ id: reporter } = { id: '' }] = await test.sql<{ id: string }>(
      `SELECT id FROM users WHERE email = $1`,
      [STAFF],
    );
    // A row that no schema would let in: resources that are no list.
    const [poison] = await test.sql<{ id: string }>(
      `INSERT INTO reports (id, number, state, channel, reporter_id, summary, description, tlp, exercise, resources, refs, received, sha256, received_at)
       VALUES (gen_random_uuid(), 'POISON', 'received', 'api', $1, 'x', 'y', 'AMBER', false, '{"no": "list"}', '{}', 'as it came', 'aa', dnscert_now())
       RETURNING id`,
      [reporter],
    );
    const state = async () => (await reportOf(staff, poison?.id ?? '')).state;
    for (const wait of [0, 6, 11]) {
      expect(await state()).toBe('received');
      const good = await filed(trouble('jk'));
      expect(['triaged', 'joined']).toContain(good.state);
      await test.jump(wait + 1);
      await test.settled();
    }
    expect(await state()).toBe('quarantined');
    const { body } = await staff.get<{ items: ReportView[] }>('reports?state=quarantined');
    expect(body.items.map(({ id }) => id)).toEqual([poison?.id]);
    expect(body.items[0]?.reasons['quarantine']?.[0]?.text).toMatch(/not iterable|is not a function/);
    const kept = await test.sql<{ received: Buffer; strikes: number; lease: null }>(
      'SELECT received, strikes, lease_until AS lease FROM reports WHERE id = $1',
      [poison?.id],
    );
    expect(kept).toEqual([{ received: Buffer.from('as it came'), strikes: 3, lease: null }]);
    const entries = await test.sql<{ type: string }>(
      `SELECT type FROM timeline_entries WHERE stream_id = $1`,
      [poison?.id],
    );
    expect(entries).toEqual([{ type: 'report.quarantined' }]);
    await test.jump(3_600);
    await test.settled();
    expect(await state()).toBe('quarantined');
  });
});
