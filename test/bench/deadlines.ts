import { setTimeout as sleep } from 'node:timers/promises';
import { Installation } from '../harness/installation.ts';
import { percentile, tell } from './figure.ts';

const DEADLINES = 10_000;
/** s over which their instants lie. */
const SPREAD = 60;
/** s until the first of them, in which all must have been worked out. */
const AHEAD = 120;
/** Minutes that a critical incident has until somebody takes it up, and that the second step comes after (config/). */
const PROMISED = 15;
const OUTAGE = 11;
/** ms; after which something is wrong. */
const PATIENCE = 300_000;

/**
 * G5: 10,000 deadlines, two workers that sweep. How late each is noticed; and after ten minutes without anybody who looks, how
 * long until all that is overdue is done, and whether anything was done twice. They are exercises, so that nobody is told.
 */
export async function deadlines(): Promise<void> {
  const installation = await Installation.open({ queues: 'postgres' });
  if (installation === null) return;
  await installation.populate(1, 1, 0);
  const before = [await installation.start('worker'), await installation.start('worker')];
  await fill(installation);
  const begun = performance.now();
  await until(async () => (await countOf(installation, 'SELECT count(*) FROM deadlines')) >= DEADLINES);
  tell({
    bench: 'deadlines',
    figure: `${DEADLINES} incidents worked out anew`,
    value: (performance.now() - begun) / 1_000,
    unit: 's',
    limit: `<= ${AHEAD} s`,
    ok: performance.now() - begun <= AHEAD * 1_000,
  });
  await until(async () => (await climbed(installation)) >= DEADLINES);
  const late = await installation.sql<{ seconds: number }>(
    `SELECT extract(epoch FROM climbed_at - planned_at)::float8 AS seconds FROM deadline_steps`,
  );
  const p99 = percentile(
    late.map(({ seconds }) => seconds),
    0.99,
  );
  tell({
    bench: 'deadlines',
    figure: `lateness of ${DEADLINES} deadlines within ${SPREAD} s, two workers, p99`,
    value: p99,
    unit: 's',
    median: percentile(
      late.map(({ seconds }) => seconds),
      0.5,
    ),
    limit: '<= 5 s',
    ok: p99 <= 5,
  });
  for (const service of before) await service.stop();
  await afterAnOutage(installation);
}

async function afterAnOutage(installation: Installation): Promise<void> {
  await installation.sql(
    `CREATE OR REPLACE FUNCTION dnscert_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT clock_timestamp() + interval ''${OUTAGE} minutes'''`,
  );
  const after = [await installation.start('worker'), await installation.start('worker')];
  const begun = performance.now();
  await until(async () => (await climbed(installation)) >= 2 * DEADLINES);
  const seconds = (performance.now() - begun) / 1_000;
  const doubles = await countOf(
    installation,
    `SELECT count(*) - count(DISTINCT (stream_id, type, data->>'step')) FROM timeline_entries WHERE type LIKE 'deadline.%'`,
  );
  tell({
    bench: 'deadlines',
    figure: `${DEADLINES} overdue steps after an outage of ${OUTAGE} minutes, two workers, until all are done`,
    value: seconds,
    unit: 's',
    doubles,
    limit: '<= 30 s, 0 doubles',
    ok: seconds <= 30 && doubles === 0,
  });
  for (const service of after) await service.stop();
}

/** Past the service: by reports it would take minutes. Each is one whose time to be taken up runs out. */
async function fill(installation: Installation): Promise<void> {
  await installation.sqlAsSuperuser(
    `WITH made AS (
       INSERT INTO incidents (id, number, state, title, kind, severity, tlp, exercise, opened_at, last_report_at, updated_at)
       SELECT gen_random_uuid(), 'D-' || n, 'new', 'A drill of the clocks', 'other', 'critical', 'AMBER', true,
              now() - make_interval(mins => $2) + make_interval(secs => $3 + $4 * n::float8 / $1), now(), now()
         FROM generate_series(1, $1::int) AS n RETURNING id)
     INSERT INTO deadline_reckonings (id, state) SELECT id, 'due' FROM made`,
    [DEADLINES, PROMISED, AHEAD, SPREAD],
  );
}

async function countOf(installation: Installation, query: string): Promise<number> {
  const [row] = await installation.sql<{ count: string }>(`SELECT (${query}) AS count`);
  return Number(row?.count ?? 0);
}

const climbed = (installation: Installation) => countOf(installation, 'SELECT count(*) FROM deadline_steps');

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('the deadlines did not come to an end');
    await sleep(100);
  }
}
