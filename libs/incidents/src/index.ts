/**
 * What we were told and what we make of it.
 *
 * intake.service     keeps a report, answers after the commit, rings for triage
 * triage.service     the job: kind, severity, who is touched (assessment), which reports must wait for each other
 *                    (neighbourhood), a new incident (opening) or one more report of a known one (joining)
 * announcing.service asks for the receipts and notices that follow
 * state              the incident's and the operators' state machines, pure
 * incidents.service  people's changes, each with its entry
 * attachments/       files, their rows and the store of their bytes
 * joins.service      two incidents that are one, and back · splits.service  reports that get an incident of their own
 * listings.service   pages as far as one sees · views   what is shown of each thing, to whom
 * visibility         which incidents an operator sees, by its part in them and the label
 * report · incident  the tables
 */
export { namedTlds } from './assessment.ts';
export { Attachment } from './attachments/attachment.entity.ts';
export { Attachments } from './attachments/attachments.service.ts';
export { FolderStore } from './attachments/folder-store.ts';
export { ATTACHMENT_STORE } from './attachments/store.ts';
export type { AttachmentStore, Received } from './attachments/store.ts';
export { IncidentFault, ReportRefused } from './faults.ts';
export type { IncidentFaultCode } from './faults.ts';
export { AffectedOperator, Announcement, Incident, Note } from './incident.entity.ts';
export { Incidents } from './incidents.service.ts';
export type { AffectedChange, IncidentEdit } from './incidents.service.ts';
export { IncidentsModule } from './incidents.module.ts';
export { Intake } from './intake.service.ts';
export { Joins } from './joins.service.ts';
export { Listings } from './listings.service.ts';
export type { IncidentFilter, PagePlace, PageRequest, ReportFilter } from './listings.service.ts';
export { Report } from './report.entity.ts';
export type { ReasonText } from './report.entity.ts';
export { TELLING_POLICY, TRIAGE_RULES } from './rules.ts';
export type { TellingPolicy } from './rules.ts';
export { Splits } from './splits.service.ts';
export type { Split } from './splits.service.ts';
export { legalTransitions } from './state.ts';
export { Triage } from './triage.service.ts';
export {
  affectedView,
  attachmentView,
  noteView,
  operatorAffectedView,
  operatorIncidentView,
  operatorReportView,
  reasonsForOperator,
  staffIncidentView,
  staffReportView,
  timelineView,
} from './views.ts';
export { partiesOf, relationOf } from './visibility.ts';
export type { Parties } from './visibility.ts';
