import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { ContactFreezes } from '#libs/operators';
import type { TriageRules } from '#libs/triage';
import { TRIAGE_RULES } from './rules.ts';
import { OPEN_STATES } from './state.ts';

/**
 * Freezes contacts and keys of operators that are in an open incident of a kind the kind file marks `freezesContacts`, or
 * reported one. An exercise freezes nothing, and neither does what a public source alone claims: else whoever wants
 * could freeze any registry, and learn so. What unties an operator is `not_affected` said by the CERT; said by the operator,
 * or by a link, it does not: that is what whoever holds its account would say first.
 */
@Injectable()
export class HijackFreezes implements ContactFreezes {
  private readonly kinds: string[];

  constructor(@Inject(TRIAGE_RULES) rules: TriageRules) {
    this.kinds = [...rules.kinds.values()]
      .filter(({ freezesContacts }) => freezesContacts)
      .map(({ name }) => name);
  }

  async frozenAmong(operatorIds: string[], manager: Tx): Promise<Set<string>> {
    if (operatorIds.length === 0) return new Set();
    const rows = await manager.query<{ operator_id: string }[]>(FROZEN, [
      operatorIds,
      this.kinds,
      OPEN_STATES,
    ]);
    return new Set(rows.map(({ operator_id }) => operator_id));
  }
}

const FROZEN = `
  WITH involved AS (
    SELECT a.operator_id, a.incident_id FROM affected_operators a WHERE a.operator_id = ANY($1)
    UNION
    -- A report of an incident that was merged stays with it.
    SELECT r.operator_id, COALESCE(i.merged_into_id, i.id) FROM reports r JOIN incidents i ON i.id = r.incident_id
     WHERE r.operator_id = ANY($1)
  )
  SELECT DISTINCT v.operator_id
    FROM involved v
    JOIN incidents i ON i.id = v.incident_id
    LEFT JOIN affected_operators a ON a.incident_id = v.incident_id AND a.operator_id = v.operator_id
   WHERE i.kind = ANY($2) AND i.state = ANY($3) AND i.confirmed AND NOT i.exercise
     AND (a.state IS DISTINCT FROM 'not_affected' OR 'user' IS DISTINCT FROM (
           SELECT e.actor ->> 'kind' FROM timeline_entries e
            WHERE e.stream_id = v.incident_id AND e.type IN ('operator.state_changed', 'operator.added')
              AND e.data ->> 'operatorId' = v.operator_id::text AND e.data ->> 'to' = 'not_affected'
              AND NOT e.data ? 'mergedFrom'
            ORDER BY e.index DESC LIMIT 1))`;
