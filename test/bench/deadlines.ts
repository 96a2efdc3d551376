import { setTimeout as sleep } from 'node:timers/promises';
import { beginClocks, countedDone, countOf, RUNGS, stepsDone } from '../fixtures/many-clocks.ts';
import { Installation } from '../harness/installation.ts';
import { PageTaker } from '../harness/page-taker.ts';
import type { ServiceProcess } from '../harness/service-process.ts';
import { percentile, tell } from './figure.ts';

const DEADLINES = 10_000;
/** s over which their instants lie. */
const SPREAD = 60;
/** s until the first of them, in which all must have been worked out. */
const AHEAD = 120;
/** Minutes without a worker: the second step comes ten minutes after the first (config/). */
const OUTAGE = 11;
/** ms; after which something is wrong. */
const PATIENCE = 300_000;

/**
 * G5: 10,000 deadlines, two workers that sweep, and a third that is killed amid it. How late each is noticed; and after ten
 * minutes without anybody who looks, how long until all that is overdue is done. What was done twice, or not at all, is counted
 * from the record, and by the pages that arrive.
 */
export async function deadlines(): Promise<void> {
  const installation = await Installation.open({ queues: 'postgres' });
  if (installation === null) return;
  // Each worker takes about 25 connections for queues on PostgreSQL, and a killed one's live on for a moment.
  await installation.sqlAsSuperuser('ALTER SYSTEM SET max_connections = 200');
  await installation.postgres.crash(0);
  await installation.populate(1, 1, 0);
  const pager = await PageTaker.open();
  try {
    await whileAllGoesOn(installation, pager);
    await afterAnOutage(installation, pager);
  } finally {
    await pager.close();
  }
}

const asked = (installation: Installation) => installation.sql.bind(installation);

async function whileAllGoesOn(installation: Installation, pager: PageTaker): Promise<void> {
  const ask = asked(installation);
  const workers = await threeWorkers(installation, pager);
  await beginClocks(ask, { count: DEADLINES, ahead: AHEAD, spread: SPREAD, exercise: false });
  const begun = performance.now();
  await until(async () => (await countOf(ask, 'SELECT count(*) FROM deadlines')) >= DEADLINES);
  tell({
    bench: 'deadlines',
    figure: `${DEADLINES} incidents worked out anew`,
    value: (performance.now() - begun) / 1_000,
    unit: 's',
    limit: `<= ${AHEAD} s`,
    ok: performance.now() - begun <= AHEAD * 1_000,
  });
  await until(async () => (await stepsDone(ask)) >= DEADLINES / 2);
  await workers.at(-1)?.kill();
  await until(async () => (await stepsDone(ask)) >= DEADLINES);
  const late = (
    await ask<{ seconds: number }>(
      `SELECT extract(epoch FROM climbed_at - planned_at)::float8 AS seconds FROM deadline_steps`,
    )
  ).map(({ seconds }) => seconds);
  const { doubles, missing } = await countedDone(ask, 1);
  await until(() => Promise.resolve(pager.pages >= DEADLINES));
  const p99 = percentile(late, 0.99);
  tell({
    bench: 'deadlines',
    figure: `lateness of ${DEADLINES} deadlines within ${SPREAD} s, two workers and a third that is killed amid it, p99`,
    value: p99,
    unit: 's',
    median: percentile(late, 0.5),
    most: Math.max(...late),
    doubles,
    missing,
    pages: pager.pages,
    limit: '<= 5 s, 0 doubles, 0 missing, one page each',
    ok: p99 <= 5 && doubles === 0 && missing === 0 && pager.pages === DEADLINES,
  });
  await Promise.all(workers.map((worker) => worker.stop()));
}

async function afterAnOutage(installation: Installation, pager: PageTaker): Promise<void> {
  const ask = asked(installation);
  await ask(
    `CREATE OR REPLACE FUNCTION dnscert_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT clock_timestamp() + interval ''${OUTAGE} minutes'''`,
  );
  const workers = await threeWorkers(installation, pager);
  const begun = performance.now();
  await until(async () => (await stepsDone(ask)) > DEADLINES);
  await workers.at(-1)?.kill();
  await until(async () => (await stepsDone(ask)) >= RUNGS * DEADLINES);
  const seconds = (performance.now() - begun) / 1_000;
  const { doubles, missing } = await countedDone(ask, RUNGS);
  await until(() => Promise.resolve(pager.pages >= RUNGS * DEADLINES));
  const paged = (performance.now() - begun) / 1_000;
  tell({
    bench: 'deadlines',
    figure: `${DEADLINES} overdue steps after an outage of ${OUTAGE} minutes, two workers and a third that is killed amid it, until all are done`,
    value: seconds,
    unit: 's',
    paged,
    doubles,
    missing,
    pages: pager.pages,
    limit: '<= 30 s, 0 doubles, 0 missing, one page a step',
    ok: seconds <= 30 && doubles === 0 && missing === 0 && pager.pages === RUNGS * DEADLINES,
  });
  await Promise.all(workers.map((worker) => worker.stop()));
}

const threeWorkers = (installation: Installation, { url }: PageTaker): Promise<ServiceProcess[]> =>
  Promise.all([1, 2, 3].map(() => installation.start('worker', { PAGING_WEBHOOK_URL: url })));

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('the deadlines did not come to an end');
    await sleep(100);
  }
}
