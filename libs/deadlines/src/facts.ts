import type {
  AffectedState,
  FiledKind,
  IncidentState,
  MeteredService,
  Severity,
  TimelineActor,
  TldKind,
  Tlp,
} from '#libs/contracts';
import { groupBy } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { inForce } from './noted-outages.ts';

/** What is known of an incident that its deadlines follow from: all of it, and nothing else. A canary's asks nothing of anybody. */
export interface IncidentFacts {
  id: string;
  number: string;
  state: IncidentState;
  severity: Severity;
  tlp: Tlp;
  exercise: boolean;
  openedAt: Date;
  closedAt: Date | null;
  /** Of its work state; null while it is as it was opened. */
  movedAt: Date | null;
  takenUpAt: Date | null;
  operators: OperatorRow[];
  /** In the order in which they were decided; of one operator the last counts. */
  awareness: AwarenessRow[];
  filings: FilingRow[];
  /** Of its services, be they noted here or in another incident; without those that were corrected or withdrawn. */
  outages: OutageRow[];
  embargo: EmbargoRow | null;
}

export interface OperatorRow {
  operatorId: string;
  name: string;
  /** As this operator knows the incident: what others report does not change how soon it is asked again. */
  severity: Severity;
  state: AffectedState;
  cameAt: Date;
  toldAt: Date | null;
  answeredAt: Date | null;
  leftAt: Date | null;
  stateChangedAt: Date;
  /** Of the first contact. */
  zone: string | null;
  /** Names and seconds; of an operator that has recovered alone. */
  ttls: { what: string; seconds: number }[];
}

export interface AwarenessRow {
  id: string;
  operatorId: string | null;
  awareAt: Date;
  reason: string;
  unlawful: 'yes' | 'no' | 'unknown';
  crossBorder: 'yes' | 'no' | 'unknown';
  decidedBy: TimelineActor;
  decidedAt: Date;
}

export interface FilingRow {
  id: string;
  operatorId: string | null;
  kind: FiledKind;
  filedAt: Date;
  reference: string;
  notedBy: TimelineActor;
  notedAt: Date;
}

export interface OutageRow {
  id: string;
  firstId: string;
  incidentId: string;
  tld: string;
  kind: TldKind | null;
  operatorId: string | null;
  service: MeteredService;
  fromAt: Date;
  untilAt: Date | null;
  maintenance: boolean;
  reason: string;
  notedBy: TimelineActor;
  notedAt: Date;
}

export interface EmbargoRow {
  untilAt: Date | null;
  /** The one before it was lifted; what is lifted was until then. */
  heldUntil: Date | null;
  zone: string;
  twice: boolean;
  agreedWith: string;
  reason: string;
  setBy: TimelineActor;
  setAt: Date;
}

type Of<T> = T & { of: string };

const INCIDENTS = `
  SELECT i.id, i.number, i.state, i.severity, i.tlp, i.exercise, i.opened_at AS "openedAt", i.closed_at AS "closedAt",
         moved.at AS "movedAt", CASE WHEN i.state <> 'new' THEN moved.up_at END AS "takenUpAt"
    FROM incidents i
   CROSS JOIN LATERAL (SELECT max(e.at) AS at, max(e.at) FILTER (WHERE e.data->>'from' = 'new') AS up_at FROM timeline_entries e
                        WHERE e.stream_id = i.id AND e.type IN ('incident.state_changed', 'incident.merged')) AS moved
   WHERE i.id = ANY($1) AND NOT i.canary`;

