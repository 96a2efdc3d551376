import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AffectedState, IncidentState } from '#libs/contracts';
import { AFFECTED_STATES, INCIDENT_STATES, OPERATOR_ANSWERS } from '#libs/contracts';
import { Timeline, verifyStream } from '#libs/timeline';
import {
  affectedBySlug,
  file,
  incidentOf,
  openIncident,
  reportOf,
  tell,
  timelineOf,
} from './fixtures/casework.ts';
import type { EntryView, IncidentView, ReportView } from './fixtures/casework.ts';
import { linkOf, messagesOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

/** Written down here once more, by hand: a slip in the code's own table must not pass. */
const LEGAL: Record<IncidentState, IncidentState[]> = {
  new: ['triaging', 'rejected'],
  triaging: ['coordinating', 'new', 'rejected'],
  coordinating: ['monitoring', 'rejected'],
  monitoring: ['closed', 'coordinating'],
  closed: ['coordinating'],
  rejected: ['triaging'],
  duplicate: [],
};

describe(`incidents move by the rules (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let operator: Api;
  let incident: IncidentView;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off', CLOSURE_SLICES: 'off' } });
    await test.importOperators(
      ...['aa', 'bb', 'cc'].map((label) => ({
        slug: `op-${label}`,
        tlds: [label],
        contacts: [{ email: `noc@op-${label}.example`, role: 'noc' }],
      })),
    );
    staff = await test.signUp('responder', { email: 'staff@dns-cert.example' });
    operator = await test.signUp('operator', { operator: 'op-aa' });
  });
  beforeEach(async () => {
    await test.sql(`UPDATE incidents SET state = 'rejected' WHERE state <> 'duplicate'`);
    incident = await opened('aa');
  });
  afterAll(() => test.stop());

  const opened = (label: string, more: Record<string, unknown> = {}): Promise<IncidentView> =>
    openIncident(test, staff, {
      summary: `Name servers of .${label} answer slowly`,
      kind: 'authoritative-outage',
      severity: 'high',
      resources: [{ type: 'tld', value: label }],
      ...more,
    });
  const move = (to: string, reason?: string, id = incident.id) =>
    staff.post<IncidentView & { code: string; legal: string[]; from: string }>(
      `incidents/${id}/transitions`,
      {
        to,
        ...(reason === undefined ? {} : { reason }),
      },
    );
  const newEntries = async (id: string, since: number): Promise<EntryView[]> =>
    (await timelineOf(staff, id)).slice(since);
  const lengthOf = async (id: string): Promise<number> => (await timelineOf(staff, id)).length;
  const put = (api: Api, operatorId: string, body: Record<string, unknown>, id = incident.id) =>
    api.put<{ code: string; state: string }>(`incidents/${id}/affected/${operatorId}`, body);

  describe('its state', () => {
    it.each(INCIDENT_STATES)(
      'goes from %s where the rules say, and says where when asked for else',
      async (from) => {
        for (const to of INCIDENT_STATES) {
          await test.sql(`UPDATE incidents SET state = $2 WHERE id = $1`, [incident.id, from]);
          const since = await lengthOf(incident.id);
          const { status, body } = await move(to, 'because');
          const isLegal = LEGAL[from].includes(to);
          expect([from, to, status]).toEqual([from, to, isLegal ? 200 : 409]);
          const entries = await newEntries(incident.id, since);
          if (isLegal) {
            expect(body.state).toBe(to);
            expect(entries.map(({ type, data }) => [type, data])).toEqual([
              ['incident.state_changed', { from, to, reason: 'because' }],
            ]);
          } else {
            expect(body).toMatchObject({ code: 'incident.illegal_transition', from, legal: LEGAL[from] });
            expect(entries).toEqual([]);
          }
        }
      },
    );

    it.each([
      ['coordinating', 'rejected'],
      ['monitoring', 'closed'],
      ['closed', 'coordinating'],
      ['rejected', 'triaging'],
    ])('needs a reason from %s to %s', async (from, to) => {
      await test.sql(`UPDATE incidents SET state = $2 WHERE id = $1`, [incident.id, from]);
      for (const none of [undefined, ' ']) {
        const { status, body } = await move(to, none);
        expect([status, ['incident.reason_needed', 'request.invalid'].includes(body.code)]).toEqual([
          400,
          true,
        ]);
      }
      expect((await incidentOf(staff, incident.id)).state).toBe(from);
      expect((await move(to, 'told by phone')).status).toBe(200);
    });

    it('keeps when it was closed first, however often it is opened again', async () => {
      for (const to of ['triaging', 'coordinating', 'monitoring', 'closed']) await move(to, 'on');
      const first = await incidentOf(staff, incident.id);
      expect(first.firstClosedAt).not.toBeNull();
      expect(first.closedAt).toBe(first.firstClosedAt);
      await move('coordinating', 'not over');
      expect(await incidentOf(staff, incident.id)).toMatchObject({
        firstClosedAt: first.firstClosedAt,
        closedAt: null,
      });
      await test.jump(60);
      for (const to of ['monitoring', 'closed']) await move(to, 'now it is');
      const again = await incidentOf(staff, incident.id);
      expect(again.firstClosedAt).toBe(first.firstClosedAt);
      expect(Date.parse(again.closedAt ?? '')).toBeGreaterThan(Date.parse(first.closedAt ?? ''));
    });

    it('is not for an operator to move, or even to see when it is not touched', async () => {
      const stranger = await test.signUp('operator', { operator: 'op-bb' });
      expect((await operator.post(`incidents/${incident.id}/transitions`, { to: 'triaging' })).status).toBe(
        403,
      );
      for (const path of ['', '/timeline', '/affected', '/notes', '/reports'])
        expect([path, (await stranger.get(`incidents/${incident.id}${path}`)).status]).toEqual([path, 404]);
      expect((await stranger.post(`incidents/${incident.id}/notes`, { body: 'hello' })).status).toBe(404);
    });
  });

  describe('what a responder judges', () => {
    const patch = async (edit: Record<string, unknown>) => {
      const { headers } = await staff.get(`incidents/${incident.id}`);
      return staff.patch<IncidentView & { code: string }>(`incidents/${incident.id}`, edit, {
        'if-match': headers.get('etag') ?? '',
      });
    };

    it('is recorded from and to, with the reason, and only what has changed', async () => {
      const since = await lengthOf(incident.id);
      const edit = {
        title: 'Slow .aa',
        severity: 'low',
        kind: 'ddos',
        tlp: 'RED',
        summary: '',
        reason: 'looked',
      };
      expect((await patch(edit)).body).toMatchObject({
        title: 'Slow .aa',
        severity: 'low',
        kind: 'ddos',
        tlp: 'RED',
      });
      const entries = await newEntries(incident.id, since);
      expect(entries.map(({ type, data }) => [type, data])).toEqual([
        [
          'incident.edited',
          {
            from: { title: incident.title, severity: 'high', kind: 'authoritative-outage', tlp: 'AMBER' },
            to: { title: 'Slow .aa', severity: 'low', kind: 'ddos', tlp: 'RED' },
            reason: 'looked',
          },
        ],
      ]);
      await patch(edit);
      expect(await lengthOf(incident.id)).toBe(since + 1);
      expect((await patch({ tlp: 'AMBER' })).body.code).toBe('incident.tlp_wider');
      expect((await patch({ kind: 'no-such-kind' })).status).toBe(400);
    });

    it('is not overwritten by who read it before', async () => {
      const { headers } = await staff.get(`incidents/${incident.id}`);
      const stale = { 'if-match': headers.get('etag') ?? '' };
      expect((await staff.patch(`incidents/${incident.id}`, { title: 'One' }, stale)).status).toBe(200);
      const second = await staff.patch(`incidents/${incident.id}`, { title: 'Two' }, stale);
      expect([second.status, second.body['code']]).toEqual([412, 'incident.version_changed']);
      expect((await staff.patch(`incidents/${incident.id}`, { title: 'Two' })).status).toBe(428);
      expect((await incidentOf(staff, incident.id)).title).toBe('One');
    });

    it('has an assignee of the staff, by name of from and to', async () => {
      const since = await lengthOf(incident.id);
      const [{ id: me } = { id: '' }, { id: them } = { id: '' }] = await test.sql<{ id: string }>(
        `SELECT id FROM users WHERE role IN ('responder', 'operator') ORDER BY role DESC, created_at LIMIT 2`,
      );
      expect((await patch({ assignee: me })).body.assignee).toBe(me);
      expect((await patch({ assignee: them })).body.code).toBe('user.not_found');
      expect((await patch({ assignee: null })).body.assignee).toBeNull();
      expect((await newEntries(incident.id, since)).map(({ type, data }) => [type, data])).toEqual([
        ['incident.assigned', { from: null, to: me }],
        ['incident.assigned', { from: me, to: null }],
      ]);
    });
  });

  describe('its notes', () => {
    it('are the staff’s own, and an operator sees those of its own people alone', async () => {
      await staff.post(`incidents/${incident.id}/notes`, { body: 'Ours: they sound nervous.' });
      await operator.post(`incidents/${incident.id}/notes`, { body: 'Theirs: we restart ns1.' });
      const bodies = async (api: Api) =>
        (await api.get<{ items: { body: string }[] }>(`incidents/${incident.id}/notes`)).body.items.map(
          ({ body }) => body,
        );
      expect(await bodies(staff)).toEqual(['Ours: they sound nervous.', 'Theirs: we restart ns1.']);
      expect(await bodies(operator)).toEqual(['Theirs: we restart ns1.']);
      const seen = await timelineOf(operator, incident.id);
      expect(seen.filter(({ type }) => type === 'note.added')).toHaveLength(1);
      expect((await staff.post(`incidents/${incident.id}/notes`, { body: ' \n ' })).status).toBe(400);
    });
  });

  describe('its operators', () => {
    it('answer for themselves with what they may know, and for nobody else', async () => {
      const own = await test.operatorId('op-aa');
      const other = await test.operatorId('op-bb');
      for (const state of AFFECTED_STATES) {
        const mayAnswer = (OPERATOR_ANSWERS as readonly AffectedState[]).includes(state);
        const { status, body } = await put(operator, own, { state });
        expect([state, status]).toEqual([state, mayAnswer ? 200 : 403]);
        if (!mayAnswer) expect(body.code).toBe('affected.state_not_yours');
      }
      expect((await put(operator, other, { state: 'affected' })).status).toBe(404);
      expect(Object.keys(await affectedBySlug(test, staff, incident.id))).toEqual(['op-aa']);
    });

    it('are added and set by a responder, each change from and to', async () => {
      const [aa, bb] = [await test.operatorId('op-aa'), await test.operatorId('op-bb')];
      const since = await lengthOf(incident.id);
      expect((await put(staff, bb, { state: 'suspected', reason: 'same rack' })).status).toBe(200);
      await put(staff, bb, { state: 'no_answer', serviceState: 'down' });
      await put(staff, aa, { state: 'unknown' });
      expect((await put(staff, '00000000-0000-7000-8000-000000000000', { state: 'affected' })).status).toBe(
        404,
      );
      const entries = await newEntries(incident.id, since);
      expect(entries.map(({ type, data }) => [type, data['operatorId'], data['from'], data['to']])).toEqual([
        ['operator.added', bb, null, 'suspected'],
        ['operator.state_changed', bb, 'suspected', 'no_answer'],
        ['operator.state_changed', aa, 'not_told', 'unknown'],
      ]);
      expect(entries[1]?.data).toMatchObject({ serviceFrom: 'unknown', serviceTo: 'down' });
      const affected = await affectedBySlug(test, staff, incident.id);
      expect(affected['op-bb']).toMatchObject({ state: 'no_answer', serviceState: 'down' });
      expect(affected['op-bb']?.reasons).toEqual([{ rule: 'by_hand', text: 'same rack' }]);
    });
  });

  describe('two that are one', () => {
    let other: IncidentView;
    beforeEach(async () => {
      other = await opened('bb', {
        severity: 'low',
        tlp: 'AMBER+STRICT',
        kind: 'rdds-outage',
        summary: 'WHOIS of .bb is down',
      });
      expect(other.id).not.toBe(incident.id);
    });
    const merge = (from: string, into: string, reason = 'one event') =>
      staff.post<IncidentView & { code: string }>(`incidents/${from}/merge`, { into, reason });
    const unmerge = (id: string) =>
      staff.post<IncidentView & { code: string }>(`incidents/${id}/split`, { reason: 'two after all' });
    const whole = async (...ids: string[]) => {
      for (const id of ids) {
        const record = await test.service.app.get(Timeline).recordOf(id);
        expect(record === null ? 'none' : verifyStream(record)).toEqual([]);
      }
    };

    it('are joined by a link: the record, the reports and the operators of both stay, and both tell of it', async () => {
      await put(staff, await test.operatorId('op-bb'), { state: 'investigating' }, other.id);
      const [sourceLength, targetLength] = [await lengthOf(other.id), await lengthOf(incident.id)];
      const { status, body } = await merge(other.id, incident.id);
      expect(status).toBe(200);
      expect(body).toMatchObject({ state: 'duplicate', mergedInto: incident.id });
      const target = await incidentOf(staff, incident.id);
      expect(target).toMatchObject({ severity: 'high', tlp: 'AMBER+STRICT', tlds: ['aa', 'bb'] });
      const affected = await affectedBySlug(test, staff, incident.id);
      expect(
        Object.entries(affected)
          .map(([slug, { state }]) => [slug, state])
          .sort(),
      ).toEqual([
        ['op-aa', 'not_told'],
        ['op-bb', 'investigating'],
      ]);
      const reports = await staff.get<{ items: ReportView[] }>(`incidents/${other.id}/reports`);
      expect(reports.body.items).toHaveLength(1);
      expect(
        (await newEntries(other.id, sourceLength)).map(({ type, data }) => [type, data['from'], data['to']]),
      ).toEqual([
        ['incident.state_changed', 'new', 'duplicate'],
        ['incident.merged', null, incident.id],
      ]);
      const told = await newEntries(incident.id, targetLength);
      expect(told.map(({ type }) => type)).toEqual(['incident.merged', 'incident.edited', 'operator.added']);
      expect(told[0]?.data).toMatchObject({ incidentId: other.id, wasState: 'new', reason: 'one event' });
      expect(told[1]?.data).toMatchObject({ from: { tlp: 'AMBER' }, to: { tlp: 'AMBER+STRICT' } });
      // What comes in of the other joins the one that stands for both.
      const late = await file(staff, {
        summary: 'WHOIS of .bb is down',
        kind: 'rdds-outage',
        resources: [{ type: 'tld', value: 'bb' }],
      });
      await test.settled();
      expect((await reportOf(staff, late)).incidentId).toBe(incident.id);
      await whole(other.id, incident.id);
    });

    it('are two again, and what the merge had brought is taken back', async () => {
      const before = await incidentOf(staff, incident.id);
      await merge(other.id, incident.id);
      const since = await lengthOf(incident.id);
      const { status, body } = await unmerge(other.id);
      expect([status, body.state, body.mergedInto]).toEqual([200, 'triaging', null]);
      expect(await incidentOf(staff, incident.id)).toMatchObject({ tlds: before.tlds, state: before.state });
      expect(Object.keys(await affectedBySlug(test, staff, incident.id))).toEqual(['op-aa']);
      expect(Object.keys(await affectedBySlug(test, staff, other.id))).toEqual(['op-bb']);
      expect(
        (await newEntries(incident.id, since)).map(({ type, data }) => [type, data['operatorsRemoved']]),
      ).toEqual([['incident.split', [await test.operatorId('op-bb')]]]);
      expect((await unmerge(other.id)).status).toBe(400);
      // And once more: nothing of it is used up.
      expect((await merge(other.id, incident.id)).status).toBe(200);
      expect((await unmerge(other.id)).status).toBe(200);
      await whole(other.id, incident.id);
    });

    it('keep an operator in both to whom something has happened since', async () => {
      await merge(other.id, incident.id);
      await put(staff, await test.operatorId('op-bb'), { state: 'mitigating' });
      await unmerge(other.id);
      expect((await affectedBySlug(test, staff, incident.id))['op-bb']?.state).toBe('mitigating');
    });

    it('hear an answer to a mail of the duplicate in both', async () => {
      await tell(staff, other.id, { audience: { operators: ['op-bb'] } });
      await test.settled();
      const mail = messagesOf(test.sink)
        .filter(({ to }) => to.includes('noc@op-bb.example'))
        .at(-1);
      await merge(other.id, incident.id);
      const { status } = await test.api().post(linkOf(mail?.raw ?? Buffer.alloc(0)), { answer: 'affected' });
      expect(status).toBe(200);
      for (const id of [other.id, incident.id])
        expect((await affectedBySlug(test, staff, id))['op-bb']?.state).toBe('affected');
    });

    it('are never one with themselves, an exercise, or by a chain', async () => {
      const exercise = await opened('cc', { exercise: true });
      const third = await opened('cc');
      const refused = async (from: string, into: string) => {
        const { status, body } = await merge(from, into);
        expect([status, body.code]).toEqual([409, 'incident.merge_refused']);
      };
      await refused(incident.id, incident.id);
      await refused(exercise.id, incident.id);
      await refused(incident.id, exercise.id);
      await merge(other.id, incident.id);
      await refused(other.id, third.id);
      await refused(third.id, other.id);
      await refused(incident.id, third.id);
      expect((await merge(third.id, '00000000-0000-7000-8000-000000000000')).status).toBe(404);
      expect((await staff.post(`incidents/${third.id}/merge`, { into: incident.id })).status).toBe(400);
      expect(
        (await operator.post(`incidents/${incident.id}/merge`, { into: third.id, reason: 'x' })).status,
      ).toBe(403);
      expect((await incidentOf(staff, third.id)).state).toBe('new');
    });

    it('are merged once however many ask at the same time, from both sides', async () => {
      const answers = await Promise.all([
        merge(other.id, incident.id),
        merge(incident.id, other.id),
        merge(other.id, incident.id),
        merge(incident.id, other.id),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      await whole(other.id, incident.id);
    });
  });

  describe('one that was two', () => {
    it('gives reports to an incident of their own, and takes them back by a merge', async () => {
      const id = await file(staff, {
        summary: 'Another thing at .aa and .bb',
        kind: 'authoritative-outage',
        severity: 'medium',
        tlp: 'GREEN',
        resources: [
          { type: 'tld', value: 'aa' },
          { type: 'tld', value: 'bb' },
        ],
      });
      await test.settled();
      expect((await reportOf(staff, id)).incidentId).toBe(incident.id);
      await put(staff, await test.operatorId('op-bb'), { state: 'affected' });
      const since = await lengthOf(incident.id);
      const { status, body } = await staff.post<IncidentView>(`incidents/${incident.id}/split`, {
        reports: [id],
        title: 'The other thing',
        reason: 'two events',
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        state: 'triaging',
        title: 'The other thing',
        tlp: 'GREEN',
        tlds: ['aa', 'bb'],
      });
      expect(body.id).not.toBe(incident.id);
      expect((await reportOf(staff, id)).incidentId).toBe(body.id);
      expect(
        Object.entries(await affectedBySlug(test, staff, body.id))
          .map(([slug, { state }]) => [slug, state])
          .sort(),
      ).toEqual([
        ['op-aa', 'not_told'],
        ['op-bb', 'affected'],
      ]);
      expect(
        (await newEntries(incident.id, since)).map(({ type, data }) => [type, data['into'] ?? data['to']]),
      ).toEqual([
        ['incident.split', body.id],
        ['report.moved', body.id],
      ]);
      expect((await timelineOf(staff, body.id)).map(({ type }) => type)).toEqual([
        'incident.opened',
        'report.moved',
        'operator.added',
        'operator.added',
      ]);
      const moved = await test.sql<{ type: string }>(
        `SELECT type FROM timeline_entries WHERE stream_id = $1 ORDER BY index`,
        [id],
      );
      expect(moved.map(({ type }) => type)).toEqual(['report.received', 'report.triaged', 'report.moved']);
      expect(
        (await staff.post(`incidents/${body.id}/merge`, { into: incident.id, reason: 'no' })).status,
      ).toBe(200);
    });

    it('keeps at least one, and gives only what it has', async () => {
      const [mine] = (await staff.get<{ items: ReportView[] }>(`incidents/${incident.id}/reports`)).body
        .items;
      const foreign = (await opened('bb')).id;
      const [theirs] = (await staff.get<{ items: ReportView[] }>(`incidents/${foreign}/reports`)).body.items;
      const split = async (reports: unknown) =>
        (await staff.post(`incidents/${incident.id}/split`, { reports, reason: 'x' })).status;
      expect(await split([mine?.id])).toBe(409);
      expect(await split([theirs?.id])).toBe(404);
      expect(await split([])).toBe(400);
      expect((await staff.post(`incidents/${incident.id}/split`, { reason: 'x' })).status).toBe(400);
    });
  });
});
