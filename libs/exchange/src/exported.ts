import type {
  AffectedState,
  IncidentState,
  Resource,
  ServiceState,
  Severity,
  TimelineEntryView,
  Tlp,
} from '#libs/contracts';

/** All instants are RFC 3339 in UTC. */
type Instant = string;

/** A kind of incident with its place in the Reference Security Incident Taxonomy. */
export interface ExportedKind {
  name: string;
  title: string;
  rsit: { first: string; second: string };
}

export interface ExportedReport {
  id: string;
  number: string;
  summary: string;
  description: string;
  tlp: Tlp;
  occurredAt: Instant | null;
  detectedAt: Instant | null;
  receivedAt: Instant;
  resources: Resource[];
  references: string[];
  /** Of the bytes as they came in, in hex. */
  sha256: string;
}

export interface ExportedOperator {
  id: string;
  name: string;
  tlds: string[];
  state: AffectedState;
  serviceState: ServiceState;
  toldAt: Instant | null;
  answeredAt: Instant | null;
}

/**
 * What leaves: all of it as the one who asks may see it. Nothing is left out here that must not be seen, so nothing may come
 * in that must not be.
 */
export interface Exported {
  /** Who writes the file: our name, the host name of the service, our mail address. */
  publisher: { name: string; host: string; email: string };
  incident: {
    id: string;
    number: string;
    title: string;
    /** Empty: none was written. */
    summary: string;
    state: IncidentState;
    kind: ExportedKind;
    severity: Severity;
    tlp: Tlp;
    exercise: boolean;
    occurredAt: Instant | null;
    openedAt: Instant;
    closedAt: Instant | null;
    updatedAt: Instant;
    resources: Resource[];
    tlds: string[];
  };
  reports: ExportedReport[];
  affected: ExportedOperator[];
  timeline: TimelineEntryView[];
}
