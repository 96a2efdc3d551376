import { groupBy } from '#libs/contracts';
import type { Acknowledgement, Delivery, DeliveryAttempt, Notification } from './notification.entity.ts';

export function notificationView(
  notification: Notification,
  deliveries: Delivery[],
  attempts: DeliveryAttempt[],
  answers: Acknowledgement[],
) {
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
    deliveries: deliveries.map((delivery) =>
      deliveryView(delivery, attemptsOf.get(delivery.id) ?? [], answersOf.get(delivery.id) ?? []),
    ),
  };
}

export function deliveryView(delivery: Delivery, attempts: DeliveryAttempt[], answers: Acknowledgement[]) {
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
export function notificationSummary(notification: Notification) {
  return {
    id: notification.id,
    template: notification.template,
    tlp: notification.tlp,
    audience: notification.audience,
    sentBy: notification.sentBy,
    createdAt: notification.createdAt.toISOString(),
  };
}
