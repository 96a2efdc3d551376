import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Timeline, verifyStream, WholeCheck } from '#libs/timeline';
import type { RecordFault } from '#libs/timeline';
import { openIncident, timelineOf } from './fixtures/casework.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const COPY = `CREATE TABLE kept_entries AS SELECT * FROM timeline_entries`;

/** What somebody with all rights on the database server may do to a stream, and what shows it. */
const TAMPERINGS: [string, string, { index: number | null; says: RegExp }][] = [
  [
    'an edited text',
    `UPDATE timeline_entries SET data = data || '{"reason": "nothing to see"}' WHERE stream_id = $id AND index = 2`,
    { index: 2, says: /does not fit its hash/ },
  ],
  [
    'another actor',
    `UPDATE timeline_entries SET actor = '{"kind":"user","name":"somebody else"}' WHERE stream_id = $id AND index = 1`,
    { index: 1, says: /does not fit its hash/ },
  ],
  [
    'another time',
    `UPDATE timeline_entries SET at = at - interval '1 hour' WHERE stream_id = $id AND index = 3`,
    { index: 3, says: /does not fit its hash/ },
  ],
  [
    'another time of writing',
    `UPDATE timeline_entries SET recorded_at = recorded_at - interval '1 millisecond' WHERE stream_id = $id AND index = 3`,
    { index: 3, says: /does not fit its hash/ },
  ],
  [
    'a deletion in the middle',
    `DELETE FROM timeline_entries WHERE stream_id = $id AND index = 2`,
    { index: 3, says: /one is missing/ },
  ],
  [
    'a deletion in the middle, closed up',
    `DELETE FROM timeline_entries WHERE stream_id = $id AND index = 2;
     UPDATE timeline_entries SET index = index - 1 WHERE stream_id = $id AND index > 2;
     UPDATE timeline_heads SET next_index = next_index - 1 WHERE stream_id = $id`,
    { index: 2, says: /does not fit its hash/ },
  ],
  [
    'a deletion at the end',
    `DELETE FROM timeline_entries WHERE stream_id = $id AND index = (SELECT max(index) FROM timeline_entries WHERE stream_id = $id)`,
    { index: null, says: /the end was cut/ },
  ],
  [
    'a deletion at the front',
    `DELETE FROM timeline_entries WHERE stream_id = $id AND index = 0`,
    { index: 1, says: /one is missing/ },
  ],
  [
    'a deletion of all',
    `DELETE FROM timeline_entries WHERE stream_id = $id`,
    { index: null, says: /the end was cut/ },
  ],
  [
    'two that changed places',
    `UPDATE timeline_entries SET index = 1000 WHERE stream_id = $id AND index = 1;
     UPDATE timeline_entries SET index = 1 WHERE stream_id = $id AND index = 2;
     UPDATE timeline_entries SET index = 2 WHERE stream_id = $id AND index = 1000`,
    { index: 1, says: /does not fit its hash/ },
  ],
  [
    'a doubled entry at the end',
    `INSERT INTO timeline_entries SELECT stream_id, (SELECT max(index) + 1 FROM timeline_entries WHERE stream_id = $id), stream, at, recorded_at,
            actor, type, data, salt, prev_hash, leaf_hash FROM timeline_entries WHERE stream_id = $id AND index = 1;
     UPDATE timeline_heads SET next_index = next_index + 1 WHERE stream_id = $id`,
    { index: null, says: /not the one that the head names/ },
  ],
  [
    'an entry behind the end that the head does not count',
    `INSERT INTO timeline_entries SELECT stream_id, (SELECT max(index) + 1 FROM timeline_entries WHERE stream_id = $id), stream, at, recorded_at,
            actor, type, data, salt, prev_hash, leaf_hash FROM timeline_entries WHERE stream_id = $id AND index = 1`,
    { index: null, says: /added to/ },
  ],
  [
    'an entry in between',
    `UPDATE timeline_entries SET index = index + 1000 WHERE stream_id = $id AND index > 1;
     UPDATE timeline_entries SET index = index - 999 WHERE stream_id = $id AND index > 1000;
     INSERT INTO timeline_entries SELECT stream_id, 2, stream, at, recorded_at, actor, type, data, salt, prev_hash, leaf_hash
       FROM timeline_entries WHERE stream_id = $id AND index = 1;
     UPDATE timeline_heads SET next_index = next_index + 1 WHERE stream_id = $id`,
    { index: 2, says: /does not fit its hash/ },
  ],
  [
    'an entry of another stream',
    `UPDATE timeline_entries SET data = other.data, salt = other.salt, leaf_hash = other.leaf_hash, actor = other.actor, type = other.type,
            at = other.at, recorded_at = other.recorded_at
       FROM (SELECT * FROM timeline_entries WHERE stream_id <> $id AND index = 0 LIMIT 1) AS other
      WHERE timeline_entries.stream_id = $id AND timeline_entries.index = 0`,
    { index: 0, says: /does not fit its hash/ },
  ],
  [
    'a head that is gone',
    `DELETE FROM timeline_heads WHERE stream_id = $id`,
    { index: null, says: /the head counts 0 entries/ },
  ],
];

