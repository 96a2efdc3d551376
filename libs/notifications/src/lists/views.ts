import type {
  ListAlertView,
  ListView,
  StaffListAlertView,
  StaffListView,
  SubscriptionView,
} from '#libs/contracts';
import type { PostedAlert } from './archive.service.ts';
import type { ListSubscription, MailingList } from './list.entity.ts';
import type { CountedList } from './lists.service.ts';

export const listView = ({
  slug,
  name,
  description,
  kind,
  tlp,
  open,
  encryptedOnly,
  state,
}: MailingList): ListView => ({
  slug,
  name,
  description,
  kind,
  tlp,
  open,
  encryptedOnly,
  state,
});

export const staffListView = ({ list, members }: CountedList): StaffListView => ({
  ...listView(list),
  id: list.id,
  membership: list.membership,
  address: list.address,
  version: list.version,
  createdBy: list.createdBy,
  createdAt: list.createdAt.toISOString(),
  members,
});

export const subscriptionView = (one: ListSubscription): SubscriptionView => ({
  id: one.id,
  email: one.email,
  name: one.name,
  language: one.language,
  timezone: one.timezone,
  keyFingerprint: one.keyFingerprint,
  keyExpiresAt: one.keyExpiresAt?.toISOString() ?? null,
  operatorId: one.operatorId,
  state: one.state,
  reason: one.reason,
  since: one.since.toISOString(),
});

export const listAlertView = ({ notification }: PostedAlert): ListAlertView => ({
  id: notification.id,
  subject: notification.subject ?? '',
  body: notification.body ?? '',
  tlp: notification.tlp,
  sentAt: (notification.decidedAt ?? notification.createdAt).toISOString(),
});

export const staffListAlertView = (posted: PostedAlert): StaffListAlertView => ({
  ...listAlertView(posted),
  state: posted.notification.state,
  incidentId: posted.notification.incidentId,
  sentBy: posted.notification.sentBy,
  counts: posted.counts,
});
