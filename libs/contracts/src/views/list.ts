import type {
  HeldAlertState,
  ListKind,
  ListPosting,
  ListMembership,
  ListRuleState,
  ListState,
  SubscriptionState,
} from '../list.ts';
import type { DeliveryState, NotificationState } from '../notification.ts';
import type { Severity } from '../severity.ts';
import type { TimelineActor } from '../timeline.ts';
import type { Tlp } from '../tlp.ts';
import type { OperatorNameView } from './directory.ts';

/** A mailing list as its members see it. Instants are RFC 3339 in UTC. */
export interface ListView {
  slug: string;
  name: string;
  description: string;
  kind: ListKind;
  tlp: Tlp;
  open: boolean;
  encryptedOnly: boolean;
  state: ListState;
}

/** As staff sees it. */
export interface StaffListView extends ListView {
  id: string;
  membership: ListMembership;
  posting: ListPosting;
  address: string | null;
  version: number;
  createdBy: TimelineActor;
  createdAt: string;
  /** How many subscriptions are in each state. */
  members: Record<SubscriptionState, number>;
}

export interface SubscriptionView {
  id: string;
  email: string;
  name: string | null;
  language: string;
  timezone: string;
  keyFingerprint: string | null;
  keyExpiresAt: string | null;
  /** Null for one that follows nobody of the directory. */
  operatorId: string | null;
  /** Whose contact it is. */
  operator: OperatorNameView | null;
  state: SubscriptionState;
  /** Why it is in that state; null where nothing is to be said. */
  reason: string | null;
  since: string;
}

/** What somebody without an account is told who asks to subscribe: the same for everybody. */
export interface SubscriptionAskedView {
  state: 'asked';
}

export interface ListAlertView {
  id: string;
  subject: string;
  body: string;
  tlp: Tlp;
  sentAt: string;
}

export interface StaffListAlertView extends ListAlertView {
  state: NotificationState;
  incidentId: string | null;
  sentBy: TimelineActor;
  /** How many deliveries are in each state. */
  counts: Record<DeliveryState, number>;
}

/** What an alert would do. */
export interface AlertPreviewView {
  preview: true;
  subject: string;
  text: string;
  tlp: Tlp;
  counts: { members: number; encrypted: number; signed: number; withheld: number };
  secondPerson: { needed: number; why: string | null; waitsHours: number };
}

export interface ListRuleView {
  id: string;
  name: string;
  state: ListRuleState;
  kinds: string[];
  tlds: string[];
  countries: string[];
  severity: Severity;
  tlp: Tlp;
  holdMinutes: number;
  mostAlerts: number;
  windowMinutes: number;
  createdBy: TimelineActor;
  createdAt: string;
  approvedBy: TimelineActor | null;
  approvedAt: string | null;
}

/** An alert of a rule. */
export interface HeldAlertView {
  id: string;
  state: HeldAlertState;
  reason: string | null;
  list: string;
  rule: { id: string; name: string };
  incident: { id: string; number: string; title: string; severity: Severity; tlp: Tlp };
  createdAt: string;
  /** When it goes out by itself; null where it does not. */
  dueAt: string | null;
  decidedBy: TimelineActor | null;
  decidedAt: string | null;
  /** As what it was posted. */
  notificationId: string | null;
}