/** A mere suspicion asks nothing of anybody. */
const OPERATORS = `
  SELECT a.incident_id AS of, a.operator_id AS "operatorId", o.name, a.severity, a.state, a.came_at AS "cameAt", a.told_at AS "toldAt",
         a.answered_at AS "answeredAt", a.left_at AS "leftAt", a.state_changed_at AS "stateChangedAt",
         (SELECT c.timezone FROM contacts c WHERE c.operator_id = a.operator_id AND c.removed_at IS NULL
           ORDER BY c.call_order, c.email LIMIT 1) AS zone,
         CASE WHEN a.state <> 'recovered' THEN '[]'::jsonb ELSE COALESCE((
           SELECT jsonb_agg(jsonb_build_object('what', '.' || d.label || ' ' || upper(t.key), 'seconds', t.value))
             FROM root_zone_delegations d, jsonb_each(COALESCE(d.ttl, '{}')) AS t
            WHERE d.serial = (SELECT max(serial) FROM root_zones) AND jsonb_typeof(t.value) = 'number'
              AND d.label IN (SELECT x->>'label' FROM jsonb_array_elements(a.tlds) AS x)), '[]') END AS ttls
    FROM affected_operators a JOIN operators o ON o.id = a.operator_id
   WHERE a.incident_id = ANY($1) AND a.state <> 'suspected'`;

const AWARENESS = `
  SELECT id, incident_id AS of, operator_id AS "operatorId", aware_at AS "awareAt", reason, unlawful, cross_border AS "crossBorder",
         decided_by AS "decidedBy", decided_at AS "decidedAt"
    FROM incident_awareness WHERE incident_id = ANY($1) ORDER BY decided_at, id`;

const FILINGS = `
  SELECT id, incident_id AS of, operator_id AS "operatorId", kind, filed_at AS "filedAt", reference, noted_by AS "notedBy", noted_at AS "notedAt"
    FROM incident_filings WHERE incident_id = ANY($1) ORDER BY noted_at, id`;

const OUTAGES = `
  SELECT s.id, own.of, s.first_id AS "firstId", s.incident_id AS "incidentId", s.tld, t.kind, t.operator_id AS "operatorId", s.service,
         s.from_at AS "fromAt", s.until_at AS "untilAt", s.maintenance, s.reason, s.noted_by AS "notedBy", s.noted_at AS "notedAt"
    FROM (SELECT DISTINCT o.incident_id AS of, o.tld, o.service FROM service_outages o
           WHERE o.incident_id = ANY($1) AND ${inForce('o')}) AS own
    JOIN service_outages s ON s.tld = own.tld AND s.service = own.service
    LEFT JOIN tlds t ON t.label = s.tld
   WHERE ${inForce('s')} ORDER BY s.from_at, s.id`;

const EMBARGOES = `
  SELECT DISTINCT ON (incident_id) incident_id AS of, until_at AS "untilAt", zone, twice, agreed_with AS "agreedWith", reason, set_by AS "setBy", set_at AS "setAt",
         (SELECT b.until_at FROM incident_embargoes b WHERE b.incident_id = e.incident_id AND b.until_at IS NOT NULL
           ORDER BY b.set_at DESC LIMIT 1) AS "heldUntil"
    FROM incident_embargoes e WHERE incident_id = ANY($1) ORDER BY incident_id, set_at DESC, id DESC`;

/** Of these incidents, in as many statements as of one. */
export async function factsOf(reader: Tx, ids: string[]): Promise<IncidentFacts[]> {
  const rows = async <T>(text: string): Promise<Map<string, T[]>> =>
    groupBy(await reader.query<Of<T>[]>(text, [ids]), ({ of }) => of);
  const incidents = await reader.query<
    Omit<IncidentFacts, 'operators' | 'awareness' | 'filings' | 'outages' | 'embargo'>[]
  >(INCIDENTS, [ids]);
  const operators = await rows<OperatorRow>(OPERATORS);
  const awareness = await rows<AwarenessRow>(AWARENESS);
  const filings = await rows<FilingRow>(FILINGS);
  const outages = await rows<OutageRow>(OUTAGES);
  const embargoes = await rows<EmbargoRow>(EMBARGOES);
  return incidents.map((incident) => ({
    ...incident,
    operators: operators.get(incident.id) ?? [],
    awareness: awareness.get(incident.id) ?? [],
    filings: filings.get(incident.id) ?? [],
    outages: outages.get(incident.id) ?? [],
    embargo: embargoes.get(incident.id)?.[0] ?? null,
  }));
}
