import { Injectable } from '@nestjs/common';
import type { ChangeView, EntryType } from '#libs/contracts';
import type { Sight } from '#libs/access';
import { Transactions } from '#libs/database';
import { VISIBLE_CASE } from './visibility.ts';

/** Which transactions had committed: a snapshot of PostgreSQL as text, good on every process. */
export type Place = string;

/** What became known since a place, and where the next question goes on. */
export interface News {
  place: Place;
  /** By the database's clock. */
  at: Date;
  /** For the CERT's own people, in the order of the record, then what stands in none; null: more than is told one by one. */
  staff: ChangeView[] | null;
  /** By operator, each under the ids that it knows. */
  operators: ReadonlyMap<string, ChangeView[]>;
}

/** Who listens: somebody of the CERT, and people of these operators. */
export interface Listening {
  staff: boolean;
  operatorIds: string[];
}

/** h; longer than anybody's place is good for who comes back. */
const SIDE_KEPT = 1;
/** Entries of the record; more at once are not told one by one. */
const MOST = 3_000;
/** Of one operator's own. */
const MOST_OF_ONE = 500;

/** Of reports, what their operator is shown. That one was moved is the CERT's to know. */
const SHOWN_TO_OPERATORS: EntryType[] = [
  'report.received',
  'report.triaged',
  'report.quarantined',
  'report.rejected',
  'report.tlp_consented',
];

/**
 * Written by a transaction that had not committed at the place $1 and has now: one that takes long is told late, and none is
 * left out, whatever came before it. The last condition is for what was restored from another cluster.
 */
const isNews = (column: string) =>
  `${column} >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(${column}, $1::pg_snapshot)
   AND ${column} < pg_snapshot_xmax(pg_current_snapshot())`;

/** What the service files to try itself is no news. */
const STAFF = `
  SELECT what, id, type, sum(count(*)) OVER () AS entries
    FROM (SELECT e.stream AS what, e.stream_id AS id, e.type, row_number() OVER (ORDER BY e.written_in, e.index) AS place
            FROM timeline_entries e WHERE $2::boolean AND ${isNews('e.written_in')}
             AND NOT EXISTS (SELECT 1 FROM incidents c WHERE c.id = e.stream_id AND c.canary)
             AND NOT EXISTS (SELECT 1 FROM reports c WHERE c.id = e.stream_id AND c.canary) LIMIT ${MOST + 1}) AS written
   GROUP BY what, id, type ORDER BY min(place)`;

/** What stands in no record, once however often it changed. */
const BESIDE = `
  SELECT DISTINCT s.what, NULLIF(s.id, '') AS id, 'changed' AS type FROM side_changes s
   WHERE $2::boolean AND ${isNews('s.written_in')}`;

const OPERATORS = `
  SELECT 'incident' AS what, c.known_id AS id, c.operator_id FROM case_changes c
   WHERE c.operator_id = ANY($3::uuid[]) AND ${isNews('c.written_in')}
     AND EXISTS (SELECT 1 FROM affected_operators a WHERE a.operator_id = c.operator_id
                    AND COALESCE(a.known_as_id, a.incident_id) = c.known_id AND ${VISIBLE_CASE})
  UNION
  SELECT 'report', r.id, r.operator_id FROM timeline_entries e JOIN reports r ON r.id = e.stream_id
   WHERE r.operator_id = ANY($3::uuid[]) AND e.stream = 'report' AND e.type = ANY($4) AND ${isNews('e.written_in')}`;

const NEWS = `
  SELECT pg_current_snapshot()::text AS place, dnscert_now() AS at,
         COALESCE((SELECT jsonb_agg(s) FROM (${STAFF}) AS s), '[]') AS staff,
         COALESCE((SELECT jsonb_agg(b) FROM (${BESIDE}) AS b), '[]') AS beside,
         COALESCE((SELECT jsonb_agg(o) FROM (${OPERATORS}) AS o), '[]') AS operators`;

interface NewsRow {
  place: Place;
  at: Date;
  staff: (ChangeView & { entries: number })[];
  beside: ChangeView[];
  operators: { what: 'incident' | 'report'; id: string; operator_id: string }[];
}

/** What has changed, for those who listen. Everything it tells is to be read again, as far as one may. */
@Injectable()
export class Changes {
  constructor(private readonly transactions: Transactions) {}

  /** Where news begins that nobody has been told of yet. */
  async here(): Promise<Place> {
    const [row] = await this.transactions.reader.query<{ place: Place }[]>(
      'SELECT pg_current_snapshot()::text AS place',
    );
    if (row === undefined) throw new Error('the database told no place');
    return row.place;
  }

  async forgetOld(): Promise<void> {
    await this.transactions.reader.query(
      'DELETE FROM side_changes WHERE at < dnscert_now() - make_interval(hours => $1)',
      [SIDE_KEPT],
    );
  }

  async since(place: Place, { staff, operatorIds }: Listening): Promise<News> {
    const [row] = await this.transactions.reader.query<NewsRow[]>(NEWS, [
      place,
      staff,
      operatorIds,
      SHOWN_TO_OPERATORS,
    ]);
    if (row === undefined) throw new Error('the database told no news');
    const tooMany = (row.staff[0]?.entries ?? 0) > MOST;
    return {
      place: row.place,
      at: row.at,
      staff: tooMany ? null : [...row.staff.map(({ what, id, type }) => ({ what, id, type })), ...row.beside],
      operators: byOperator(row.operators),
    };
  }
}

/** More was missed than is told one by one. */
export const EVERYTHING: ChangeView = { what: 'all', id: null, type: 'changed' };

/** What one caller hears of the news. */
export function heardBy(sight: Sight, { staff, operators }: News): ChangeView[] {
  if (sight.all) return staff ?? [EVERYTHING];
  const own = sight.operatorId === null ? [] : (operators.get(sight.operatorId) ?? []);
  return own.length > MOST_OF_ONE ? [EVERYTHING] : own;
}

/** The first transaction that a place may not know of. */
export const oldestOpenAt = (place: Place): bigint => BigInt(place.split(':')[0] ?? '0');

/** A place from which nothing is left out that a place with this oldest transaction did not know; some is told again. */
export const placeFrom = (oldestOpen: bigint): Place => `${oldestOpen}:${oldestOpen}:`;

function byOperator(changes: NewsRow['operators']): Map<string, ChangeView[]> {
  const found = new Map<string, ChangeView[]>();
  for (const { what, id, operator_id } of changes) {
    const own = found.get(operator_id) ?? [];
    own.push({ what, id, type: 'changed' });
    found.set(operator_id, own);
  }
  return found;
}
