import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Tlp } from '#libs/contracts';
import { TLP_LABELS } from '#libs/contracts';
import { Timeline, verifyStream } from '#libs/timeline';
import { file, incidentOf, openIncident, reportOf, timelineOf } from './fixtures/casework.ts';
import type { EntryView, IncidentView } from './fixtures/casework.ts';
import type { Answer, Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const STATEMENT = 'Duty manager by phone at 10:15 UTC, called back on the number of the directory';

interface Body {
  code?: string;
  id: string;
  missing?: { reportId: string; tlp: Tlp }[];
}

describe(`a label is lowered by its source alone (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let lead: Api;
  let a: Api;
  let b: Api;
  let incident: IncidentView;
  let report: string;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off' } });
    for (const letter of ['a', 'b'])
      await test.importOperators({
        slug: `op-${letter}`,
        tlds: [`${letter}${letter}`],
        contacts: [{ email: `noc@op-${letter}.example`, role: 'security' }],
      });
    staff = await test.signUp('responder', { email: 'staff@cert.example' });
    lead = await test.signUp('lead', { email: 'lead@cert.example' });
    a = await test.signUp('operator', { operator: 'op-a', email: 'duty@op-a.example' });
    b = await test.signUp('operator', { operator: 'op-b', email: 'duty@op-b.example' });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.sql(`UPDATE incidents SET state = 'rejected' WHERE state <> 'duplicate'`);
    ({ incident, report } = await opened(a, 'RED'));
  });
  afterEach(async () => {
    for (const id of [incident.id, report]) {
      const record = await test.service.app.get(Timeline).recordOf(id);
      expect(record === null ? 'none' : verifyStream(record)).toEqual([]);
    }
  });

  const OUTAGE = {
    summary: 'DNSSEC validation fails under .aa',
    kind: 'dnssec-validation-failure',
    severity: 'medium',
    resources: [{ type: 'tld', value: 'aa' }],
  };
  const opened = async (api: Api, tlp: Tlp, more: Record<string, unknown> = {}) => {
    const found = await openIncident(test, staff, { ...OUTAGE, tlp, ...more }, api);
    const { body } = await staff.get<{ items: { id: string }[] }>(`incidents/${found.id}/reports`);
    return { incident: found, report: body.items.at(-1)?.id ?? '' };
  };
  /** One more report of the same incident. */
  const joined = async (api: Api, tlp: Tlp): Promise<string> => {
    const id = await file(api, { ...OUTAGE, tlp });
    await test.settled();
    expect((await reportOf(staff, id)).incidentId).toBe(incident.id);
    return id;
  };
  const consent = (api: Api, to: string, more: Record<string, unknown> = {}, id = report) =>
    api.post<Body>(`reports/${id}/tlp-consent`, { to, ...more });
  const label = async (to: Tlp, id = incident.id, api = staff): Promise<Answer<Body>> => {
    const { headers } = await api.get(`incidents/${id}`);
    return api.patch<Body>(
      `incidents/${id}`,
      { tlp: to, reason: 'asked for' },
      { 'if-match': headers.get('etag') ?? '' },
    );
  };
  const said = ({ status, body }: Answer<Body>) => [status, body.code ?? 'done'];
  const ofType = async (type: string, api = staff): Promise<EntryView[]> =>
    (await timelineOf(api, incident.id)).filter((entry) => entry.type === type);

  it('for every pair of labels: raising is free, lowering waits for consent, and goes as far as it says', async () => {
    const seen: string[] = [];
    for (const own of TLP_LABELS)
      for (const to of TLP_LABELS) {
        await test.sql(`UPDATE incidents SET state = 'rejected'`);
        ({ incident, report } = await opened(a, own));
        const isLower = TLP_LABELS.indexOf(to) > TLP_LABELS.indexOf(own);
        expect([own, to, ...said(await label(to))]).toEqual([
          own,
          to,
          ...(isLower ? [409, 'incident.tlp_wider'] : [200, 'done']),
        ]);
        expect([own, to, ...said(await consent(a, to))]).toEqual([
          own,
          to,
          ...(isLower ? [201, 'done'] : [409, 'consent.not_needed']),
        ]);
        if (isLower) {
          const further = TLP_LABELS[TLP_LABELS.indexOf(to) + 1];
          if (further !== undefined)
            expect([own, further, ...said(await label(further))]).toEqual([
              own,
              further,
              409,
              'incident.tlp_wider',
            ]);
          expect([own, to, ...said(await label(to))]).toEqual([own, to, 200, 'done']);
        }
        expect((await incidentOf(staff, incident.id)).tlp).toBe(to);
        seen.push(`${own}>${to}`);
      }
    expect(seen).toHaveLength(25);
  }, 120_000);

  it('stands in the record, consent and change, with who, how and why; and its source sees what is said in its name', async () => {
    const given = await consent(staff, 'AMBER', { statement: STATEMENT, reason: 'others must look too' });
    expect([given.status, given.body]).toEqual([
      201,
      expect.objectContaining({
        reportId: report,
        incidentId: incident.id,
        from: 'RED',
        to: 'AMBER',
        how: 'word',
        statement: STATEMENT,
      }),
    ]);
    // The label stays until somebody lowers it.
    expect((await incidentOf(staff, incident.id)).tlp).toBe('RED');
    expect(said(await label('AMBER'))).toEqual([200, 'done']);
    const [consented] = await ofType('report.tlp_consented');
    expect(consented).toMatchObject({
      actor: { name: 'staff' },
      data: { reportId: report, from: 'RED', to: 'AMBER', how: 'word', statement: STATEMENT },
    });
    const [lowered] = await ofType('incident.tlp_lowered');
    expect(lowered?.data).toEqual({
      from: 'RED',
      to: 'AMBER',
      consents: [{ consentId: given.body.id, reportId: report }],
      reason: 'asked for',
    });
    const [own] = await ofType('report.tlp_consented', a);
    expect(own).toMatchObject({
      actor: { kind: 'system', name: 'DNS-CERT' },
      data: { from: 'RED', to: 'AMBER', how: 'word', statement: STATEMENT },
    });
    const stream = await test.service.app.get(Timeline).recordOf(report);
    expect(stream?.entries.map(({ type }) => type)).toContain('report.tlp_consented');
    expect((await reportOf(staff, report)).state).toBe('triaged');
    expect(await test.sql('SELECT tlp FROM reports WHERE id = $1', [report])).toEqual([{ tlp: 'RED' }]);
  });

  it('is consented to by who speaks for the source, and by nobody else in its name', async () => {
    expect(said(await consent(b, 'AMBER'))).toEqual([404, 'report.not_found']);
    expect(said(await consent(staff, 'AMBER'))).toEqual([400, 'consent.statement_needed']);
    expect(said(await consent(a, 'AMBER', { statement: STATEMENT }))).toEqual([
      400,
      'consent.statement_not_wanted',
    ]);
    expect(said(await consent(a, 'PINK'))).toEqual([400, 'request.invalid']);
    expect(said(await consent(a, 'AMBER', { label: 'x' }))).toEqual([400, 'request.invalid']);
    const narrow = await test.signUp('operator', { operator: 'op-a', scopes: ['report:submit', 'read'] });
    expect(said(await consent(narrow, 'AMBER'))).toEqual([403, 'access.forbidden']);
    expect(said(await label('AMBER'))).toEqual([409, 'incident.tlp_wider']);
    // Another person of the same operator speaks for it as well.
    const colleague = await test.signUp('operator', { operator: 'op-a' });
    expect(said(await consent(colleague, 'AMBER'))).toEqual([201, 'done']);
    expect(said(await label('AMBER', incident.id, lead))).toEqual([200, 'done']);
  });

  it('of what our own people reported is consented to by that person or a lead', async () => {
    ({ incident, report } = await opened(staff, 'RED', { exercise: true }));
    const other = await test.signUp('responder');
    expect(said(await consent(other, 'AMBER', { statement: STATEMENT }))).toEqual([403, 'consent.not_yours']);
    expect(said(await consent(staff, 'AMBER'))).toEqual([201, 'done']);
    expect(said(await consent(lead, 'GREEN'))).toEqual([201, 'done']);
    expect(said(await label('GREEN', incident.id, other))).toEqual([200, 'done']);
  });

  it('of several sources takes each whose own label is narrower, and names the missing', async () => {
    const second = await joined(b, 'AMBER+STRICT');
    const third = await joined(b, 'GREEN');
    const refused = await label('GREEN');
    expect(refused.body.missing?.map(({ reportId }) => reportId).sort()).toEqual([report, second].sort());
    expect(said(await consent(a, 'GREEN'))).toEqual([201, 'done']);
    expect((await label('GREEN')).body.missing?.map(({ reportId }) => reportId)).toEqual([second]);
    expect(said(await label('AMBER+STRICT'))).toEqual([200, 'done']);
    expect(said(await consent(b, 'GREEN', {}, second))).toEqual([201, 'done']);
    expect(said(await label('CLEAR'))).toEqual([409, 'incident.tlp_wider']);
    expect(said(await label('GREEN'))).toEqual([200, 'done']);
    expect((await reportOf(staff, third)).incidentId).toBe(incident.id);
    // What comes in later under a narrower label narrows it again, and has a consent of its own to wait for.
    const late = await joined(a, 'RED');
    expect((await incidentOf(staff, incident.id)).tlp).toBe('RED');
    expect((await label('GREEN')).body.missing?.map(({ reportId }) => reportId)).toEqual([late]);
  });

  it('which people narrowed by hand waits for a source as well, and parting does not undo it', async () => {
    ({ incident, report } = await opened(a, 'AMBER', { exercise: true }));
    const id = await file(b, { ...OUTAGE, exercise: true, tlp: 'AMBER' });
    await test.settled();
    expect((await reportOf(staff, id)).incidentId).toBe(incident.id);
    expect(said(await label('RED'))).toEqual([200, 'done']);
    expect(said(await label('AMBER'))).toEqual([409, 'incident.tlp_wider']);
    const parted = await staff.post<{ tlp: Tlp }>(`incidents/${incident.id}/split`, {
      reports: [id],
      reason: 'two',
    });
    expect([parted.status, parted.body.tlp]).toEqual([201, 'RED']);
    expect(said(await consent(a, 'AMBER'))).toEqual([201, 'done']);
    expect(said(await label('AMBER'))).toEqual([200, 'done']);
  });

  it('is not widened by a merge, whose sources count from then on', async () => {
    const other = await opened(b, 'GREEN', {
      summary: 'WHOIS of .bb is down',
      kind: 'rdds-outage',
      resources: [{ type: 'tld', value: 'bb' }],
    });
    expect(other.incident.id).not.toBe(incident.id);
    const merge = await staff.post(`incidents/${incident.id}/merge`, {
      into: other.incident.id,
      reason: 'one',
    });
    expect(merge.status).toBe(200);
    expect((await incidentOf(staff, other.incident.id)).tlp).toBe('RED');
    // The source of what stands for both now is not enough.
    expect(said(await consent(b, 'CLEAR', {}, other.report))).toEqual([201, 'done']);
    const refused = await label('CLEAR', other.incident.id);
    expect(refused.body.missing?.map(({ reportId }) => reportId)).toEqual([report]);
    expect(said(await consent(a, 'AMBER'))).toEqual([201, 'done']);
    expect(said(await label('AMBER', other.incident.id))).toEqual([200, 'done']);
    expect((await incidentOf(staff, incident.id)).tlp).toBe('RED');
  });

  it('at the very moment at which a narrower report comes in never ends wider than that', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      await test.sql(`UPDATE incidents SET state = 'rejected'`);
      ({ incident, report } = await opened(a, 'AMBER'));
      expect(said(await consent(a, 'GREEN'))).toEqual([201, 'done']);
      const [answer, late] = await Promise.all([label('GREEN'), file(b, { ...OUTAGE, tlp: 'AMBER+STRICT' })]);
      await test.settled();
      expect([200, 409, 412]).toContain(answer.status);
      expect((await reportOf(staff, late)).incidentId).toBe(incident.id);
      expect((await incidentOf(staff, incident.id)).tlp).toBe('AMBER+STRICT');
    }
  });
});
