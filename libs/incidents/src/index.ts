/**
 * What we were told and what we make of it.
 *
 * intake.service     keeps a report, answers after the commit, rings for triage
 * triage.service     the job: kind, severity, who is touched (assessment), which reports must wait for each other
 *                    (neighbourhood), a new incident (opening) or one more report of a known one (joining)
 * public/            reports without an account: kept, proven by a mailed link, then triaged apart (examination, taking-in) until
 *                    a responder accepts or rejects them
 * announcing.service asks for the receipts and notices that follow
 * state              the incident's and the operators' state machines, pure
 * cases.service      an incident as one operator knows it; operator-cases keeps that true · shown-reports  its reports
 * incidents.service  people's changes, each with its entry · answers.service  what is said of an operator in it · authored-notes  who wrote a note
 * attachments/       files, their rows and the store of their bytes
 * consents.service   a source agrees to a wider label; lowering says when all have
 * joins.service      two incidents that are one, and back · splits.service  reports that get an incident of their own
 * related.service    other incidents that have to do with one (related-candidates, linked-incidents)
 * timeline-names     who is meant by the ids in a record
 * hijack-freezes.service  whose contacts and keys must not change now
 * board/             what is due next of all open incidents, and what has come in and waits for a person
 * changes.service    what was committed since, for those who listen
 * listings.service   pages as far as one sees · views   what is shown of each thing, to whom · own-facts  why it is asked, for an operator
 * visibility         which incidents an operator sees, by its part in them and the label
 * report · incident  the tables
 */
export { namedTlds } from './assessment.ts';
export { Attachment } from './attachments/attachment.entity.ts';
export { cleanFileName } from './attachments/file-name.ts';
export { Attachments } from './attachments/attachments.service.ts';
export { FolderStore } from './attachments/folder-store.ts';
export { ATTACHMENT_STORE } from './attachments/store.ts';
export type { AttachmentStore, Received } from './attachments/store.ts';
export { Board } from './board/board.service.ts';
export type { BoardFilter, BoardPage, BoardPlace } from './board/board.service.ts';
export { dueOf } from './board/due.ts';
export { parsePromises, PromisesError } from './board/promises.ts';
export { promiseText } from './board/promise-words.ts';
export { severityWord } from './severity-words.ts';
export type { Promises } from './board/promises.ts';
export { Cases } from './cases.service.ts';
export type { CaseStretch, OperatorCase, ReadRecord } from './cases.service.ts';
export { Changes, EVERYTHING, heardBy, oldestOpenAt, placeFrom } from './changes.service.ts';
export type { Listening, News, Place } from './changes.service.ts';
export { TlpConsent } from './consent.entity.ts';
export { Consents } from './consents.service.ts';
export { IncidentFault, ReportRefused } from './faults.ts';
export type { IncidentFaultCode } from './faults.ts';
export { AffectedOperator, Announcement, Incident, Note } from './incident.entity.ts';
export { Entries } from './entries.service.ts';
export { Answers } from './answers.service.ts';
export type { AffectedChange } from './answers.service.ts';
export { Incidents } from './incidents.service.ts';
export type { IncidentEdit } from './incidents.service.ts';
export { Acceptance } from './public/acceptance.service.ts';
export { Proofs } from './public/proofs.service.ts';
export type { ProofView } from './public/proofs.service.ts';
export { PublicIntake } from './public/public-intake.service.ts';
export type { PublicReceipt } from './public/public-intake.service.ts';
export { PublicListings, publicReportView, wholePublicReportView } from './public/public-listings.service.ts';
export { PublicReport } from './public/public-report.entity.ts';
export { IncidentsModule } from './incidents.module.ts';
export { Intake } from './intake.service.ts';
export { Joins } from './joins.service.ts';
export { Listings } from './listings.service.ts';
export type { IncidentFilter, PagePlace, PageRequest, ReportFilter } from './listings.service.ts';
export { isKnown, knownId, labelKnown, numbersKnown } from './operator-cases.ts';
export { reasonsForOperator, tldsForOperator } from './own-facts.ts';
export { Report } from './report.entity.ts';
export type { ReasonText } from './report.entity.ts';
export { SHOWN_STATE } from './shown-reports.ts';
export { PROMISES, TELLING_POLICY, TRIAGE_RULES } from './rules.ts';
export type { TellingPolicy } from './rules.ts';
export { RelatedIncidents } from './related.service.ts';
export { Splits } from './splits.service.ts';
export type { Split } from './splits.service.ts';
export { isOperatorAnswer, legalTransitions, needsReason, OPEN_STATES, UNTOLD_STATES } from './state.ts';
export { TimelineNames } from './timeline-names.service.ts';
export { Triage } from './triage.service.ts';
export {
  attachmentView,
  consentView,
  namedAffectedView,
  noteView,
  staffNoteView,
  operatorAffectedView,
  operatorIncidentView,
  operatorReportView,
  operatorTimelineView,
  provableToOperator,
  staffIncidentView,
  staffReportView,
  provenTimelineView,
  staffTimelineView,
} from './views.ts';
export { partiesOf, relationOf } from './visibility.ts';
export type { Parties } from './visibility.ts';
