import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { file, reportOf } from './fixtures/casework.ts';
import { messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import { PATIENCE, Workshop } from './fixtures/workshop.ts';
import { QUEUES, until } from './harness/service.ts';

jest.setTimeout(90_000);

describe(`an emergency overtakes a flood (queues on ${QUEUES})`, () => {
  let shop: Workshop;

  beforeAll(async () => {
    shop = await Workshop.open();
  });
  afterEach(() => shop.tidy());
  afterAll(() => shop.close());

  it('sends an urgent mail before all that waits for the same domain', async () => {
    await shop.startWorker();
    shop.sink.behave(/./, { at: 'data', delayMs: 150 });
    const flood = await shop.rows(60);
    shop.ring(flood);
    await until(async () => recipientsOf(shop.sink).length > 5);
    const urgent = await file(shop.staff, {
      summary: 'Nothing resolves under .yy, all name servers down',
      severity: 'critical',
    });
    await until(async () => (await shop.states([urgent]))['received'] === undefined);
    const sofar = recipientsOf(shop.sink).length;
    await until(async () => messagesOf(shop.sink).some(({ raw }) => textOf(raw).includes('.yy')), PATIENCE);
    // Two at a time go to one domain, so it was among the next few.
    const place = messagesOf(shop.sink).findIndex(({ raw }) => textOf(raw).includes('.yy'));
    expect(place - sofar).toBeLessThan(10);
    shop.sink.behaveWell();
    await shop.test.settled(PATIENCE);
    expect(recipientsOf(shop.sink)).toHaveLength(61);
  });

  it('triages an emergency at once behind a flood, and stops in the middle of it without dropping what it holds', async () => {
    const flood = await shop.rows(2_000);
    const worker = await shop.startWorker();
    shop.ring(flood);
    await shop.triaged(flood, 20);
    const urgent = await file(shop.staff, {
      summary: 'Nothing resolves under .zz, all name servers down',
      severity: 'critical',
    });
    await until(async () => (await reportOf(shop.staff, urgent)).state !== 'received');
    const [wait] = await shop.test.sql<{ seconds: number }>(
      'SELECT extract(epoch FROM triaged_at - received_at)::float8 AS seconds FROM reports WHERE id = $1',
      [urgent],
    );
    expect((await shop.states(flood))['received'] ?? 0).toBeGreaterThan(500);
    expect(wait?.seconds).toBeLessThan(2);

    const begun = performance.now();
    await shop.stopWorker(worker);
    expect(performance.now() - begun).toBeLessThan(20_000);
    // Nothing is left in a hand that is gone: it was finished, or not taken up.
    const left = await shop.test.sql(
      `SELECT 'report' AS what, id FROM reports WHERE lease_until IS NOT NULL
        UNION ALL SELECT 'announcement', id FROM announcements WHERE lease_until IS NOT NULL
        UNION ALL SELECT 'delivery', id FROM deliveries WHERE lease_until IS NOT NULL`,
    );
    expect(left).toEqual([]);
    const triaged = await shop.test.sql<{ id: string }>(
      `SELECT id FROM reports WHERE id = ANY($1) AND state <> 'received'`,
      [flood],
    );
    expect(triaged.length).toBeLessThan(2_000);
    const [done] = await shop.test.sql<{ most: number; streams: number }>(
      `SELECT max(n)::int AS most, count(*)::int AS streams FROM (SELECT count(*) AS n FROM timeline_entries
        WHERE type = 'report.triaged' AND stream = 'report' AND stream_id = ANY($1) GROUP BY stream_id) AS each`,
      [triaged.map(({ id }) => id)],
    );
    expect(done).toEqual({ most: 1, streams: triaged.length });
  });
});
