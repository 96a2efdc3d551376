/**
 * How long things take, from the entries of the record alone; what they are told apart by (kind, severity) is as we judge it
 * now. An incident that was joined to another counts as part of it. What was split off counts for itself, but an operator that
 * went with it keeps the clock that it had.
 */

/** $1: what an operator may answer. */
const FACTS = `
  members AS (
    SELECT id AS root, id AS member, kind, severity, state FROM incidents
     WHERE NOT exercise AND confirmed AND state NOT IN ('rejected', 'duplicate')
    UNION ALL
    SELECT m.root, i.id, m.kind, m.severity, m.state
      FROM members m JOIN incidents i ON i.merged_into_id = m.member WHERE i.state = 'duplicate' AND NOT i.exercise),
  facts AS MATERIALIZED (
    SELECT m.root, e.stream_id, e.index, e.at, e.recorded_at, e.type, e.data->>'from' AS was, e.data->>'to' AS became,
           (e.data->>'operatorId')::uuid AS operator_id, e.data->>'state' AS state, e.data->>'serviceTo' AS service,
           (e.data->>'splitFrom')::uuid AS split_from, e.data ? 'mergedFrom' AS is_merge,
           e.data->>'reportId' AS report_id, e.data->>'notificationId' AS notification_id, e.data->>'template' AS template
      FROM members m JOIN timeline_entries e ON e.stream_id = m.member
     WHERE e.type IN ('incident.opened', 'incident.state_changed', 'operator.added', 'operator.state_changed', 'report.received',
                      'notification.queued', 'delivery.sent', 'delivery.bounced', 'delivery.failed', 'delivery.withheld'))`;

/** Whose clock an operator that came by a split keeps: that of the incident in which it first was. */
const HOMES = `
  ways AS (
    SELECT stream_id, operator_id, split_from AS home FROM facts WHERE type = 'operator.added' AND split_from IS NOT NULL
    UNION
    SELECT w.stream_id, w.operator_id, (e.data->>'splitFrom')::uuid
      FROM ways w JOIN timeline_entries e ON e.stream_id = w.home
     WHERE e.type = 'operator.added' AND (e.data->>'operatorId')::uuid = w.operator_id AND e.data ? 'splitFrom'),
  homes AS (
    SELECT w.stream_id, w.operator_id, m.root FROM ways w JOIN members m ON m.member = w.home
     WHERE NOT EXISTS (SELECT FROM timeline_entries e
                        WHERE e.stream_id = w.home AND e.type = 'operator.added' AND e.data ? 'splitFrom'
                          AND (e.data->>'operatorId')::uuid = w.operator_id))`;

/** What was said of each operator of an incident, in the order in which it was written down. */
const WORDS = `
  words AS (
    SELECT COALESCE(h.root, f.root) AS root, f.operator_id, f.at, f.type, f.was, f.became,
           row_number() OVER (PARTITION BY COALESCE(h.root, f.root), f.operator_id ORDER BY f.recorded_at, f.stream_id, f.index) AS n,
           s.well, NOT s.well AND (f.became IN ('affected', 'investigating', 'mitigating')
                                   OR COALESCE(f.service IN ('down', 'degraded'), false)) AS ill
      FROM facts f LEFT JOIN homes h ON h.stream_id = f.stream_id AND h.operator_id = f.operator_id
     CROSS JOIN LATERAL (SELECT f.became = 'recovered' OR COALESCE(f.service IN ('up', 'restored'), false) AS well) AS s
     WHERE f.type IN ('operator.added', 'operator.state_changed') AND NOT f.is_merge AND f.split_from IS NULL),
  said AS (SELECT *, max(n) FILTER (WHERE ill) OVER (PARTITION BY root, operator_id) AS last_ill FROM words),
  comings AS (
    SELECT DISTINCT ON (root, operator_id) root, operator_id, n, at, became FROM words
     WHERE became <> 'suspected' AND (type = 'operator.added' OR was = 'suspected') ORDER BY root, operator_id, n),
  cases AS (
    SELECT c.root, c.operator_id, c.at AS came_at, c.became AS came_as,
           min(s.n) FILTER (WHERE s.became = 'told') AS told_n, (array_agg(s.at ORDER BY s.n) FILTER (WHERE s.became = 'told'))[1] AS told_at,
           min(s.n) FILTER (WHERE s.became = ANY($1)) AS spoke_n, (array_agg(s.at ORDER BY s.n) FILTER (WHERE s.became = ANY($1)))[1] AS spoke_at,
           (array_agg(s.at ORDER BY s.n) FILTER (WHERE s.well AND s.n > COALESCE(s.last_ill, 0)))[1] AS well_at,
           bool_or(s.ill OR s.well) AS is_hit, (array_agg(s.became ORDER BY s.n DESC))[1] AS is_now
      FROM comings c JOIN said s ON s.root = c.root AND s.operator_id = c.operator_id AND s.n >= c.n
     GROUP BY c.root, c.operator_id, c.at, c.became)`;

