import type { DeliveryReasonCode } from '../delivery-reason.ts';
import type { IncidentState, OperatorAnswer } from '../incident.ts';
import type { Audience, DeliveryState, NotificationState } from '../notification.ts';
import type { ContactRole } from '../operator.ts';
import type { Severity } from '../severity.ts';
import type { TimelineActor } from '../timeline.ts';
import type { Tlp } from '../tlp.ts';
import type { OperatorNameView } from './directory.ts';

/** One sentence of a reason. */
export interface DeliveryReasonView {
  code: DeliveryReasonCode;
  parts: Record<string, string>;
}

/** One try to hand a mail over. Instants are RFC 3339 in UTC. */
export interface AttemptView {
  attempt: number;
  outcome: string;
  stage: string | null;
  /** The server's words, or ours where it said nothing. */
  response: string | null;
  /** The name of the mail server; null where none was spoken to, as with captured mail. */
  host: string | null;
  /** Where it was reached; null: it was not. */
  address: string | null;
  /** When that address was last seen, where the name did not resolve and it was remembered; null: it did. */
  pinnedAt: string | null;
  /** For example `TLSv1.3`, with a certificate good for `host`; null: in clear, or not at all. */
  tls: string | null;
  /** Why it went in clear, or why TLS kept it back; null: nothing is amiss. */
  tlsReason: string | null;
  at: string;
}

/**
 * Why a mail went signed and not encrypted: its reader has an account and no key, is no contact, wants clear mail, has no key, or
 * had one that had ended, under a label that lets everybody read it. `key_since`: of one that was made before this was kept,
 * it is only known that today's key was not there then.
 */
export type ClearReason = 'account' | 'no_contact' | 'wants_clear' | 'no_key' | 'key_ended' | 'key_since';

export interface AnswerView {
  answer: OperatorAnswer;
  comment: string | null;
  via: 'link' | 'api' | 'console' | 'mail';
  givenBy: TimelineActor;
  at: string;
}

export interface DeliveryView {
  id: string;
  /** As it was when the delivery was made; the role is that of today. */
  contact: {
    id: string | null;
    email: string | null;
    name: string | null;
    role: ContactRole | null;
    language: string;
    timezone: string;
  };
  operatorId: string | null;
  operator: OperatorNameView | null;
  insteadOf: string | null;
  state: DeliveryState;
  /** Why it is withheld, failed, bounced or delayed, or says less than it should. */
  reason: string | null;
  /** The same sentence by sentence; empty where not all of it is ours. */
  reasonCodes: DeliveryReasonView[];
  attempts: number;
  history: AttemptView[];
  response: string | null;
  /** How its bytes were made; `minimal` says only that something waits. Null: not made yet, or not at all. */
  protection: 'signed' | 'encrypted' | 'minimal' | null;
  /** Fingerprint. */
  encryptedTo: string | null;
  /** As it was when the mail was made; null: it was encrypted, says only that something waits, or has not been made. */
  inClear: ClearReason | null;
  messageId: string;
  rawUrl: string | null;
  rawSha256: string | null;
  nextTryAt: string | null;
  handedOverAt: string | null;
  acknowledgedAt: string | null;
  answers: AnswerView[];
}

/** What others are asked to agree to, and what they said. */
export interface ApprovalView {
  needed: number;
  why: string;
  operators: number;
  operatorIds: string[];
  deliveries: number;
  withheld: number;
  sample: { subject: string; text: string };
  expiresAt: string | null;
  decidedAt: string | null;
  decisions: {
    decision: 'approve' | 'reject';
    by: TimelineActor;
    via: string;
    reason: string | null;
    at: string;
  }[];
}

export interface NotificationSummaryView {
  id: string;
  template: string;
  tlp: Tlp;
  audience: Audience | { person: true };
  incidentId: string | null;
  sentBy: TimelineActor;
  createdAt: string;
  state: NotificationState;
}

export interface ProposalView extends NotificationSummaryView {
  approval: ApprovalView | null;
}

/** A line of an incident's notifications. */
export interface NotificationListView extends ProposalView {
  /** How many deliveries are in each state; 0 where none is. */
  counts: Record<DeliveryState, number>;
}

/** What waits for a second person, or waited, with what that person needs to decide. `to` is empty where nobody is asked. */
export interface HeldSendView extends ProposalView {
  incident: {
    id: string;
    number: string;
    title: string;
    severity: Severity;
    state: IncidentState;
    tlp: Tlp;
    exercise: boolean;
  } | null;
  /** Its operators by slug; in a list 30 at most, and `approval.operators` counts all. */
  to: OperatorNameView[];
}

export interface NotificationView extends HeldSendView {
  reportId: string | null;
  subject: string | null;
  body: string | null;
  deliveries: DeliveryView[];
}
