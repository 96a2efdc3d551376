import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginClocks, countedDone, RUNGS, stepsDone } from './fixtures/many-clocks.ts';
import { PageTaker } from './harness/page-taker.ts';
import { buildOnce } from './harness/program.ts';
import { TestService, until } from './harness/service.ts';
import { ServiceProcess } from './harness/service-process.ts';

const DEADLINES = 300;
/** s; what a killed worker had in hand is free by then, and is rung for. */
const GIVEN_UP = 31;
/** s without anybody who looks; the second step comes ten minutes after the first. */
const OUTAGE = 11 * 60;

/** The small form of `npm run bench -- deadlines`. */
describe('two workers, and a third that is killed amid its sweep', () => {
  let test: TestService;
  let pager: PageTaker;
  let workers: ServiceProcess[] = [];

  beforeAll(async () => {
    buildOnce();
    pager = await PageTaker.open();
    test = await TestService.start({ env: { ROLES: 'web' } });
    await beginClocks(ask, { count: DEADLINES, ahead: -300, spread: 0, exercise: false });
    const env = { ...test.env, ROLES: 'worker', DATABASE_POOL: '4', PAGING_WEBHOOK_URL: pager.url };
    workers = await Promise.all(['one', 'two', 'three'].map((name) => ServiceProcess.start(name, env)));
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await test.stop();
    await pager.close();
  });

  const ask = <T extends Record<string, unknown>>(query: string, values: unknown[] = []) =>
    test.sql<T>(query, values);

  it('miss nothing and do nothing twice, by the record and by what arrives', async () => {
    for (const rungs of Array.from({ length: RUNGS }, (_, index) => index + 1)) {
      const done = (rungs - 1) * DEADLINES;
      await until(async () => (await stepsDone(ask)) > done);
      await workers.at(-1)?.kill();
      await test.jump(GIVEN_UP);
      await until(async () => (await stepsDone(ask)) === rungs * DEADLINES, 30_000);
      expect(await countedDone(ask, rungs)).toEqual({ doubles: 0, missing: 0 });
      await until(() => pager.pages === rungs * DEADLINES, 30_000);
      await test.jump(OUTAGE);
    }
    expect(await ask('SELECT count(*)::int AS pages FROM pages WHERE incident_id IS NOT NULL')).toEqual([
      { pages: RUNGS * DEADLINES },
    ]);
  });
});