const REPORTS = `
  receipts AS (SELECT DISTINCT ON (report_id) report_id, notification_id FROM facts
                WHERE type = 'notification.queued' AND template = 'receipt' ORDER BY report_id, recorded_at),
  posted AS (SELECT notification_id, min(at) FILTER (WHERE type = 'delivery.sent') AS sent_at,
                    bool_or(type <> 'delivery.sent') AS failed
               FROM facts WHERE type LIKE 'delivery.%' GROUP BY notification_id),
  reported AS (SELECT f.root, f.operator_id, f.at, r.notification_id, p.sent_at, p.failed
                 FROM facts f LEFT JOIN receipts r ON r.report_id = f.report_id LEFT JOIN posted p ON p.notification_id = r.notification_id
                WHERE f.type = 'report.received')`;

/** Work states: a person has it in hand. What went back to new waits for a person again, and the last time counts. */
const WORK = `
  backs AS (SELECT stream_id, max(index) AS index FROM facts WHERE type = 'incident.state_changed' AND became = 'new' GROUP BY stream_id),
  takes AS (SELECT f.root, min(f.at) AS at FROM facts f LEFT JOIN backs b ON b.stream_id = f.stream_id
             WHERE f.type = 'incident.state_changed' AND f.became IN ('triaging', 'coordinating', 'monitoring', 'closed', 'rejected')
               AND f.index > COALESCE(b.index, -1)
             GROUP BY f.root),
  opened AS (SELECT root, min(at) AS at, min(at) FILTER (WHERE state = 'new') AS new_at FROM facts WHERE type = 'incident.opened' GROUP BY root),
  ends AS (SELECT DISTINCT ON (root) root, at FROM facts
            WHERE stream_id = root AND type = 'incident.state_changed' AND became = 'closed' ORDER BY root, index DESC),
  touched AS (SELECT root, array_agg(operator_id) AS operators FROM cases GROUP BY root)`;

const SAMPLES = `
  samples AS MATERIALIZED (
    SELECT s.*, m.kind, m.severity, CASE WHEN s.stopped_at IS NOT NULL
                THEN GREATEST(0, round(extract(epoch FROM s.stopped_at - s.started_at) * 1000))::float8 END AS ms
      FROM (SELECT 'receipt' AS measure, root, array_remove(ARRAY[operator_id], NULL) AS operators, at AS started_at, sent_at AS stopped_at,
                   COALESCE(failed, false) AS is_over, CASE WHEN notification_id IS NULL THEN 'no_receipt_due' END AS left_out FROM reported
            UNION ALL
            SELECT 'triage', o.root, COALESCE(x.operators, '{}'), COALESCE(o.new_at, o.at), CASE WHEN o.new_at IS NOT NULL THEN t.at END, false,
                   CASE WHEN o.new_at IS NULL THEN 'opened_in_work' END
              FROM opened o LEFT JOIN takes t ON t.root = o.root LEFT JOIN touched x ON x.root = o.root
            UNION ALL
            SELECT 'closure', o.root, COALESCE(x.operators, '{}'), o.at, CASE WHEN m.state = 'closed' THEN e.at END, false, NULL
              FROM opened o JOIN members m ON m.member = o.root LEFT JOIN ends e ON e.root = o.root LEFT JOIN touched x ON x.root = o.root
            UNION ALL
            SELECT 'first_notice', root, ARRAY[operator_id], came_at, told_at, false,
                   CASE WHEN came_as = 'told' THEN 'came_told' WHEN spoke_n < COALESCE(told_n, spoke_n + 1) THEN 'spoke_first' END FROM cases
            UNION ALL
            SELECT 'answer', root, ARRAY[operator_id], COALESCE(told_at, came_at), spoke_at, false,
                   CASE WHEN spoke_n < COALESCE(told_n, spoke_n + 1) THEN 'spoke_first' END
              FROM cases WHERE told_n IS NOT NULL OR spoke_n IS NOT NULL
            UNION ALL
            SELECT 'mitigation', root, ARRAY[operator_id], came_at, well_at, false,
                   CASE WHEN NOT is_hit OR (well_at IS NULL AND is_now = 'not_affected') THEN 'not_hit' END FROM cases) AS s
      JOIN members m ON m.member = s.root)`;

