/**
 * What was sent to whom, and what came of it.
 *
 * announcements.service     the job that takes up what triage asked to be told
 * telling.service           a notice: audience → contacts → one delivery each (audience, variables, templates/)
 * receipts.service          the answers to reporters
 * letter-post.service       mail to one person about no incident
 * deliveries.service        writes deliveries and rings for their sending
 * sending.service           the job: compose, sign, keep the bytes, hand over
 * outcomes.service          sent, delayed, bounced; the next contact (retry says when, bounce whose fault it was)
 * acknowledgements.service  the operators' answers
 * outbox.service · views    what is shown of all that
 */
export { Acknowledgements } from './acknowledgements.service.ts';
export type { Answer, LinkView } from './acknowledgements.service.ts';
export { Announcements } from './announcements.service.ts';
export { NotificationFault } from './faults.ts';
export type { NotificationFaultCode } from './faults.ts';
export { LetterPost } from './letter-post.service.ts';
export { Acknowledgement, Delivery, DeliveryAttempt, Notification } from './notification.entity.ts';
export { NotificationsModule } from './notifications.module.ts';
export type { NotificationsSettings } from './notifications.module.ts';
export { Outbox } from './outbox.service.ts';
export { Sending } from './sending.service.ts';
export type { MailSettings } from './settings.ts';
export { Telling } from './telling.service.ts';
export type { Preview } from './telling.service.ts';
export { deliveryView, notificationSummary, notificationView } from './views.ts';
