/**
 * What is due, of all open incidents at once: read with 10,000 of them and 60,000 operators, so nothing here looks at a row
 * twice, and the order of what is due is reckoned where the rows are.
 */

/**
 * What of an incident `i` is outstanding since when, and how many of its operators are silent: told, and not a word since.
 * Of those that a person has marked `no_answer` nothing is due any more, for somebody has looked.
 */
const OUTSTANDING = `
  SELECT count(a.told_at) AS silent,
         min(a.came_at) FILTER (WHERE a.told_at IS NULL AND a.state IN ('not_told', 'unknown')) AS untold_since,
         min(a.told_at) FILTER (WHERE a.state <> 'no_answer') AS unanswered_since
    FROM affected_operators a
   WHERE a.incident_id = i.id AND a.left_at IS NULL AND a.answered_at IS NULL
     AND a.state IN ('not_told', 'unknown', 'told', 'no_answer')`;

/** $1 promises, $2 open states · filters: $3 states, $4 kind, $5 tlp, $6 words, $7 exercise, $8 assignee, $9 nobody's. */
const OPEN = `
  SELECT i.id, i.severity, i.exercise, p.rank, i.assignee_id, o.silent, d.triage, d.first_notice, d.answers,
         COALESCE(LEAST(d.triage + make_interval(secs => p.triage), d.first_notice + make_interval(secs => p.first_notice),
                        d.answers + make_interval(secs => p.answers)), 'infinity') AS due_at
    FROM incidents i
    JOIN jsonb_to_recordset($1::jsonb) AS p (severity text, rank int, triage float8, first_notice float8, answers float8)
      ON p.severity = i.severity
   CROSS JOIN LATERAL (${OUTSTANDING}) AS o
   CROSS JOIN LATERAL (SELECT CASE WHEN i.state = 'new' AND NOT i.exercise THEN i.opened_at END AS triage,
                              CASE WHEN NOT i.exercise THEN o.untold_since END AS first_notice,
                              CASE WHEN NOT i.exercise THEN o.unanswered_since END AS answers) AS d
   WHERE NOT i.canary AND i.state = ANY($2) AND i.state NOT IN ('closed', 'rejected', 'duplicate')
     AND ($3::text[] IS NULL OR i.state = ANY($3)) AND ($4::text IS NULL OR i.kind = $4) AND ($5::text IS NULL OR i.tlp = $5)
     AND ($6::text IS NULL OR i.title ILIKE $6 OR i.summary ILIKE $6 OR i.number ILIKE $6)
     AND ($7::boolean IS NULL OR i.exercise = $7)
     AND ($8::uuid IS NULL OR i.assignee_id = $8) AND (NOT $9::boolean OR i.assignee_id IS NULL)`;

/** An exercise is no figure: it counts in its lane when exercises alone are asked for. */
const LANES = `
  SELECT o.severity, count(*) AS open, sum(o.silent) AS silent, count(*) FILTER (WHERE o.due_at <= clock.now) AS overdue,
         count(*) FILTER (WHERE o.assignee_id IS NULL) AS unassigned
    FROM open o, clock WHERE $7::boolean IS TRUE OR NOT o.exercise GROUP BY o.severity`;

const IS_SILENT = `a.told_at IS NOT NULL AND a.answered_at IS NULL AND a.state IN ('not_told', 'unknown', 'told', 'no_answer')`;

/** A mere suspicion is not touched yet. */
const COUNTS = `
  SELECT count(*) AS touched, count(a.told_at) AS told, count(a.answered_at) AS answered,
         count(*) FILTER (WHERE ${IS_SILENT}) AS silent
    FROM affected_operators a WHERE a.incident_id = i.id AND a.left_at IS NULL AND a.state <> 'suspected'`;

const SILENT_NAMES = `
  SELECT p.name FROM affected_operators a JOIN operators p ON p.id = a.operator_id
   WHERE a.incident_id = i.id AND a.left_at IS NULL AND ${IS_SILENT} ORDER BY a.told_at, p.name LIMIT 3`;

/** $10 severities · $11 to $13 where the last page ended (due_at, rank, id) · $14 how many · $15 is there a last page. */
export const BOARD = `
  WITH clock AS MATERIALIZED (SELECT date_trunc('milliseconds', dnscert_now()) AS now),
       open AS MATERIALIZED (${OPEN}),
       page AS (SELECT * FROM open
                 WHERE ($10::text[] IS NULL OR severity = ANY($10))
                   AND (NOT $15::boolean OR (due_at, rank, id) > ($11::timestamptz, $12::int, $13::uuid))
                 ORDER BY due_at, rank, id LIMIT $14),
       items AS (SELECT i.id, i.number, i.title, i.state, i.severity, i.tlp, i.kind, i.exercise, i.confirmed, i.opened_at, i.version,
                        i.assignee_id, u.name AS assignee, page.rank, page.triage, page.first_notice, page.answers,
                        to_jsonb(counts) AS operators, ARRAY(${SILENT_NAMES}) AS silent, page.due_at
                   FROM page JOIN incidents i ON i.id = page.id LEFT JOIN users u ON u.id = i.assignee_id
                  CROSS JOIN LATERAL (${COUNTS}) AS counts
                  ORDER BY page.due_at, page.rank, page.id)
  SELECT clock.now, COALESCE((SELECT jsonb_agg(l) FROM (${LANES}) AS l), '[]') AS lanes,
         COALESCE((SELECT jsonb_agg(items) FROM items), '[]') AS items
    FROM clock`;
