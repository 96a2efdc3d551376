/**
 * The record: who did what when.
 *
 * timeline.service   append in the transaction of the change; read back
 * leaf               what is hashed and how
 * record             the exported form, and its check, which needs nothing but the export
 */
export { leafHash } from './leaf.ts';
export type { EntryContent } from './leaf.ts';
export { verifyStream } from './record.ts';
export type { RecordEntry, RecordFault, StreamRecord } from './record.ts';
export { TimelineModule } from './timeline.module.ts';
export { Timeline } from './timeline.service.ts';
export type { NewEntry, Stream } from './timeline.service.ts';
