import type { OperatorKind } from '#libs/contracts';
import { TLP_LABELS } from '#libs/contracts';
import type { Relation } from '#libs/access';
import { leaving } from '#libs/access';
import type { Tx } from '#libs/database';
import type { AffectedOperator } from './incident.entity.ts';
import { UNTOLD_STATES } from './state.ts';

/** Operators that serve others. What they label AMBER+STRICT does not reach those whom they serve. */
const PROVIDERS: readonly OperatorKind[] = ['backend', 'secondary'];

/** Whoever asks the API is signed in, on a connection of their own. */
const hiddenFrom = (relation: Relation) =>
  TLP_LABELS.filter(
    (label) => leaving(label, { exit: 'api' }, { relation, encrypted: true }).form === 'withheld',
  );

/** An incident that is under a provider's own label, which that provider's clients may not read. */
const HELD_BY_PROVIDER = (incident: string, labels: string) =>
  `EXISTS (SELECT 1 FROM reports p JOIN operators o ON o.id = p.operator_id
            WHERE p.incident_id = ${incident}.id AND p.tlp = ANY(${labels}) AND o.kind = ANY('{${PROVIDERS.join(',')}}'))`;

/**
 * Which incidents an operator sees, as a condition on the row `incident` of SQL; `operatorId` is a parameter. Those that it
 * reported itself, always. Those that touch it, once it was named there (told, or set by hand so); before that, as far as
 * the label lets one who is merely touched know of it. A mere suspicion tells that another is in trouble, so it is not shown.
 */
export function visibleToOperator(incident: string, operatorId: string): string {
  const [untold, affected, client] = [UNTOLD_STATES, hiddenFrom('affected'), hiddenFrom('client')].map(
    (names) => `'{${names.join(',')}}'::text[]`,
  ) as [string, string, string];
  return `(EXISTS (SELECT 1 FROM reports r WHERE r.incident_id = ${incident}.id AND r.operator_id = ${operatorId})
    OR EXISTS (SELECT 1 FROM affected_operators a WHERE a.incident_id = ${incident}.id AND a.operator_id = ${operatorId}
                AND a.state <> 'suspected'
                AND (a.state <> ALL(${untold})
                     OR (${incident}.tlp <> ALL(${affected}) AND NOT (${incident}.tlp = ANY(${client})
                         AND (SELECT k.kind FROM operators k WHERE k.id = a.operator_id) <> ALL('{${PROVIDERS.join(',')}}')
                         AND ${HELD_BY_PROVIDER(incident, client)})))))`;
}

/** Who of an incident's operators are what to it, for whoever tells them. */
export interface Parties {
  sources: ReadonlySet<string>;
  heldByProvider: boolean;
}

export async function partiesOf(manager: Tx, incidentId: string): Promise<Parties> {
  const rows = await manager.query<{ operator_id: string; held: boolean }[]>(
    `SELECT p.operator_id, bool_or(p.tlp = ANY($2) AND o.kind = ANY($3)) AS held
       FROM reports p JOIN operators o ON o.id = p.operator_id WHERE p.incident_id = $1 GROUP BY 1`,
    [incidentId, hiddenFrom('client'), PROVIDERS],
  );
  return {
    sources: new Set(rows.map(({ operator_id }) => operator_id)),
    heldByProvider: rows.some(({ held }) => held),
  };
}

/** The same in code, of one operator that is in the set. */
export function relationOf(
  { sources, heldByProvider }: Parties,
  operator: { id: string; kind: OperatorKind },
  own: Pick<AffectedOperator, 'state'> | undefined,
): Relation {
  if (sources.has(operator.id)) return 'source';
  if (own !== undefined && !UNTOLD_STATES.includes(own.state)) return 'named';
  return heldByProvider && !PROVIDERS.includes(operator.kind) ? 'client' : 'affected';
}
