import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { JobName, Lane } from '#libs/contracts';
import { JOB_NAMES } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { Bells, QUEUE_BACKEND, queueName, Sweeper, WorkHandlers, Workers } from '#libs/queue';
import type { QueueBackend } from '#libs/queue';
import { startService } from '../apps/server/service.ts';
import type { Service } from '../apps/server/service.ts';
import { file, reportOf, tell } from './fixtures/casework.ts';
import { fieldOf, messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService, until } from './harness/service.ts';
import { SmtpSink } from './harness/smtp-sink.ts';

jest.setTimeout(90_000);
/** ms; a busy machine is slow, and no promise here is about speed but the reserved lane's. */
const LIMIT = 60_000;

describe(`work in rows survives the queue (queues on ${QUEUES})`, () => {
  let sink: SmtpSink;
  /** Web alone: workers are processes of their own here, to be started and stopped. */
  let test: TestService;
  let staff: Api;
  let model: string;
  let workers: Service[] = [];

  beforeAll(async () => {
    sink = await SmtpSink.start();
    test = await TestService.start({
      smtp: false,
      env: { SMTP_URL: `${sink.url}?limit=2`, ROLES: 'web', AUTO_NOTIFY: 'off', DATABASE_POOL: '12' },
    });
    staff = await test.signUp('responder', { email: 'staff@dns-cert.example' });
    await startWorker();
    model = await file(staff, { summary: 'A question', severity: 'low' });
    await test.settled(LIMIT);
    await stopWorkers();
    messagesOf(sink).length = 0;
  });
  afterEach(async () => {
    await stopWorkers();
    sink.behaveWell();
    messagesOf(sink).length = 0;
  });
  afterAll(async () => {
    await stopWorkers();
    await test.stop();
    await sink.stop();
  });

  const startWorker = async (): Promise<Service> => {
    const worker = await startService({ ...test.config, ROLES: ['worker'] });
    workers.push(worker);
    return worker;
  };
  const stopWorkers = async (): Promise<void> => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    workers = [];
  };

  /** Reports as they stand after a commit whose bells nobody has heard. `rung_at` now: the sweeper leaves them for a while. */
  const rowsWithoutBell = async (count: number, more: Record<string, unknown> = {}): Promise<string[]> => {
    const rows = await test.sql<{ id: string }>(
      `INSERT INTO reports
       SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'number', 'T' || gen_random_uuid(),
               'state', 'received', 'incident_id', NULL, 'attempt', 0, 'strikes', 0, 'lease_until', NULL, 'due_at', dnscert_now(),
               'rung_at', dnscert_now(), 'received_at', dnscert_now(), 'triaged_at', NULL) || $3)).*
         FROM reports r, generate_series(1, $2) WHERE r.id = $1 RETURNING id`,
      [model, count, JSON.stringify(more)],
    );
    return rows.map(({ id }) => id);
  };
  const ring = (ids: string[], attempt = 0, job: JobName = 'report.triage', lane: Lane = 'normal') =>
    test.service.app.get(Bells).ring(ids.map((id) => ({ job, lane, id, attempt })));

  const statesOf = async (ids: string[]): Promise<Record<string, number>> => {
    const rows = await test.sql<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM reports WHERE id = ANY($1) GROUP BY state',
      [ids],
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  };
  /** How often each was triaged, how many receipts it got; both must be 1. */
  const donePerReport = async (
    ids: string[],
  ): Promise<{ triaged: number; receipts: number; reports: number }[]> =>
    test.sql(
      `SELECT (SELECT count(*)::int FROM timeline_entries e WHERE e.stream_id = r.id AND e.type = 'report.triaged') AS triaged,
              (SELECT count(*)::int FROM deliveries d JOIN notifications n ON n.id = d.notification_id WHERE n.report_id = r.id) AS receipts,
              count(*)::int AS reports
         FROM reports r WHERE r.id = ANY($1) GROUP BY 1, 2`,
      [ids],
    );
  const bellsHeard = async (job: JobName = 'report.triage', lane: Lane = 'normal'): Promise<void> => {
    const queue = test.service.app.get<QueueBackend>(QUEUE_BACKEND).queue(queueName(job, lane));
    try {
      await until(async () => {
        const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'prioritized');
        return Object.values(counts).every((count) => count === 0);
      });
    } finally {
      await queue.close();
    }
  };
  const once = (ids: string[]) => [{ triaged: 1, receipts: 1, reports: ids.length }];

  it('does work whose bells were lost, when the sweeper comes', async () => {
    await startWorker();
    const ids = await rowsWithoutBell(12);
    await sleep(500);
    expect(await statesOf(ids)).toEqual({ received: 12 });
    await test.jump(31);
    await test.settled(LIMIT);
    expect(await statesOf(ids)).toEqual({ triaged: 12 });
    expect(await donePerReport(ids)).toEqual(once(ids));
    expect(recipientsOf(sink)).toHaveLength(12);
  });

  it('does work once however often its bell rings, with two workers at it', async () => {
    await startWorker();
    await startWorker();
    const ids = await rowsWithoutBell(12);
    for (const attempt of [0, 1, 2, 3]) ring(ids, attempt);
    ring(ids);
    await test.settled(LIMIT);
    await bellsHeard();
    expect(await statesOf(ids)).toEqual({ triaged: 12 });
    expect(await donePerReport(ids)).toEqual(once(ids));
    expect(new Set(messagesOf(sink).map(({ raw }) => fieldOf(raw, 'Message-ID'))).size).toBe(12);
    expect(recipientsOf(sink)).toHaveLength(12);
  });

  it('takes a bell for finished or unknown work as done', async () => {
    await startWorker();
    const rows = () => test.sql(`SELECT id, state, attempt, strikes FROM reports WHERE id = $1`, [model]);
    const before = await rows();
    ring([model, '00000000-0000-7000-8000-000000000000'], 77);
    await bellsHeard();
    expect(await rows()).toEqual(before);
    expect(recipientsOf(sink)).toEqual([]);
  });

  it('leaves work in a living hand alone and takes it over from a dead one', async () => {
    await startWorker();
    const lease = await test.sql<{ until: Date }>(`SELECT dnscert_now() + interval '20 seconds' AS until`);
    const ids = await rowsWithoutBell(5, { lease_until: lease[0]?.until, attempt: 1, strikes: 1 });
    ring(ids);
    await bellsHeard();
    expect(await statesOf(ids)).toEqual({ received: 5 });
    await test.jump(31);
    await test.settled(LIMIT);
    expect(await statesOf(ids)).toEqual({ triaged: 5 });
    expect(await donePerReport(ids)).toEqual(once(ids));
    expect(await test.sql(`SELECT DISTINCT attempt FROM reports WHERE id = ANY($1)`, [ids])).toEqual([
      { attempt: 2 },
    ]);
  });

  describe('when a hand was thought dead', () => {
    let incidentId: string;
    beforeAll(async () => {
      await test.importOperators(
        { slug: 'fenced', contacts: [{ email: 'noc@fenced.example', role: 'noc' }] },
        { slug: 'late', contacts: [{ email: 'noc@late.example', role: 'noc' }] },
      );
      incidentId = (await reportOf(staff, model)).incidentId;
    });
    const deliveryOf = async (notificationId: string) => {
      const [row] = await test.sql<{ state: string; attempt: number; outcomes: string[] }>(
        `SELECT state, attempt, ARRAY(SELECT outcome FROM delivery_attempts a WHERE a.delivery_id = d.id ORDER BY a.attempt) AS outcomes
           FROM deliveries d WHERE notification_id = $1`,
        [notificationId],
      );
      return row;
    };
    const inHand = (notificationId: string, attempt: number) =>
      until(async () => {
        const row = await deliveryOf(notificationId);
        return row?.state === 'sending' && row.attempt >= attempt;
      });

    it('ignores its late failure', async () => {
      await startWorker();
      sink.behave('noc@fenced.example', { at: 'rcpt', hang: true, times: 1 });
      const { id } = await tell(staff, incidentId, { audience: { operators: ['fenced'] } });
      await inHand(id, 1);
      await test.jump(31);
      await until(async () => (await deliveryOf(id))?.state === 'handed_over');
      const after = await deliveryOf(id);
      expect(after).toEqual({ state: 'handed_over', attempt: 2, outcomes: ['sent'] });
      // The limit of the first try ends; its failure must change nothing.
      await sleep(2_300);
      expect(await deliveryOf(id)).toEqual(after);
      expect(recipientsOf(sink)).toEqual(['noc@fenced.example']);
    });

    it('but writes down what a relay has really taken from it', async () => {
      await startWorker();
      sink.behave('noc@late.example', { at: 'data', delayMs: 1_200, times: 1 });
      const { id } = await tell(staff, incidentId, { audience: { operators: ['late'] } });
      await inHand(id, 1);
      await sleep(300);
      sink.behave('noc@late.example', { at: 'rcpt', hang: true });
      await test.jump(31);
      await inHand(id, 2);
      await until(async () => (await deliveryOf(id))?.state === 'handed_over');
      await sleep(2_300);
      expect(await deliveryOf(id)).toEqual({ state: 'handed_over', attempt: 2, outcomes: ['sent'] });
      expect(recipientsOf(sink)).toEqual(['noc@late.example']);
    });
  });

  it('loses nothing when all that the queue knows is wiped in mid-work', async () => {
    await startWorker();
    const ids = await rowsWithoutBell(60);
    ring(ids);
    await until(async () => ((await statesOf(ids))['triaged'] ?? 0) > 4, LIMIT);
    await wipeQueue(test);
    expect((await statesOf(ids))['received'] ?? 0).toBeGreaterThan(0);
    // New work comes by its own bell again, without any sweeper.
    const late = await file(staff, { summary: 'Another question', severity: 'low' });
    await until(async () => (await reportOf(staff, late)).state !== 'received');
    await test.jump(31);
    await test.settled(LIMIT);
    expect(await statesOf(ids)).toEqual({ triaged: 60 });
    expect(await donePerReport(ids)).toEqual(once(ids));
  });

  it.each([
    ['ahead', 3_600_000],
    ['behind', -3_600_000],
  ])("does no work twice when the process's own clock steps an hour %s in mid-work", async (_where, skew) => {
    await startWorker();
    // BullMQ takes a job for stalled after at most 5 s, and much sooner by a clock that runs ahead.
    sink.behave(/./, { at: 'data', delayMs: 5_500, times: 1 });
    const first = await rowsWithoutBell(1);
    ring(first);
    await until(async () => (await donePerReport(first))[0]?.receipts === 1, LIMIT);
    await sleep(300);
    const back = stepClock(skew);
    try {
      const second = await rowsWithoutBell(4);
      ring(second);
      await sleep(5_500);
      await test.settled(LIMIT);
      const all = [...first, ...second];
      expect(await statesOf(all)).toEqual({ triaged: 5 });
      expect(await donePerReport(all)).toEqual(once(all));
      expect(recipientsOf(sink)).toHaveLength(5);
      const [row] = await test.sql<{ off: number }>(
        `SELECT max(abs(extract(epoch FROM dnscert_now() - triaged_at)))::int AS off FROM reports WHERE id = ANY($1)`,
        [second],
      );
      expect(row?.off).toBeLessThan(60);
    } finally {
      back();
    }
  });

  it('has exactly one handler for each job, and starts with no less and no more', () => {
    const { app } = test.service;
    const handlers = app.get(WorkHandlers);
    expect(
      handlers
        .all()
        .map(({ job }) => job)
        .sort(),
    ).toEqual([...JOB_NAMES].sort());
    const [first] = handlers.all();
    if (first === undefined) throw new Error('no handler');
    expect(() => handlers.register(first)).toThrow(`job ${first.job} has two handlers`);

    const tooFew = new WorkHandlers();
    tooFew.register(first);
    const others = JOB_NAMES.filter((job) => job !== first.job).join(', ');
    const incomplete = new Workers(
      app.get<QueueBackend>(QUEUE_BACKEND),
      tooFew,
      app.get(Sweeper),
      app.get(Transactions),
    );
    expect(() => incomplete.start()).toThrow(`no handler for the jobs ${others}`);
  });

  it('sends an urgent mail before all that waits for the same domain', async () => {
    await startWorker();
    sink.behave(/./, { at: 'data', delayMs: 150 });
    const flood = await rowsWithoutBell(60);
    ring(flood);
    await until(async () => recipientsOf(sink).length > 5);
    const urgent = await file(staff, {
      summary: 'Nothing resolves under .yy, all name servers down',
      severity: 'critical',
    });
    await until(async () => (await statesOf([urgent]))['received'] === undefined);
    const sofar = recipientsOf(sink).length;
    await until(async () => messagesOf(sink).some(({ raw }) => textOf(raw).includes('.yy')), LIMIT);
    // Two at a time go to one domain, so it was among the next few.
    const place = messagesOf(sink).findIndex(({ raw }) => textOf(raw).includes('.yy'));
    expect(place - sofar).toBeLessThan(10);
    sink.behaveWell();
    await test.settled(LIMIT);
    expect(recipientsOf(sink)).toHaveLength(61);
  });

  it('triages an emergency at once behind a flood, and stops in the middle of it without dropping what it holds', async () => {
    const flood = await rowsWithoutBell(2_000);
    const worker = await startWorker();
    ring(flood);
    await until(async () => ((await statesOf(flood))['triaged'] ?? 0) > 20, LIMIT);
    const urgent = await file(staff, {
      summary: 'Nothing resolves under .zz, all name servers down',
      severity: 'critical',
    });
    await until(async () => (await reportOf(staff, urgent)).state !== 'received');
    const [wait] = await test.sql<{ seconds: number }>(
      'SELECT extract(epoch FROM triaged_at - received_at)::float8 AS seconds FROM reports WHERE id = $1',
      [urgent],
    );
    expect((await statesOf(flood))['received'] ?? 0).toBeGreaterThan(500);
    expect(wait?.seconds).toBeLessThan(2);

    workers = workers.filter((each) => each !== worker);
    const begun = performance.now();
    await worker.stop();
    expect(performance.now() - begun).toBeLessThan(20_000);
    // Nothing is left in a hand that is gone: it was finished, or not taken up.
    const left = await test.sql(
      `SELECT 'report' AS what, id FROM reports WHERE lease_until IS NOT NULL
        UNION ALL SELECT 'announcement', id FROM announcements WHERE lease_until IS NOT NULL
        UNION ALL SELECT 'delivery', id FROM deliveries WHERE lease_until IS NOT NULL`,
    );
    expect(left).toEqual([]);
    const triaged = await test.sql<{ id: string }>(
      `SELECT id FROM reports WHERE id = ANY($1) AND state <> 'received'`,
      [flood],
    );
    expect(triaged.length).toBeLessThan(2_000);
    const [done] = await test.sql<{ most: number; streams: number }>(
      `SELECT max(n)::int AS most, count(*)::int AS streams FROM (SELECT count(*) AS n FROM timeline_entries
        WHERE type = 'report.triaged' AND stream = 'report' AND stream_id = ANY($1) GROUP BY stream_id) AS each`,
      [triaged.map(({ id }) => id)],
    );
    expect(done).toEqual({ most: 1, streams: triaged.length });
  });
});

/** What an operator of the queue's store may do by mistake. */
async function wipeQueue(test: TestService): Promise<void> {
  if (test.config.REDIS_URL === undefined) {
    await test.sqlAsSuperuser('DELETE FROM bullmq.job');
    return;
  }
  const client = new Redis(test.config.REDIS_URL);
  await client.flushdb();
  client.disconnect();
}

/** Lets every clock of this process but the database's be off by `ms`; answers the way back. */
function stepClock(ms: number): () => void {
  const Real = globalThis.Date;
  class Skewed extends Real {
    constructor(...given: [] | [string | number | Date]) {
      if (given.length === 0) super(Real.now() + ms);
      else super(...(given as [string]));
    }
    static override now(): number {
      return Real.now() + ms;
    }
  }
  globalThis.Date = Skewed as DateConstructor;
  return () => {
    globalThis.Date = Real;
  };
}
