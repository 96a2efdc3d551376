import type { ImpactClass, HitCount } from '../impact.ts';
import type { AffectedState, IncidentState, ServiceState } from '../incident.ts';
import type { CodedReason } from '../reason.ts';
import type { Resource } from '../resource.ts';
import type { Severity } from '../severity.ts';
import type { EntryType, TimelineActor } from '../timeline.ts';
import type { Tlp } from '../tlp.ts';
import type { OperatorNameView } from './directory.ts';
import type { SealView } from './record.ts';

/** All instants are RFC 3339 in UTC. */
type Instant = string;

/** `text` says it in English. Without a code it was written down before there were codes, or by a person. */
export interface ReasonView extends Partial<CodedReason> {
  rule: string;
  text: string;
}

/** Why triage judged as it did. */
export interface TriageReasonsView {
  kind?: ReasonView[];
  severity?: ReasonView[];
  duplicate?: ReasonView[];
  impact?: ReasonView[];
  quarantine?: ReasonView[];
}

/** An incident as the CERT's own people see it. */
export interface StaffIncidentView {
  id: string;
  number: string;
  state: IncidentState;
  title: string;
  summary: string;
  kind: string;
  severity: Severity;
  tlp: Tlp;
  exercise: boolean;
  /** False: a public report opened it, and nobody has judged it since. */
  confirmed: boolean;
  reasons: TriageReasonsView;
  resources: Resource[];
  tlds: string[];
  /** User id. */
  assignee: string | null;
  /** Incident id. */
  mergedInto: string | null;
  occurredAt: Instant | null;
  openedAt: Instant;
  lastReportAt: Instant;
  firstClosedAt: Instant | null;
  closedAt: Instant | null;
  updatedAt: Instant;
  version: number;
}

/** A TLD of an affected operator, with how much of it is hit. */
export interface AffectedTldView {
  label: string;
  class: ImpactClass;
  servers: HitCount;
  ipv4: HitCount;
  ipv6: HitCount;
}

export interface AffectedView {
  operatorId: string;
  state: AffectedState;
  serviceState: ServiceState;
  tlds: AffectedTldView[];
  reasons: ReasonView[];
  toldAt: Instant | null;
  answeredAt: Instant | null;
  stateChangedAt: Instant;
  version: number;
}

/** With the operator's name, for the CERT's own people. */
export interface NamedAffectedView extends AffectedView {
  operator: { slug: string; name: string };
}

/** An incident as one operator knows it; nothing in it tells of another. */
export interface OperatorIncidentView {
  id: string;
  number: string;
  state: IncidentState;
  title: string;
  kind: string;
  severity: Severity;
  tlp: Tlp;
  exercise: boolean;
  reasons: ReasonView[];
  tlds: string[];
  openedAt: Instant;
  closedAt: Instant | null;
  affected: AffectedView;
  version: number;
}

export interface NoteView {
  id: string;
  incidentId: string;
  authorId: string;
  operatorId: string | null;
  body: string;
  createdAt: Instant;
}

/** A note as the CERT's own people see it. */
export interface StaffNoteView extends NoteView {
  authorName: string;
  /** For whom the author wrote; null for our own people. */
  operator: OperatorNameView | null;
}

export interface AttachmentView {
  id: string;
  incidentId: string;
  authorId: string;
  operatorId: string | null;
  name: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  createdAt: Instant;
}

/** A fact of the record. `at`: when it happened; `recordedAt`: when it was written down. */
export interface TimelineEntryView {
  index: number;
  at: Instant;
  recordedAt: Instant;
  actor: TimelineActor;
  type: EntryType;
  data: Record<string, unknown>;
  /** When it ended, where it took a while. */
  until?: Instant;
  /** Whoever told these times was not sure. */
  uncertain?: true;
  /** When somebody first saw it. */
  observedAt?: Instant;
  /** What it said is gone; that it was said stays. */
  erased?: true;
  /** Hex; staff alone see it, and where it stands in the log. */
  leafHash?: string;
  log?: SealView;
}

export interface ConsentView {
  id: string;
  reportId: string;
  incidentId: string | null;
  from: Tlp;
  to: Tlp;
  how: 'source' | 'staff' | 'word';
  statement: string | null;
  reason: string | null;
  givenBy: TimelineActor;
  at: Instant;
}
