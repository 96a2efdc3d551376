import type { ListKind, ListMembership, ListState, SubscriptionState } from '../list.ts';
import type { DeliveryState, NotificationState } from '../notification.ts';
import type { TimelineActor } from '../timeline.ts';
import type { Tlp } from '../tlp.ts';

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
