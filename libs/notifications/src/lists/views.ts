import type {
  HeldAlertView,
  ListRuleView,
  ListAlertView,
  ListView,
  StaffListAlertView,
  StaffListView,
  SubscriptionView,
} from '#libs/contracts';
import type { PostedAlert } from './archive.service.ts';
import type { AlertInHand } from './held-alerts.service.ts';
import type { ListRule } from './rule.entity.ts';
import type { MailingList } from './list.entity.ts';
import type { CountedList } from './lists.service.ts';
import type { OwnedSubscription } from './subscriptions.service.ts';

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
  posting: list.posting,
  address: list.address,
  version: list.version,
  createdBy: list.createdBy,
  createdAt: list.createdAt.toISOString(),
  members,
});

export const subscriptionView = ({ subscription: one, operator }: OwnedSubscription): SubscriptionView => ({
  id: one.id,
  email: one.email,
  name: one.name,
  language: one.language,
  timezone: one.timezone,
  keyFingerprint: one.keyFingerprint,
  keyExpiresAt: one.keyExpiresAt?.toISOString() ?? null,
  operatorId: one.operatorId,
  operator: operator === null ? null : { slug: operator.slug, name: operator.name },
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

export const listRuleView = (rule: ListRule): ListRuleView => ({
  id: rule.id,
  name: rule.name,
  state: rule.state,
  kinds: rule.kinds,
  tlds: rule.tlds,
  countries: rule.countries,
  severity: rule.severity,
  tlp: rule.tlp,
  holdMinutes: rule.holdMinutes,
  mostAlerts: rule.mostAlerts,
  windowMinutes: rule.windowMinutes,
  createdBy: rule.createdBy,
  createdAt: rule.createdAt.toISOString(),
  approvedBy: rule.approvedBy,
  approvedAt: rule.approvedAt?.toISOString() ?? null,
});

export const heldAlertView = ({ alert, list, rule, incident }: AlertInHand): HeldAlertView => ({
  id: alert.id,
  state: alert.state,
  reason: alert.reason,
  list: list.slug,
  rule: { id: rule.id, name: rule.name },
  incident: {
    id: incident.id,
    number: incident.number,
    title: incident.title,
    severity: incident.severity,
    tlp: incident.tlp,
  },
  createdAt: alert.createdAt.toISOString(),
  dueAt: alert.state === 'held' || alert.state === 'gathering' ? alert.dueAt.toISOString() : null,
  decidedBy: alert.decidedBy,
  decidedAt: alert.decidedAt?.toISOString() ?? null,
  notificationId: alert.notificationId,
});
