import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { JOB_NAMES } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { QUEUE_BACKEND, Sweeper, WorkHandlers, Workers } from '#libs/queue';
import type { QueueBackend } from '#libs/queue';
import { file, reportOf, tell } from './fixtures/casework.ts';
import { fieldOf, messagesOf, recipientsOf } from './fixtures/mails.ts';
import { once, PATIENCE, Workshop } from './fixtures/workshop.ts';
import { QUEUES, until } from './harness/service.ts';
import type { TestService } from './harness/service.ts';

jest.setTimeout(90_000);

describe(`work in rows survives the queue (queues on ${QUEUES})`, () => {
  let shop: Workshop;

  beforeAll(async () => {
    shop = await Workshop.open();
  });
  afterEach(() => shop.tidy());
  afterAll(() => shop.close());

  it('does work whose bells were lost, when the sweeper comes', async () => {
    await shop.startWorker();
    const ids = await shop.rows(12);
    await sleep(500);
    expect(await shop.states(ids)).toEqual({ received: 12 });
    await shop.test.jump(31);
    await shop.test.settled(PATIENCE);
    expect(await shop.states(ids)).toEqual({ triaged: 12 });
    expect(await shop.done(ids)).toEqual(once(ids));
    expect(recipientsOf(shop.sink)).toHaveLength(12);
  });

  it('does work once however often its bell rings, with two workers at it', async () => {
    await shop.startWorker();
    await shop.startWorker();
    const ids = await shop.rows(12);
    for (const attempt of [0, 1, 2, 3]) shop.ring(ids, attempt);
    shop.ring(ids);
    await shop.test.settled(PATIENCE);
    await shop.bellsHeard();
    expect(await shop.states(ids)).toEqual({ triaged: 12 });
    expect(await shop.done(ids)).toEqual(once(ids));
    expect(new Set(messagesOf(shop.sink).map(({ raw }) => fieldOf(raw, 'Message-ID'))).size).toBe(12);
    expect(recipientsOf(shop.sink)).toHaveLength(12);
  });

  it('takes a bell for finished or unknown work as done', async () => {
    await shop.startWorker();
    const rows = () =>
      shop.test.sql(`SELECT id, state, attempt, strikes FROM reports WHERE id = $1`, [shop.model]);
    const before = await rows();
    shop.ring([shop.model, '00000000-0000-7000-8000-000000000000'], 77);
    await shop.bellsHeard();
    expect(await rows()).toEqual(before);
    expect(recipientsOf(shop.sink)).toEqual([]);
  });

  it('leaves work in a living hand alone and takes it over from a dead one', async () => {
    await shop.startWorker();
    const lease = await shop.test.sql<{ until: Date }>(
      `SELECT dnscert_now() + interval '20 seconds' AS until`,
    );
    const ids = await shop.rows(5, { lease_until: lease[0]?.until, attempt: 1, strikes: 1 });
    shop.ring(ids);
    await shop.bellsHeard();
    expect(await shop.states(ids)).toEqual({ received: 5 });
    await shop.test.jump(31);
    await shop.test.settled(PATIENCE);
    expect(await shop.states(ids)).toEqual({ triaged: 5 });
    expect(await shop.done(ids)).toEqual(once(ids));
    expect(await shop.test.sql(`SELECT DISTINCT attempt FROM reports WHERE id = ANY($1)`, [ids])).toEqual([
      { attempt: 2 },
    ]);
  });

  it('lets one row that cannot be worked hold up none of those it was taken up with', async () => {
    await shop.startWorker();
    const good = await shop.rows(11);
    const poison = await shop.rows(1, { resources: { no: 'list' } });
    shop.ring([...good.slice(0, 6), ...poison, ...good.slice(6)]);
    await until(async () => recipientsOf(shop.sink).length === good.length, PATIENCE);
    expect(await shop.done(good)).toEqual(once(good));
    expect(await shop.test.sql(`SELECT state, strikes FROM reports WHERE id = ANY($1)`, [poison])).toEqual([
      { state: 'received', strikes: 1 },
    ]);
    for (const wait of [6, 11]) {
      await shop.test.jump(wait);
      await shop.test.settled(PATIENCE);
    }
    expect(await shop.states(poison)).toEqual({ quarantined: 1 });
    // Those taken up with it paid with no strike for it.
    expect(await shop.test.sql(`SELECT DISTINCT strikes FROM reports WHERE id = ANY($1)`, [good])).toEqual([
      { strikes: 0 },
    ]);
  });

  describe('when a hand was thought dead', () => {
    let incidentId: string;
    beforeAll(async () => {
      await shop.test.importOperators(
        { slug: 'fenced', contacts: [{ email: 'noc@fenced.example', role: 'noc' }] },
        { slug: 'late', contacts: [{ email: 'noc@late.example', role: 'noc' }] },
      );
      incidentId = (await reportOf(shop.staff, shop.model)).incidentId;
    });
    const deliveryOf = async (notificationId: string) => {
      const [row] = await shop.test.sql<{ state: string; attempt: number; outcomes: string[] }>(
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

    /** Its bytes are there; the relay has them a moment later. */
    const made = (notificationId: string) =>
      until(
        async () =>
          (
            await shop.test.sql(
              'SELECT 1 FROM deliveries WHERE notification_id = $1 AND raw_sha256 IS NOT NULL',
              [notificationId],
            )
          ).length === 1,
      );

    it('ignores its late failure', async () => {
      await shop.startWorker();
      shop.sink.behave('noc@fenced.example', { at: 'rcpt', hang: true, times: 1 });
      const { id } = await tell(shop.staff, incidentId, { audience: { operators: ['fenced'] } });
      await inHand(id, 1);
      await shop.test.jump(31);
      await until(async () => (await deliveryOf(id))?.state === 'handed_over');
      const after = await deliveryOf(id);
      expect(after).toEqual({ state: 'handed_over', attempt: 2, outcomes: ['sent'] });
      // The limit of the first try ends; its failure must change nothing.
      await sleep(2_300);
      expect(await deliveryOf(id)).toEqual(after);
      expect(recipientsOf(shop.sink)).toEqual(['noc@fenced.example']);
    });

    it('but writes down what a relay has really taken from it', async () => {
      await shop.startWorker();
      shop.sink.behave('noc@late.example', { at: 'data', delayMs: 1_200, times: 1 });
      const { id } = await tell(shop.staff, incidentId, { audience: { operators: ['late'] } });
      await inHand(id, 1);
      await made(id);
      await sleep(300);
      shop.sink.behave('noc@late.example', { at: 'rcpt', hang: true });
      await shop.test.jump(31);
      await inHand(id, 2);
      await until(async () => (await deliveryOf(id))?.state === 'handed_over');
      await sleep(2_300);
      expect(await deliveryOf(id)).toEqual({ state: 'handed_over', attempt: 2, outcomes: ['sent'] });
      expect(recipientsOf(shop.sink)).toEqual(['noc@late.example']);
    });
  });

  it('loses nothing when all that the queue knows is wiped in mid-work', async () => {
    await shop.startWorker();
    const ids = await shop.rows(300);
    shop.ring(ids);
    await shop.triaged(ids, 4);
    await wipeQueue(shop.test);
    expect((await shop.states(ids))['received'] ?? 0).toBeGreaterThan(0);
    // New work comes by its own bell again, without any sweeper.
    const late = await file(shop.staff, { summary: 'Another question', severity: 'low' });
    await until(async () => (await reportOf(shop.staff, late)).state !== 'received');
    await shop.test.jump(31);
    await shop.test.settled(PATIENCE);
    expect(await shop.states(ids)).toEqual({ triaged: 300 });
    expect(await shop.done(ids)).toEqual(once(ids));
  });

  it('has exactly one handler for each job, and starts with no less and no more', () => {
    const { app } = shop.test.service;
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
