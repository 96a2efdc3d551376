import type { Installation } from '../harness/installation.ts';

/** Those that incidents of the bench touch. */
export const TLDS = Array.from({ length: 500 }, (_, index) => `t${index.toString(36)}x`);
const ENTRIES_EACH = 10;

/**
 * Fills up to `incidents`, past the service, by which it would take days: one in ten is open, each has ten entries and two
 * operators. What is there already stays.
 */
export async function fillLists(installation: Installation, incidents: number): Promise<void> {
  await installation.sqlAsSuperuser(INCIDENTS, [incidents, TLDS]);
  await installation.sqlAsSuperuser(
    `INSERT INTO affected_operators (incident_id, operator_id, state, tlds, reasons, told_at, state_changed_at, kind, severity, tlp, known_since, came_at, updated_at)
     SELECT i.id, o.id, 'told', '[{ "label": "aa", "class": "all_servers" }]', '[]', i.opened_at, i.opened_at, i.kind, i.severity, i.tlp, i.opened_at, i.opened_at, i.opened_at
       FROM (SELECT *, substr(number, 3)::int AS n FROM incidents) AS i, generate_series(0, 1) AS k,
            (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS all FROM operators) AS o
      WHERE o.n = 1 + (i.n * 7 + k * 211) % o.all ON CONFLICT DO NOTHING`,
  );
  await installation.sqlAsSuperuser(
    `INSERT INTO timeline_entries (stream_id, index, stream, at, recorded_at, actor, type, data, salt, leaf_hash)
     SELECT i.id, k, 'incident', i.opened_at + make_interval(mins => k), i.opened_at + make_interval(mins => k),
            '{ "kind": "system", "name": "triage" }', (ARRAY['incident.opened', 'operator.added', 'operator.state_changed', 'note.added'])[1 + k % 4],
            jsonb_build_object('state', 'new', 'to', 'told', 'reasons', repeat('because ', 10)), decode(md5(i.id::text || k), 'hex'), sha256((i.id::text || k)::bytea)
       FROM incidents i, generate_series(0, $1::int - 1) AS k
      WHERE NOT EXISTS (SELECT FROM timeline_entries e WHERE e.stream_id = i.id)`,
    [ENTRIES_EACH],
  );
  await fillDeadlines(installation);
  // As it is after a while: autovacuum keeps up.
  await installation.sqlAsSuperuser(
    'VACUUM ANALYZE incidents, affected_operators, timeline_entries, deadlines, deadline_steps, deadline_reckonings',
  );
}

const INCIDENTS = `
  INSERT INTO incidents (id, number, state, title, summary, kind, severity, tlp, tlds, reasons, resources, opened_at, last_report_at, updated_at, assignee_id)
  SELECT gen_random_uuid(), 'L-' || n, CASE WHEN n % 10 > 0 THEN 'closed' ELSE (ARRAY['new', 'triaging', 'coordinating', 'monitoring'])[1 + (n / 10) % 4] END,
         'Name servers of .' || ($2::text[])[1 + n % 500] || ' do not answer', 'only ' || n || ' here, word' || n % 100 || 'x. ' || repeat('what is known of it ', 10),
         CASE WHEN n % 1000 = 7 THEN 'route-hijack' ELSE (ARRAY['authoritative-outage', 'ddos', 'phishing', 'rdds-outage', 'other'])[1 + (n / 3) % 5] END,
         (ARRAY['critical', 'high', 'medium', 'low', 'info'])[1 + (n / 7) % 5], CASE WHEN n % 500 = 3 THEN 'RED' ELSE 'AMBER' END,
         ARRAY[($2::text[])[1 + n % 500]], jsonb_build_object('kind', jsonb_build_array(jsonb_build_object('rule', 'x', 'text', repeat('why ', 20)))),
         jsonb_build_array(jsonb_build_object('type', 'tld', 'value', ($2::text[])[1 + n % 500])),
         now() - make_interval(mins => $1::int - n), now(), now() - make_interval(mins => $1::int - n),
         CASE WHEN n % 400 = 10 THEN (SELECT id FROM users WHERE email = 'responder@staff.example') END
    FROM generate_series(1 + (SELECT count(*)::int FROM incidents), $1::int) AS n`;

/**
 * Each open incident has one that is open, a tenth of them overdue with two steps climbed; each closed one has two that were met. What
 * the record asked to be worked out has been, as by the workers of a service that runs.
 */
async function fillDeadlines(installation: Installation): Promise<void> {
  await installation.sqlAsSuperuser(OPEN_DEADLINES);
  await installation.sqlAsSuperuser(MET_DEADLINES);
  await installation.sqlAsSuperuser(
    `INSERT INTO deadline_steps (deadline_id, index, step, outcome, told, planned_at, climbed_at)
     SELECT id, k, 'next_contact', 'told', '["noc@registry.example"]', deadline_at, deadline_at
       FROM deadlines, generate_series(0, 1) AS k WHERE state = 'overdue' ON CONFLICT DO NOTHING`,
  );
  await installation.sqlAsSuperuser(`UPDATE deadline_reckonings SET state = 'done' WHERE state <> 'done'`);
}

const WORDS = `jsonb_build_object('start', 'The incident was opened.', 'stop', 'Somebody takes it up.', 'pause', 'Nothing lets it rest.',
  'source', 'Our own promise', 'why', jsonb_build_array(repeat('because ', 12)))`;
const RUNGS = `(SELECT jsonb_agg(jsonb_build_object('step', 'next_contact', 'at', i.opened_at + make_interval(hours => k), 'why', NULL))
  FROM generate_series(1, 4) AS k)`;

const OPEN_DEADLINES = `
  INSERT INTO deadlines (id, incident_id, operator_id, kind, subject, state, exercise, severity, started_at, deadline_at, words, rungs, climbed, created_at, updated_at, due_at)
  SELECT gen_random_uuid(), i.id, a.operator_id, CASE i.state WHEN 'new' THEN 'triage' ELSE 'answer' END,
         CASE i.state WHEN 'new' THEN '' ELSE a.operator_id::text END, CASE WHEN i.n % 100 = 0 THEN 'overdue' ELSE 'running' END, false,
         i.severity, i.opened_at, i.at, ${WORDS}, ${RUNGS}, CASE WHEN i.n % 100 = 0 THEN 2 ELSE 0 END, i.opened_at, i.opened_at, i.at
    FROM (SELECT *, substr(number, 3)::int AS n,
                 now() + make_interval(secs => CASE WHEN substr(number, 3)::int % 100 = 0 THEN -1 ELSE 1 END * (60 + substr(number, 3)::int)) AS at
            FROM incidents) AS i,
         LATERAL (SELECT min(operator_id::text)::uuid AS operator_id FROM affected_operators WHERE incident_id = i.id AND i.state <> 'new') AS a
   WHERE i.state NOT IN ('closed', 'rejected', 'duplicate')
     AND NOT EXISTS (SELECT FROM deadlines d WHERE d.incident_id = i.id)`;

const MET_DEADLINES = `
  INSERT INTO deadlines (id, incident_id, kind, subject, state, exercise, severity, started_at, stopped_at, deadline_at, words, rungs, created_at, updated_at, due_at)
  SELECT gen_random_uuid(), i.id, d.kind, '', 'met', false, i.severity, i.opened_at, i.opened_at, i.opened_at + interval '1 hour',
         ${WORDS}, ${RUNGS}, i.opened_at, i.opened_at, '9999-12-31'
    FROM incidents i, unnest(ARRAY['triage', 'first_notice']) AS d (kind) WHERE i.state = 'closed' ON CONFLICT DO NOTHING`;
