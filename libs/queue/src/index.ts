/**
 * Queues in which the row is the truth and the job a bell (BullMQ on PostgreSQL or Redis; nothing above knows which).
 *
 * backend         opens one of the two; `migrateQueues` makes BullMQ's own tables; patient-postgres keeps one of them alive
 * bells           ring after commit, never waiting, never failing a request
 * work            claim by the database's clock with a lease, renew, release; what a handler is
 * line            bells that come together are taken up together
 * work-handlers   every job has exactly one handler, checked at start
 * workers         the worker role: reserved places for the urgent lane, strikes, graceful stop
 * quarantine      what failed three times is put aside; a person has it tried again or lets go of it
 * sweeper         rings again for rows that are due and make no progress
 */
export { migrateQueues, openBackend } from './backend.ts';
export type { BackendKind, BackendSettings, QueueBackend } from './backend.ts';
export { Bells, QUEUE_BACKEND, queueName } from './bells.ts';
export type { Bell } from './bells.ts';
export { putAside, Quarantine } from './quarantine.ts';
export type { AsideRow } from './quarantine.ts';
export { QueueModule } from './queue.module.ts';
export { readRedisUrl } from './redis-url.ts';
export { Sweeper } from './sweeper.ts';
export { WorkHandlers } from './work-handlers.ts';
export { WorkRow } from './work.entity.ts';
export type { AsideStates, Claim, Decision, Rest, Word, WorkHandler, WorkTable } from './work.ts';
export { claimAll } from './work.ts';
export { Workers } from './workers.ts';