describe(`the record cannot be rewritten unseen (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let id: string;

  beforeAll(async () => {
    test = await TestService.start({ smtp: false, env: { AUTO_NOTIFY: 'off' } });
    staff = await test.signUp('responder');
    ({ id } = await openIncident(test, staff, { summary: 'Something slow', severity: 'low' }));
    await openIncident(test, staff, { summary: 'Something else', severity: 'low', exercise: true });
    await test.sql(COPY);
    await test.sql('CREATE TABLE kept_heads AS SELECT * FROM timeline_heads');
  });
  afterAll(() => test.stop());

  const faults = async (streamId = id): Promise<RecordFault[]> => {
    const record = await test.service.app.get(Timeline).recordOf(streamId);
    return record === null ? [] : verifyStream(record);
  };
  const allFaults = async (): Promise<RecordFault[]> => {
    const ids = await test.service.app.get(Timeline).streamIds();
    return (await Promise.all(ids.map(faults))).flat();
  };

  it.each([
    [`UPDATE timeline_entries SET data = '{}'`],
    [`UPDATE timeline_entries SET data = data WHERE false`],
    [`DELETE FROM timeline_entries`],
    [`TRUNCATE timeline_entries`],
    [`TRUNCATE timeline_entries CASCADE`],
  ])('refuses to the service itself: %s', async (statement) => {
    await expect(test.sql(statement)).rejects.toMatchObject({ code: '42501' });
    expect(await allFaults()).toEqual([]);
  });

  it.each([
    `UPDATE timeline_entries SET data = '{}'`,
    `DELETE FROM timeline_entries`,
    `TRUNCATE timeline_entries`,
  ])('refuses by its trigger even where the right was given back: %s', async (statement) => {
    await test.sqlAsSuperuser('GRANT ALL ON timeline_entries TO dnscert');
    await expect(test.sql(statement)).rejects.toThrow(/the record is append-only/);
    await test.sqlAsSuperuser('REVOKE UPDATE, DELETE, TRUNCATE ON timeline_entries FROM dnscert');
    expect(await allFaults()).toEqual([]);
  });

  describe('finds what somebody with all rights did', () => {
    beforeEach(() =>
      asIntruder(`DELETE FROM timeline_entries; INSERT INTO timeline_entries SELECT * FROM kept_entries;
      DELETE FROM timeline_heads; INSERT INTO timeline_heads SELECT * FROM kept_heads`),
    );
    afterAll(() =>
      asIntruder(`DELETE FROM timeline_entries; INSERT INTO timeline_entries SELECT * FROM kept_entries;
      DELETE FROM timeline_heads; INSERT INTO timeline_heads SELECT * FROM kept_heads`),
    );

    const asIntruder = (statements: string) =>
      test.sqlAsSuperuser(
        `SET session_replication_role = replica; ${statements.replaceAll('$id', `'${id}'`)}`,
      );

    it.each(TAMPERINGS)('%s', async (_what, statements, { index, says }) => {
      expect(await allFaults()).toEqual([]);
      await asIntruder(statements);
      const found = await allFaults();
      expect(new Set(found.map(({ streamId }) => streamId))).toEqual(new Set([id]));
      const fault = found.find((each) => each.index === index && says.test(each.message));
      expect([fault?.index, found]).toEqual([index, found]);
    });

    it('in threads, each of which looks at a stretch of it', async () => {
      const check = test.service.app.get(WholeCheck);
      const untouched = await check.run([], 1);
      expect([untouched.faults, untouched.streams > 2]).toEqual([[], true]);
      await asIntruder(
        `UPDATE timeline_entries SET data = '{"text":"never was"}' WHERE stream_id = $id AND index = 1`,
      );
      const { faults: found, streams } = await check.run([], 1);
      expect(found.map(({ streamId, index }) => [streamId, index])).toContainEqual([id, 1]);
      expect([found, streams]).toEqual([(await check.run()).faults, untouched.streams]);
    });

    it('a whole stream that was removed, by what its report and incident rows still say', async () => {
      await asIntruder(
        `DELETE FROM timeline_entries WHERE stream_id = $id; DELETE FROM timeline_heads WHERE stream_id = $id`,
      );
      expect(await allFaults()).toEqual([
        { streamId: id, index: null, message: 'there is no record of it at all: it was removed' },
      ]);
    });
  });

  it('stays whole when thirty write to it at the same time', async () => {
    const before = (await timelineOf(staff, id)).length;
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, number) =>
        staff.post(`incidents/${id}/notes`, { body: `note ${number}` }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const entries = await timelineOf(staff, id);
    expect(entries.map(({ index }) => index)).toEqual(
      Array.from({ length: before + 30 }, (_, index) => index),
    );
    expect(new Set(entries.map(({ data }) => data['noteId'])).size).toBe(31);
    expect(await allFaults()).toEqual([]);
  });

  it('keeps two clocks: when it happened and when it was written down', async () => {
    const reporter = await test.signUp('responder');
    const filed = await reporter.post<{ id: string }>('reports', { summary: 'Told late', severity: 'low' });
    await test.settled();
    const { body: report } = await staff.get<{ incidentId: string; receivedAt: string; triagedAt: string }>(
      `reports/${filed.body.id}`,
    );
    const [received, opened] = await timelineOf(staff, report.incidentId);
    expect(received).toMatchObject({ type: 'report.received', at: report.receivedAt });
    expect(Date.parse(received?.recordedAt ?? '')).toBeGreaterThan(Date.parse(received?.at ?? ''));
    expect(opened).toMatchObject({ type: 'incident.opened', at: report.triagedAt });
    // Written in one go, so by one clock.
    expect(opened?.recordedAt).toBe(received?.recordedAt);
  });
});
