import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { recipientsOf } from './fixtures/mails.ts';
import { once, PATIENCE, Workshop } from './fixtures/workshop.ts';
import { QUEUES, until } from './harness/service.ts';

jest.setTimeout(90_000);

describe(`a wrong clock of a worker does no harm (queues on ${QUEUES})`, () => {
  let shop: Workshop;

  beforeAll(async () => {
    shop = await Workshop.open(30);
  });
  afterEach(() => shop.tidy());
  afterAll(() => shop.close());

  it.each([
    ['ahead', 3_600_000],
    ['behind', -3_600_000],
  ])("does no work twice when the process's own clock steps an hour %s in mid-work", async (_where, skew) => {
    await shop.startWorker();
    // BullMQ takes a job for stalled after at most 5 s, and much sooner by a clock that runs ahead.
    shop.sink.behave(/./, { at: 'data', delayMs: 5_500, times: 1 });
    const first = await shop.rows(1);
    shop.ring(first);
    await until(async () => (await shop.done(first))[0]?.receipts === 1, PATIENCE);
    await sleep(300);
    const back = stepClock(skew);
    try {
      const second = await shop.rows(4);
      shop.ring(second);
      await sleep(5_500);
      await shop.test.settled(PATIENCE);
      const all = [...first, ...second];
      expect(await shop.states(all)).toEqual({ triaged: 5 });
      expect(await shop.done(all)).toEqual(once(all));
      expect(recipientsOf(shop.sink)).toHaveLength(5);
      const tries = await shop.test.sql(
        `SELECT DISTINCT d.state, d.attempt, a.outcome FROM deliveries d JOIN notifications n ON n.id = d.notification_id
           LEFT JOIN delivery_attempts a ON a.delivery_id = d.id WHERE n.report_id = ANY($1)`,
        [all],
      );
      // Taken up once each: a second claim of work in hand would show as a higher attempt.
      expect(tries).toEqual([{ state: 'handed_over', attempt: 1, outcome: 'sent' }]);
      const [row] = await shop.test.sql<{ off: number }>(
        `SELECT max(abs(extract(epoch FROM dnscert_now() - triaged_at)))::int AS off FROM reports WHERE id = ANY($1)`,
        [second],
      );
      expect(row?.off).toBeLessThan(60);
    } finally {
      back();
    }
  });
});

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
