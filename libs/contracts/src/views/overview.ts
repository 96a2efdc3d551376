import type { AffectedState, IncidentState, ServiceState } from '../incident.ts';
import type { ContactRole, OperatorKind } from '../operator.ts';
import type { DeliveryState } from '../notification.ts';
import type { TimelineActor } from '../timeline.ts';
import type { AffectedTldView, ReasonView, StaffIncidentView, TimelineEntryView } from './incident.ts';
import type { DueView } from './board.ts';
import type { AnswerView, DeliveryReasonView } from './notification.ts';

/** RFC 3339 in UTC. */
type Instant = string;

/** Where an incident stands and who has not answered, in one answer. For the CERT's own people alone. */
export interface IncidentOverviewView {
  incident: StaffIncidentView;
  /** When all this was so, by the service's clock: ages are counted from here, whatever the reader's clock says. */
  asOf: Instant;
  assignee: { id: string; name: string } | null;
  /** Where the incident may go from here. */
  transitions: { to: IncidentState; needsReason: boolean }[];
  /** When the first report came in, from which on we knew. */
  awareAt: Instant;
  /** What we have promised and not done yet, the first; null: nothing. */
  due: DueView | null;
  figures: IncidentFigures;
  counts: IncidentCounts;
  grid: GridRowView[];
}

/** Operators of the incident. Who has not answered is `silent` and stands in no other figure but `touched` and `told`. */
export interface IncidentFigures {
  /** All but the suspected. */
  touched: number;
  /** By a name alone: a person decides whether to tell them. */
  suspected: number;
  told: number;
  /** With any word of their own, be it that they have seen it. */
  answered: number;
  /** Told, and no word since. */
  silent: number;
  mitigating: number;
  recovered: number;
  notAffected: number;
}

/** How many of each belong to the incident, for the labels of its parts. */
export interface IncidentCounts {
  reports: number;
  notifications: number;
  awaitingApproval: number;
  notes: number;
  attachments: number;
  entries: number;
}

/** One operator in the incident. `version` is the ETag of `PUT /incidents/{id}/affected/{operatorId}`. */
export interface GridRowView {
  operator: { id: string; slug: string; name: string; kind: OperatorKind };
  /** IANA zone of its first contact. */
  timezone: string | null;
  state: AffectedState;
  serviceState: ServiceState;
  /** What of it is hit, the worst first. */
  tlds: AffectedTldView[];
  /** It has told us of it itself. */
  reported: boolean;
  toldAt: Instant | null;
  /** Its first word of its own after it was told, whatever that says. */
  seenAt: Instant | null;
  /** As in the view of an affected operator: its first answer, `seen` among them. */
  answeredAt: Instant | null;
  /** Told at this instant, and no word since; null where it was not told, or has spoken. */
  silentSince: Instant | null;
  word: GridWordView | null;
  /** What it wrote beside an answer, the last. */
  comment: { text: string; at: Instant } | null;
  contacts: GridContactView[];
  /** Whom to ring, first in the order of call. */
  call: { name: string | null; role: ContactRole; phone: string; email: string } | null;
  /** Null: nothing is due. */
  next: GridNextView | null;
  stateChangedAt: Instant;
  version: number;
}

/** The last word on an operator's state: its own, or a responder's (`by.kind` is `user`). */
export interface GridWordView {
  state: AffectedState;
  /** Null where it was set by hand before ways were written down. */
  via: AnswerView['via'] | null;
  by: TimelineActor;
  reason: string | null;
  at: Instant;
}

/** A contact that was told, with what became of the last mail to it. */
export interface GridContactView {
  id: string | null;
  /** Null: the operator has no contact in the directory. */
  email: string | null;
  name: string | null;
  state: DeliveryState;
  /** Why it was withheld or failed, or the relay's last words. */
  reason: string | null;
  /** The same sentence by sentence; empty where not all of it is ours. */
  reasonCodes: DeliveryReasonView[];
  at: Instant;
}

/**
 * What comes next for an operator that has not answered: a person decides whether it is told (`decide`), tells it (`tell`) or
 * agrees to a notice (`approve`, until `at`); a mail is on its way (`send`), tried again (`retry`) or goes to the next contact
 * (`second_contact`) at `at`; or nothing more goes out by itself: `call`.
 */
export interface GridNextView {
  what: 'decide' | 'tell' | 'approve' | 'send' | 'retry' | 'second_contact' | 'call';
  at: Instant | null;
}

/** How another incident came to stand beside this one. */
export type IncidentRelation = 'merged_into' | 'merged_here' | 'split_from' | 'split_into' | 'similar';

/** Another incident that has to do with this one, by a person's word or by what both touch. */
export interface RelatedIncidentView {
  id: string;
  number: string;
  title: string;
  state: IncidentState;
  kind: string;
  severity: StaffIncidentView['severity'];
  tlp: StaffIncidentView['tlp'];
  openedAt: Instant;
  lastReportAt: Instant;
  relation: IncidentRelation;
  /** 0 to 1; how much speaks for one event. */
  score: number;
  /** Triage would join a report of one to the other. */
  looksLikeOne: boolean;
  reasons: ReasonView[];
  shared: {
    tlds: string[];
    /** As `type value`. */
    resources: string[];
    servers: string[];
    addresses: string[];
    operators: { id: string; slug: string; name: string }[];
  };
}

/** Who is meant by the ids in a record, for the CERT's own people. */
export interface TimelineNamesView {
  operators: Record<string, { slug: string; name: string }>;
  users: Record<string, string>;
  /** Addresses. */
  contacts: Record<string, string>;
}

/** The record of an incident as the CERT's own people read it. */
export interface StaffTimelineView {
  items: TimelineEntryView[];
  next: null;
  names: TimelineNamesView;
}
