import type {
  ApprovalView,
  DeliveryView,
  NotificationSummaryView,
  NotificationView,
  ProposalView,
} from '#libs/contracts';
import { groupBy } from '#libs/contracts';
import type { NotificationDecision } from './notification-decision.entity.ts';
import type { Acknowledgement, Delivery, DeliveryAttempt, Notification } from './notification.entity.ts';

export function notificationView(
  notification: Notification,
  deliveries: Delivery[],
  attempts: DeliveryAttempt[],
  answers: Acknowledgement[],
  decisions: NotificationDecision[],
): NotificationView {
  const attemptsOf = groupBy(attempts, ({ deliveryId }) => deliveryId);
  const answersOf = groupBy(answers, ({ deliveryId }) => deliveryId);
  return {
    id: notification.id,
    incidentId: notification.incidentId,
    reportId: notification.reportId,
    template: notification.template,
    tlp: notification.tlp,
    audience: notification.audience,
    subject: notification.subject,
    body: notification.body,
    sentBy: notification.sentBy,
    createdAt: notification.createdAt.toISOString(),
    state: notification.state,
    approval: approvalView(notification, decisions),
    deliveries: deliveries.map((delivery) =>
      deliveryView(delivery, attemptsOf.get(delivery.id) ?? [], answersOf.get(delivery.id) ?? []),
    ),
  };
}

export function deliveryView(
  delivery: Delivery,
  attempts: DeliveryAttempt[],
  answers: Acknowledgement[],
): DeliveryView {
  return {
    id: delivery.id,
    contact: { id: delivery.contactId, email: delivery.recipient.email },
    operatorId: delivery.operatorId,
    insteadOf: delivery.insteadOfId,
    state: delivery.state,
    reason: delivery.reason,
    attempts: attempts.length,
    history: attempts.map(({ attempt, outcome, stage, response, endedAt }) => ({
      attempt,
      outcome,
      stage,
      response,
      at: endedAt.toISOString(),
    })),
    response: delivery.response,
    encryptedTo: delivery.encryptedTo,
    messageId: delivery.messageId,
    rawUrl: delivery.rawSha256 === null ? null : `/api/v1/deliveries/${delivery.id}/raw`,
    rawSha256: delivery.rawSha256,
    nextTryAt: delivery.state === 'delayed' ? delivery.dueAt.toISOString() : null,
    handedOverAt: delivery.handedOverAt?.toISOString() ?? null,
    acknowledgedAt: delivery.acknowledgedAt?.toISOString() ?? null,
    answers: answers.map(({ answer, comment, via, givenBy, createdAt }) => ({
      answer,
      comment,
      via,
      givenBy,
      at: createdAt.toISOString(),
    })),
  };
}

/** One line of the list of an incident's notifications. */
export function notificationSummary(notification: Notification): NotificationSummaryView {
  return {
    id: notification.id,
    template: notification.template,
    tlp: notification.tlp,
    audience: notification.audience,
    incidentId: notification.incidentId,
    sentBy: notification.sentBy,
    createdAt: notification.createdAt.toISOString(),
    state: notification.state,
  };
}

/** One line of the list of what waits for a second person. */
export const proposalSummary = (
  notification: Notification,
  decisions: NotificationDecision[],
): ProposalView => ({
  ...notificationSummary(notification),
  approval: approvalView(
    notification,
    decisions.filter(({ notificationId }) => notificationId === notification.id),
  ),
});

/** What others are asked to agree to, and what they said; null where nobody is asked. */
function approvalView(
  { approvalsNeeded, proposal, expiresAt, decidedAt }: Notification,
  decisions: NotificationDecision[],
): ApprovalView | null {
  if (proposal === null) return null;
  return {
    needed: approvalsNeeded,
    why: proposal.why,
    operators: proposal.operators,
    operatorIds: proposal.operatorIds,
    deliveries: proposal.deliveries,
    withheld: proposal.withheld,
    sample: proposal.sample,
    expiresAt: expiresAt?.toISOString() ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
    decisions: decisions.map(({ decision, decidedBy, via, reason, createdAt }) => ({
      decision,
      by: decidedBy,
      via,
      reason,
      at: createdAt.toISOString(),
    })),
  };
}
