import { Installation } from '../harness/installation.ts';
import { median, p95, tell } from './figure.ts';
import { read } from './load.ts';

const OPEN = 10_000;
const CLOSED = 20_000;
const OPERATORS = 1_500;
const EACH = 6;
const ASKED = 60;

/** The duty board with 10,000 open incidents of 60,000 operators, three in four of whom something is outstanding, and a history. */
export async function board(): Promise<void> {
  const installation = await Installation.open({ queues: 'postgres' });
  if (installation === null) return;
  await installation.populate(OPERATORS, 1, 0);
  await fill(installation);
  const service = await installation.start('web');
  const caller = installation.caller(1);
  const ask = async (path: string): Promise<number> => {
    const begun = performance.now();
    read(await caller.call('GET', path, installation.token), 200);
    return performance.now() - begun;
  };
  for (const [what, path] of [
    ['all that is open', 'board'],
    ['those that nobody has, of two severities', 'board?assignee=none&severity=critical,high'],
    ['by words', 'board?q=answer%20777'],
  ] as const) {
    for (let warm = 0; warm < 5; warm += 1) await ask(path);
    const times: number[] = [];
    for (let asked = 0; asked < ASKED; asked += 1) times.push(await ask(path));
    tell({
      bench: 'board',
      figure: `GET /board, ${what}: ${OPEN} open incidents, ${OPEN * EACH} operators, ${CLOSED} closed ones, p95 of ${ASKED}`,
      value: p95(times),
      unit: 'ms',
      median: median(times),
      limit: '<= 100 ms',
      ok: p95(times) <= 100,
    });
  }
  caller.close();
  await service.stop();
}

/** Past the service: by reports it would take an hour. */
async function fill(installation: Installation): Promise<void> {
  await installation.sqlAsSuperuser(
    `INSERT INTO incidents (id, number, state, title, summary, kind, severity, tlp, tlds, reasons, opened_at, last_report_at, updated_at)
     SELECT gen_random_uuid(), 'B-' || n, CASE WHEN n > $1::int THEN 'closed' ELSE (ARRAY['new', 'triaging', 'coordinating', 'monitoring'])[1 + n % 4] END,
            'Name servers of a TLD do not answer ' || n, repeat('what is known of it ', 10), 'authoritative-outage',
            (ARRAY['critical', 'high', 'medium', 'low', 'info'])[1 + (n / 7) % 5], 'AMBER', ARRAY['aa', 'bb'],
            jsonb_build_object('kind', jsonb_build_array(jsonb_build_object('rule', 'x', 'text', repeat('why ', 20)))),
            now() - make_interval(secs => n), now(), now()
       FROM generate_series(1, $1::int + $2::int) AS n`,
    [OPEN, CLOSED],
  );
  await installation.sqlAsSuperuser(
    `INSERT INTO affected_operators (incident_id, operator_id, state, tlds, reasons, told_at, answered_at, state_changed_at, kind, severity, tlp, known_since, came_at, updated_at)
     SELECT i.id, o.id, st.state, '[{ "label": "aa", "class": "all_servers" }]', jsonb_build_array(jsonb_build_object('rule', 'impact', 'text', repeat('because ', 15))),
            CASE WHEN st.state <> 'not_told' THEN i.opened_at END, CASE WHEN st.state = 'affected' THEN i.opened_at END, i.opened_at,
            i.kind, i.severity, i.tlp, i.opened_at, i.opened_at, i.opened_at
       FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM incidents) AS i, generate_series(1, $1::int) AS k,
            LATERAL (SELECT (ARRAY['told', 'told', 'not_told', 'affected'])[1 + (i.n + k) % 4] AS state) AS st,
            (SELECT id, row_number() OVER (ORDER BY id) AS n FROM operators) AS o
      WHERE o.n = 1 + (i.n * 7 + k * 211) % $2::int`,
    [EACH, OPERATORS],
  );
  // As it is after a while: autovacuum keeps the index that the board reads alone readable.
  await installation.sqlAsSuperuser('VACUUM ANALYZE incidents, affected_operators');
}