/** $2 from, $3 to (an instant that is not in it any more) · $12 our promises · filters: $4 kind, $5 severity, $6 operator, $7 region · $8, $9 country and its region. */
const PICKED = `
  places AS (SELECT o.id, o.slug, o.name, r.region FROM operators o
               JOIN unnest($8::text[], $9::text[]) AS r (country, region) ON r.country = COALESCE(o.country, '')),
  picked AS MATERIALIZED (
    SELECT s.measure, s.operators, s.kind, s.severity, to_char(s.started_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, s.left_out,
           CASE WHEN s.left_out IS NULL THEN s.ms END AS ms, s.left_out IS NULL AND s.ms IS NULL AND NOT is_past AS is_open,
           s.left_out IS NULL AND s.ms IS NULL AND is_past AS is_never,
           s.left_out IS NULL AND l.ms IS NOT NULL AS is_promised,
           s.left_out IS NULL AND CASE WHEN s.ms IS NOT NULL THEN s.ms > l.ms
                                       ELSE is_past OR s.started_at + l.ms * interval '1 ms' < dnscert_now() END AS is_late
      FROM samples s JOIN members m ON m.member = s.root
      LEFT JOIN jsonb_to_recordset($12) AS l (measure text, severity text, ms float8) ON l.measure = s.measure AND l.severity = s.severity
     CROSS JOIN LATERAL (SELECT s.is_over OR (m.state = 'closed' AND s.measure <> 'receipt') AS is_past) AS p
     WHERE s.started_at >= $2 AND s.started_at < $3
       AND ($4::text IS NULL OR s.kind = $4) AND ($5::text IS NULL OR s.severity = $5)
       AND ($6::uuid IS NULL OR $6 = ANY(s.operators))
       AND ($7::text IS NULL OR EXISTS (SELECT FROM places WHERE id = ANY(s.operators) AND region = $7)))`;

/** $10: by what. An incident counts once under each operator and region that it touches, and there only these stand behind it. */
const KEYED = `
  keyed AS (
    SELECT p.measure, p.ms, p.is_open, p.is_never, p.is_promised, p.is_late, k.key, k.name, k.operators FROM picked p CROSS JOIN LATERAL (
      SELECT p.kind AS key, p.kind AS name, p.operators WHERE $10 = 'kind'
      UNION ALL SELECT p.severity, p.severity, p.operators WHERE $10 = 'severity'
      UNION ALL SELECT p.month, p.month, p.operators WHERE $10 = 'month'
      UNION ALL SELECT region, region, array_agg(id) FROM places WHERE $10 = 'region' AND id = ANY(p.operators) GROUP BY region
      UNION ALL SELECT slug, name, ARRAY[id] FROM places WHERE $10 = 'operator' AND id = ANY(p.operators)) AS k)`;

const FIGURES = `
  count(ms)::int AS n, percentile_disc(0.5) WITHIN GROUP (ORDER BY ms) AS median, percentile_disc(0.9) WITHIN GROUP (ORDER BY ms) AS p90,
  count(*) FILTER (WHERE is_open)::int AS open, count(*) FILTER (WHERE is_never)::int AS never,
  count(*) FILTER (WHERE is_promised)::int AS promised, count(*) FILTER (WHERE is_promised AND is_late)::int AS late`;

/** $11: is it wanted who stands behind each figure. */
const BEHIND = (from: string) => `
  CASE WHEN $11 THEN ARRAY(SELECT DISTINCT o FROM ${from} AS b, unnest(b.operators) AS o WHERE b.ms IS NOT NULL AND b.measure = a.measure`;

export const RESPONSE_TIMES = `
  WITH RECURSIVE ${[FACTS, HOMES, WORDS, REPORTS, WORK, SAMPLES, PICKED, KEYED].join(',')}
  SELECT a.*, ${BEHIND('picked')}) ELSE '{}' END AS operators
    FROM (SELECT measure, NULL AS key, NULL AS name, ${FIGURES} FROM picked GROUP BY measure) AS a
  UNION ALL
  SELECT a.*, ${BEHIND('keyed')} AND b.key = a.key) ELSE '{}' END
    FROM (SELECT measure, key, name, ${FIGURES} FROM keyed GROUP BY measure, key, name) AS a
  UNION ALL
  SELECT measure, NULL, left_out, count(*)::int, NULL, NULL, NULL, NULL, NULL, NULL, '{}' FROM picked WHERE left_out IS NOT NULL GROUP BY measure, left_out`;
