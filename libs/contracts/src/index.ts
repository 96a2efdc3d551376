/**
 * The words of the service: schemas and types of requests, views, jobs and timeline entries. Imports zod alone, so that
 * the server, the console and a stranger's client can share it.
 *
 * tlp · severity · incident · operator · tld · gaps · role · board · export · region · key-room · measures · regulator-draft   the field's closed lists
 * tlp-field · severity-field · names · text · resource · resource-line · resource-paste   what a single field may hold
 * report · advisory · list · consent · impact · notification · people · speaking · contact-change   bodies of requests
 * report · advisory · consent · impact · notification · drill · people · speaking · contact-change · deadline · rota · fact   bodies of requests
 * views/                                        what answers hold, one file a noun
 * jobs · timeline · audit                       what the queues carry, what the record and the audit hold
 * fault-words · grouping · language             a schema's fault for a person; items by a key; what people are spoken to in
 * reason · delivery-reason · pipeline           the machine's reasons, those of mail, and why work is not done, for whoever says them in words of their own
 */
export * from './advisory.ts';
export * from './audit.ts';
export * from './board.ts';
export * from './contact-change.ts';
export * from './deadline.ts';
export * from './consent.ts';
export * from './delivery-reason.ts';
export * from './drill.ts';
export * from './export.ts';
export * from './fact.ts';
export * from './fault-words.ts';
export * from './gaps.ts';
export * from './grouping.ts';
export * from './impact.ts';
export * from './inbox.ts';
export * from './incident.ts';
export * from './jobs.ts';
export * from './language.ts';
export * from './list.ts';
export * from './measures.ts';
export * from './key-room.ts';
export * from './names.ts';
export * from './notification.ts';
export * from './operator.ts';
export * from './people.ts';
export * from './pipeline.ts';
export * from './quarantine.ts';
export * from './reason.ts';
export * from './region.ts';
export * from './regulator-draft.ts';
export * from './report.ts';
export * from './resource.ts';
export * from './resource-line.ts';
export * from './resource-paste.ts';
export * from './role.ts';
export * from './rota.ts';
export * from './severity.ts';
export * from './severity-field.ts';
export * from './speaking.ts';
export * from './text.ts';
export * from './timeline.ts';
export * from './tld.ts';
export * from './tlp.ts';
export * from './tlp-field.ts';
export type * from './views/advisory.ts';
export type * from './views/ask.ts';
export type * from './views/board.ts';
export type * from './views/contact-change.ts';
export type * from './views/account.ts';
export type * from './views/audit.ts';
export type * from './views/contact-pack.ts';
export type * from './views/deadline.ts';
export type * from './views/directory.ts';
export type * from './views/drill.ts';
export type * from './views/event.ts';
export type * from './views/evidence.ts';
export type * from './views/gaps.ts';
export type * from './views/health.ts';
export type * from './views/impact.ts';
export type * from './views/inbox.ts';
export type * from './views/incident.ts';
export type * from './views/key-room.ts';
export type * from './views/kind.ts';
export type * from './views/list.ts';
export type * from './views/measures.ts';
export type * from './views/notice.ts';
export type * from './views/notification.ts';
export type * from './views/overview.ts';
export type * from './views/page.ts';
export type * from './views/people.ts';
export type * from './views/pipeline.ts';
export type * from './views/preview.ts';
export type * from './views/quarantine.ts';
export type * from './views/record.ts';
export type * from './views/regulator-draft.ts';
export type * from './views/report.ts';
export type * from './views/rootzone.ts';
export type * from './views/rota.ts';
export type * from './views/speaking.ts';
export type * from './views/template.ts';
export type * from './views/thread.ts';
