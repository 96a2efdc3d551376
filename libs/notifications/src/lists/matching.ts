import type { Tlp } from '#libs/contracts';
import { SEVERITIES, tlpRestriction } from '#libs/contracts';
import type { Tx } from '#libs/database';
import type { Incident } from '#libs/incidents';
import type { ListRule } from './rule.entity.ts';

/** An incident that falls under a rule and that it has not taken up. */
export interface Match {
  incidentId: string;
  severity: Incident['severity'];
  tlp: Tlp;
  rule: Pick<ListRule, 'id' | 'tlp' | 'holdMinutes'>;
  list: { id: string; tlp: Tlp; open: boolean };
}

const OVER: string[] = ['closed', 'rejected', 'duplicate'];

/** Is it one of which anything is posted by itself? Not an exercise, and not what a public source alone has told. */
export const isPostable = ({
  exercise,
  confirmed,
  state,
}: Pick<Incident, 'exercise' | 'confirmed' | 'state'>): boolean =>
  !exercise && confirmed && !OVER.includes(state);

/** Why a rule does not post of an incident that it is about, in words for a person; null: it does. */
export const whyNotByRule = (rule: Pick<ListRule, 'tlp'>, { tlp }: Pick<Incident, 'tlp'>): string | null =>
  tlpRestriction(tlp) > tlpRestriction(rule.tlp)
    ? `The incident is TLP:${tlp}, and the rule posts of TLP:${rule.tlp} at the highest`
    : null;

/** Of these incidents. */
export async function matchesOf(tx: Tx, incidentIds: string[]): Promise<Match[]> {
  return tx.query<Match[]>(
    `SELECT i.id AS "incidentId", i.severity, i.tlp,
            jsonb_build_object('id', r.id, 'tlp', r.tlp, 'holdMinutes', r.hold_minutes) AS rule,
            jsonb_build_object('id', l.id, 'tlp', l.tlp, 'open', l.open) AS list
       ${UNDER_A_RULE} AND i.id = ANY($3) ORDER BY i.id, r.id`,
    [SEVERITIES, OVER, incidentIds],
  );
}

/** At most 500 that changed since, and since the rule was agreed to: one that became graver, wider known or touches more. */
export async function changedUnderARule(tx: Tx, since: Date): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT DISTINCT i.id ${UNDER_A_RULE} AND i.updated_at > $3 AND i.updated_at > r.approved_at LIMIT 500`,
    [SEVERITIES, OVER, since],
  );
  return rows.map(({ id }) => id);
}

/** By the incident of now: kind, severity, TLD, country of whoever it touches. Labels are held against it later, in sight. */
const UNDER_A_RULE = `
  FROM list_rules r JOIN mailing_lists l ON l.id = r.list_id AND l.state = 'active'
  JOIN incidents i ON NOT i.exercise AND i.confirmed AND i.state <> ALL($2)
       AND array_position($1::text[], i.severity) <= array_position($1::text[], r.severity)
       AND (r.kinds = '{}' OR i.kind = ANY(r.kinds)) AND (r.tlds = '{}' OR i.tlds && r.tlds)
       AND (r.countries = '{}' OR EXISTS
             (SELECT 1 FROM affected_operators a JOIN operators o ON o.id = a.operator_id
               WHERE a.incident_id = i.id AND a.state <> 'suspected' AND o.country = ANY(r.countries)))
 WHERE r.state = 'active' AND NOT EXISTS
       (SELECT 1 FROM list_alerts x WHERE x.rule_id = r.id AND x.incident_id = i.id)`;
