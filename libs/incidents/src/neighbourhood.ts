import type { Tx } from '#libs/database';
import type { DuplicateCandidate } from '#libs/triage';
import type { Case } from './case.ts';
import { OPEN_STATES } from './state.ts';

/** h; no rule joins reports further apart, so no older incident need be looked at. */
const WIDEST_WINDOW = 24 * 14;
/** More locks than these and one lock for all is taken instead. */
const MOST_LOCKS = 400;
/** The newest; a group that has more to look at is in a flood that the rules join by TLD. */
const MOST_CANDIDATES = 1_000;

/** What a report touches by name. Reports that share one of these may be of one event. */
const namesOf = ({ verdict, report }: Case): string[] => [
  ...verdict.tlds.map((label) => `tld ${label}`),
  ...report.resources.map(({ type, value }) => `${type} ${value}`),
];

/** An address may lie in the prefix of another report: then names alone do not tell whether two are neighbours. */
const hasAddresses = ({ report }: Case): boolean =>
  report.resources.some(({ type }) => type === 'ip' || type === 'prefix');

/**
 * Splits a group of reports: those that have nothing to do with an earlier one of the group and can be judged side by side,
 * and the others, which must see what came of the first.
 */
export function apartFrom<T extends Case>(cases: T[]): { apart: T[]; after: T[] } {
  const taken = new Set<string>();
  const apart: T[] = [];
  const after: T[] = [];
  for (const one of cases) {
    const names = [...namesOf(one), ...(hasAddresses(one) ? ['addresses'] : [])];
    (names.some((name) => taken.has(name)) ? after : apart).push(one);
    for (const name of names) taken.add(name);
  }
  return { apart, after };
}

/**
 * Two reports of one event that come in together must not open two incidents: whoever touches the same TLD or resource
 * waits. The locks are taken in one order, so that two groups never wait for each other.
 */
export async function lockNeighbourhood(tx: Tx, cases: Case[]): Promise<void> {
  const names = [...new Set(cases.flatMap(namesOf))];
  if (names.length > MOST_LOCKS) {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('triage'))`);
    return;
  }
  // Shared with the lock for all, which a very wide group takes alone.
  await tx.query(`SELECT pg_advisory_xact_lock_shared(hashtext('triage'))`);
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtext('triage'), key) FROM (SELECT DISTINCT hashtext(name) AS key FROM unnest($1::text[]) AS name ORDER BY 1) AS keys`,
    [names],
  );
}

interface CandidateRow extends Omit<DuplicateCandidate, 'incidentId' | 'openedAt' | 'lastReportAt'> {
  id: string;
  opened_at: Date;
  last_report_at: Date;
}

/** Incidents that one of the reports could belong to; the pure rules decide. */
export async function candidatesFor(tx: Tx, cases: Case[]): Promise<DuplicateCandidate[]> {
  const others = cases.flatMap(({ report }) => report.resources.filter(({ type }) => type !== 'tld'));
  const rows = await tx.query<CandidateRow[]>(
    // What looks like a duplicate belongs to the incident that it was merged into. An address of a report may lie in a prefix
    // of an incident, or the other way round: then any open incident is looked at. One arm for each index.
    `SELECT COALESCE(t.id, i.id) AS id, i.kind, i.resources, i.tlds, i.opened_at, i.last_report_at, COALESCE(t.state, i.state) AS state, i.exercise
       FROM incidents i LEFT JOIN incidents t ON t.id = i.merged_into_id
      WHERE i.id IN (SELECT id FROM incidents WHERE tlds && $3
                     UNION SELECT near.id FROM unnest($4::jsonb[]) AS one JOIN incidents near ON near.resources @> one
                     UNION SELECT id FROM incidents
                            WHERE $5 AND state NOT IN ('closed', 'rejected') AND last_report_at > dnscert_now() - make_interval(hours => $2))
        AND (i.state = ANY($1) OR i.state = 'duplicate' AND t.state = ANY($1))
        AND i.last_report_at > dnscert_now() - make_interval(hours => $2)
      ORDER BY i.last_report_at DESC LIMIT $6`,
    [
      OPEN_STATES,
      WIDEST_WINDOW,
      [...new Set(cases.flatMap(({ verdict }) => verdict.tlds))],
      [...new Set(others.map((resource) => JSON.stringify([resource])))],
      cases.some(hasAddresses),
      MOST_CANDIDATES,
    ],
  );
  return rows.map(({ id, opened_at, last_report_at, ...rest }) => ({
    ...rest,
    incidentId: id,
    openedAt: opened_at,
    lastReportAt: last_report_at,
  }));
}

/** Could the report be of that incident at all? Spares the rules the incidents that were looked up for other reports. */
export function isNear(one: Case, candidate: DuplicateCandidate): boolean {
  return (
    hasAddresses(one) ||
    one.verdict.tlds.some((label) => candidate.tlds.includes(label)) ||
    one.report.resources.some(({ type, value }) =>
      candidate.resources.some((other) => other.type === type && other.value === value),
    )
  );
}
