/**
 * What was sent to whom, and what came of it.
 *
 * announcements.service     the job that takes up what triage asked to be told
 * slices/                   what an operator is mailed when an incident is closed: its own part of the record
 * telling.service           a notice: one delivery a contact, or a proposal where it takes a second person (second-person, reached)
 * previews.service          what that would do, and to whom
 * drafting.service          who is told what, and who is not and why (audience, by-mail, variables, templates/)
 * approvals.service         what the second person said to a proposal
 * receipts.service          the answers to reporters
 * template-catalogue.service  every template, with made-up values (template-meanings)
 * letter-post.service       mail to one person about no incident
 * deliveries.service        writes deliveries and rings for their sending
 * sending.service           the job: compose, sign, keep the bytes, hand over
 * outcomes.service          sent, delayed, bounced; the next contact (stand-ins; retry says when, bounce whose fault it was)
 * acknowledgements.service  the operators' answers
 * next-contacts.service     a silent operator: the next contact gets the notice as well
 * asked                     what an open incident asks of an operator, by when (answer-within)
 * notices.service           mails as their readers have them (notice-views)
 * advisories/               what everybody may know: written by one person, published by another
 * contact-packs/            once a month, what contacts need when the network does not serve
 * drills/                   everybody is asked to press one button: who can be reached
 * lists/                    mailing lists: who is on one, what is posted to all of it, what came of that
 * outbox.service · views    what is shown of all that, with what is around it (surroundings)
 * threads/                  what was said between us and one operator: our mails, its answers, in order
 * overview/                 where an incident stands: the grid operator × state, who is silent, what comes next
 */
export { Acknowledgements } from './acknowledgements.service.ts';
export type { Answer, LinkView } from './acknowledgements.service.ts';
export { Advisories } from './advisories/advisories.service.ts';
export { Advisory, AdvisoryEdition } from './advisories/advisory.entity.ts';
export { AdvisoryFault } from './advisories/faults.ts';
export type { AdvisoryFaultCode } from './advisories/faults.ts';
export { ADVISORY_NUMBER, PublicAdvisories } from './advisories/public-advisories.service.ts';
export type { PublicAdvisory } from './advisories/public-advisories.service.ts';
export { Publications } from './advisories/publications.service.ts';
export { advisorySummary, advisoryView } from './advisories/views.ts';
export { Announcements } from './announcements.service.ts';
export { Approvals } from './approvals.service.ts';
export { askedOf } from './asked.ts';
export { Archive } from './lists/archive.service.ts';
export { AutoPosting } from './lists/auto-posting.service.ts';
export { Holding } from './lists/holding.service.ts';
export { HeldAlerts } from './lists/held-alerts.service.ts';
export { HeldAlert, ListRule } from './lists/rule.entity.ts';
export { ListRules } from './lists/rules.service.ts';
export { ListFault } from './lists/faults.ts';
export type { ListFaultCode } from './lists/faults.ts';
export { ContactPacks } from './contact-packs/contact-packs.service.ts';
export { ContactPackResults } from './contact-packs/pack-results.service.ts';
export { DrillAnswers } from './drills/drill-answers.service.ts';
export type { DrillCall } from './drills/drill-answers.service.ts';
export { Drill } from './drills/drill.entity.ts';
export { DrillResults } from './drills/drill-results.service.ts';
export { Drills } from './drills/drills.service.ts';
export { DrillFault } from './drills/faults.ts';
export type { DrillFaultCode } from './drills/faults.ts';
export { drillDetailView, drillView } from './drills/views.ts';
export { Joining } from './lists/joining.service.ts';
export type { OwnSubscription } from './lists/joining.service.ts';
export { ListSubscription, MailingList } from './lists/list.entity.ts';
export { Lists } from './lists/lists.service.ts';
export { Posting } from './lists/posting.service.ts';
export { SignedWishes } from './lists/signed-wishes.service.ts';
export type { SignedWish } from './lists/signed-wishes.service.ts';
export { Subscriptions } from './lists/subscriptions.service.ts';
export {
  heldAlertView,
  listAlertView,
  listRuleView,
  listView,
  staffListAlertView,
  staffListView,
  subscriptionView,
} from './lists/views.ts';
export { NotificationFault } from './faults.ts';
export type { NotificationFaultCode } from './faults.ts';
export { LetterPost } from './letter-post.service.ts';
export { Acknowledgement, Delivery, DeliveryAttempt, Notification } from './notification.entity.ts';
export { NotificationDecision } from './notification-decision.entity.ts';
export { NotificationsModule } from './notifications.module.ts';
export { OfferedTls } from './pins/offered-tls.service.ts';
export { PinChanges } from './pins/pin-changes.service.ts';
export { PinRounds } from './pins/pin-rounds.service.ts';
export { MAIL_MAKER } from './settings.ts';
export type { NotificationsSettings } from './notifications.module.ts';
export { operatorNoticeView, staffNoticeView } from './notice-views.ts';
export { NextContacts } from './next-contacts.service.ts';
export { Notices } from './notices.service.ts';
export type { Notice } from './notices.service.ts';
export { Outbox } from './outbox.service.ts';
export { Outcomes } from './outcomes.service.ts';
export { Previews } from './previews.service.ts';
export { Overviews } from './overview/overviews.service.ts';
export { Sending } from './sending.service.ts';
export type { MailRoute, MailSettings, WayOut } from './settings.ts';
export { Telling } from './telling.service.ts';
export { TemplateCatalogue } from './template-catalogue.service.ts';
export { Threads } from './threads/threads.service.ts';
export { heldSendView, notificationLine, notificationView, proposalSummary } from './views.ts';
