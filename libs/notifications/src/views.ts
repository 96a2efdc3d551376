import type {
  ApprovalView,
  AttemptView,
  DeliveryView,
  HeldSendView,
  NotificationListView,
  NotificationSummaryView,
  NotificationView,
  OperatorNameView,
  ProposalView,
} from '#libs/contracts';
import { groupBy } from '#libs/contracts';
import type { Operator } from '#libs/operators';
import { clearReasonOf } from './clear-reason.ts';
import type { NotificationDecision } from './notification-decision.entity.ts';
import type { Acknowledgement, Delivery, DeliveryAttempt, Notification } from './notification.entity.ts';
import { reasonCodes } from './reason-codes.ts';
import type { Counted, Held, Proposed, Told } from './outbox.service.ts';

export function notificationView(told: Told): NotificationView {
  const { notification } = told;
  const attemptsOf = groupBy(told.attempts, ({ deliveryId }) => deliveryId);
  const answersOf = groupBy(told.answers, ({ deliveryId }) => deliveryId);
  return {
    ...heldSendView(told),
    reportId: notification.reportId,
    subject: notification.subject,
    body: notification.body,
    deliveries: told.deliveries.map((delivery) =>
      deliveryView(delivery, {
        ...told,
        attempts: attemptsOf.get(delivery.id) ?? [],
        answers: answersOf.get(delivery.id) ?? [],
      }),
    ),
  };
}

/** A delivery with what became of it; `attempts` and `answers` are its own. */
export const deliveryView = (
  delivery: Delivery,
  around: Pick<Told, 'attempts' | 'answers' | 'toldOperators' | 'contacts'>,
): DeliveryView => ({
  ...sendingView(delivery, around.attempts),
  ...whomView(delivery, around),
  inClear: clearReasonOf(delivery, around.contacts.get(delivery.contactId ?? '')),
  answers: around.answers.map(answerView),
});

function whomView(
  { contactId, operatorId, recipient }: Delivery,
  { toldOperators, contacts }: Pick<Told, 'toldOperators' | 'contacts'>,
): Pick<DeliveryView, 'contact' | 'operatorId' | 'operator'> {
  const { email, name, language, timezone } = recipient;
  const operator = toldOperators.get(operatorId ?? '');
  return {
    contact: {
      id: contactId,
      email,
      name,
      role: contacts.get(contactId ?? '')?.role ?? null,
      language,
      timezone,
    },
    operatorId,
    operator: operator === undefined ? null : nameOf(operator),
  };
}

/** How far it got. */
function sendingView(
  delivery: Delivery,
  attempts: DeliveryAttempt[],
): Omit<DeliveryView, 'contact' | 'operatorId' | 'operator' | 'inClear' | 'answers'> {
  return {
    id: delivery.id,
    insteadOf: delivery.insteadOfId,
    state: delivery.state,
    reason: delivery.reason,
    reasonCodes: reasonCodes(delivery.reason),
    attempts: attempts.length,
    history: attempts.map(attemptView),
    response: delivery.response,
    protection: delivery.protection,
    encryptedTo: delivery.encryptedTo,
    messageId: delivery.messageId,
    rawUrl: delivery.rawSha256 === null ? null : `/api/v1/deliveries/${delivery.id}/raw`,
    rawSha256: delivery.rawSha256,
    nextTryAt: delivery.state === 'delayed' ? delivery.dueAt.toISOString() : null,
    handedOverAt: delivery.handedOverAt?.toISOString() ?? null,
    acknowledgedAt: delivery.acknowledgedAt?.toISOString() ?? null,
  };
}

const attemptView = ({
  attempt,
  outcome,
  stage,
  response,
  endedAt,
  ...line
}: DeliveryAttempt): AttemptView => ({
  attempt,
  outcome,
  stage,
  response,
  host: line.host,
  address: line.address,
  pinnedAt: line.pinnedAt?.toISOString() ?? null,
  tls: line.tls,
  tlsReason: line.tlsReason,
  at: endedAt.toISOString(),
});

const answerView = ({ answer, comment, via, givenBy, createdAt }: Acknowledgement) => ({
  answer,
  comment,
  via,
  givenBy,
  at: createdAt.toISOString(),
});

const nameOf = ({ slug, name }: Operator): OperatorNameView => ({ slug, name });

function notificationSummary(notification: Notification): NotificationSummaryView {
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

/** One that takes a second person, as the admin command lists it. */
export const proposalSummary = ({ notification, decisions }: Proposed): ProposalView => ({
  ...notificationSummary(notification),
  approval: approvalView(notification, decisions),
});

/** One line of the list of an incident's notifications. */
export const notificationLine = (one: Counted): NotificationListView => ({
  ...proposalSummary(one),
  counts: one.counts,
});

/** One line of the list of what waits for a second person. */
export function heldSendView(held: Held): HeldSendView {
  const { incident, operators } = held;
  return {
    ...proposalSummary(held),
    incident:
      incident === null
        ? null
        : {
            id: incident.id,
            number: incident.number,
            title: incident.title,
            severity: incident.severity,
            state: incident.state,
            tlp: incident.tlp,
            exercise: incident.exercise,
          },
    to: operators.map(nameOf),
  };
}

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
