import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import type { Period } from '../measures/period.ts';
import { instantsOf } from '../measures/period.ts';
import type { Backed } from '../suppression.ts';

/** So many of one sort, with who stands behind them. */
export interface Count extends Backed {
  count: number;
}

export interface PartyCount {
  party: string;
  /** In the directory. */
  known: number;
  /** Reported, or answered, in the period. */
  tookPart: number;
}

export interface EvidenceCounts {
  kinds: Count[];
  severities: Count[];
  months: Count[];
  /** By month and severity, `2026-03 high`. */
  monthSeverities: Count[];
  channels: Count[];
  work: Count[];
  parties: PartyCount[];
}

type Row = { sort: string; name: string; count: number; operators: string[] };

/** $1 from, $2 to (not in it any more). Whom an incident touched: who reported it, and who is in it for more than a suspicion. */
const COUNTED = `
  WITH counted AS MATERIALIZED (
         SELECT id, kind, severity, to_char(opened_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month FROM incidents
          WHERE opened_at >= $1 AND opened_at < $2 AND NOT exercise AND confirmed AND state NOT IN ('rejected', 'duplicate')),
       touched AS MATERIALIZED (
         SELECT a.incident_id, a.operator_id FROM affected_operators a JOIN counted c ON c.id = a.incident_id
          WHERE a.left_at IS NULL AND a.state NOT IN ('suspected', 'not_affected')
         UNION SELECT r.incident_id, r.operator_id FROM reports r JOIN counted c ON c.id = r.incident_id WHERE r.operator_id IS NOT NULL),
       sorts AS (SELECT c.id, s.sort, s.name FROM counted c
                  CROSS JOIN LATERAL (VALUES ('kind', c.kind), ('severity', c.severity), ('month', c.month), ('month-severity', c.month || ' ' || c.severity)) AS s (sort, name))
  SELECT s.sort, s.name, count(DISTINCT s.id)::int AS count, array_remove(array_agg(DISTINCT t.operator_id), NULL) AS operators
    FROM sorts s LEFT JOIN touched t ON t.incident_id = s.id GROUP BY s.sort, s.name
  UNION ALL
  SELECT 'channel', channel, count(*)::int, array_remove(array_agg(DISTINCT operator_id), NULL) FROM reports
   WHERE received_at >= $1 AND received_at < $2 AND NOT exercise GROUP BY channel
  UNION ALL
  SELECT 'work', 'mails', count(*)::int, array_remove(array_agg(DISTINCT d.operator_id), NULL) FROM deliveries d
    JOIN incidents i ON i.id = d.incident_id WHERE d.handed_over_at >= $1 AND d.handed_over_at < $2 AND NOT i.exercise
  UNION ALL
  SELECT 'work', 'answers', count(*)::int, array_remove(array_agg(DISTINCT a.operator_id), NULL) FROM acknowledgements a
    JOIN deliveries d ON d.id = a.delivery_id JOIN incidents i ON i.id = d.incident_id
   WHERE a.created_at >= $1 AND a.created_at < $2 AND NOT i.exercise
  UNION ALL
  SELECT 'work', 'calls', count(*)::int, array_remove(array_agg(DISTINCT c.operator_id), NULL) FROM calls c
    JOIN incidents i ON i.id = c.incident_id WHERE c.state = 'done' AND c.done_at >= $1 AND c.done_at < $2 AND NOT i.exercise
  UNION ALL
  SELECT 'work', 'steps', count(*)::int,
         (SELECT array_agg(DISTINCT operator_id) FROM touched) FROM timeline_entries e JOIN incidents i ON i.id = e.stream_id
   WHERE e.recorded_at >= $1 AND e.recorded_at < $2 AND e.actor->>'kind' = 'user' AND NOT i.exercise`;

const PARTIES = `
  WITH part AS (
         SELECT operator_id FROM reports WHERE operator_id IS NOT NULL AND received_at >= $1 AND received_at < $2 AND NOT exercise
         UNION SELECT a.operator_id FROM affected_operators a JOIN incidents i ON i.id = a.incident_id
                WHERE a.answered_at >= $1 AND a.answered_at < $2 AND NOT i.exercise),
       party AS (
         SELECT o.id, CASE WHEN o.kind <> 'tld_manager' THEN o.kind
                           WHEN EXISTS (SELECT FROM tlds t WHERE t.operator_id = o.id AND t.kind = 'country-code') THEN 'cctld_manager'
                           ELSE 'gtld_manager' END AS party FROM operators o)
  SELECT party, count(*)::int AS known, count(part.operator_id)::int AS "tookPart"
    FROM party LEFT JOIN part ON part.operator_id = party.id GROUP BY party ORDER BY party`;

/** What happened in a period, counted; exercises never. */
@Injectable()
export class CountedEvidence {
  constructor(private readonly transactions: Transactions) {}

  async of(period: Period): Promise<EvidenceCounts> {
    const { reader } = this.transactions;
    const within = instantsOf(period);
    const rows = await reader.query<Row[]>(COUNTED, within);
    const parties = await reader.query<PartyCount[]>(PARTIES, within);
    const of = (sort: string): Count[] =>
      rows
        .filter((row) => row.sort === sort)
        .map(({ name, count, operators }) => ({
          name,
          count,
          operators: new Set(operators as string[] | null),
        }));
    return {
      kinds: of('kind').sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
      severities: of('severity'),
      months: of('month').sort((a, b) => (a.name < b.name ? -1 : 1)),
      monthSeverities: of('month-severity'),
      channels: of('channel'),
      work: of('work'),
      parties,
    };
  }
}
