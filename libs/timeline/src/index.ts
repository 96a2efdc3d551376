/**
 * The record: who did what when.
 *
 * timeline.service   append in the transaction of the change; read back
 * leaf               what is hashed and how
 * record             the exported form, and its check, which needs nothing but the export
 * merkle/            the tree of RFC 6962 over all leaves, pure: plans of proofs, their check, tiles
 * log/               the tree as it is stored: the sealer gives each entry its place and signs the tree (C2SP notes);
 *                    backlog keeps the order of many that wait;
 *                    record-log answers with leaves and proofs; whole-check looks at everything, with outside-check at what others have signed;
 *                    voucher is what an old key signs of the new one;
 *                    timestamp asks a server of RFC 3161 when a head was there, and checks its answer;
 *                    witness watches a log from elsewhere, witnesses keeps what such have signed
 * exports.service    a stream with its proofs
 * verifier/          checks an export by itself; the build makes one file of it (dist/dnscert-verify.mjs)
 */
export { RecordExports } from './exports.service.ts';
export { leafHash } from './leaf.ts';
export type { EntryContent } from './leaf.ts';
export { LogFault, RecordForked } from './log/faults.ts';
export { NoteSigner } from './log/note-signer.ts';
export { TimestampRefused } from './log/timestamp-refused.ts';
export { timeIn, timestampQuery } from './log/timestamp.ts';
export { LogForked, LogUnreadable, Witness } from './log/witness.ts';
export { Witnesses } from './log/witnesses.ts';
export type { Cosignature } from './log/witnesses.ts';
export { readNoteKey, textOfKey } from './log/note.ts';
export { RecordLog } from './log/record-log.ts';
export { storedVouchers, vouch } from './log/vouchers.ts';
export { logKeys } from './log/checkpoints.ts';
export type { NoteKey } from './log/note.ts';
export type { ConsistencyProof, InclusionProof, Leaf, SealingState } from './log/record-log.ts';
export { readCheckpoint } from './log/checkpoint.ts';
export { WholeCheck, wholeVerdict } from './log/whole-check.ts';
export type { WholeVerdict } from './log/whole-check.ts';
export { Sealer } from './log/sealer.ts';
export type { RecordSettings } from './log/sealer.ts';
export { verifyStream } from './record.ts';
export type { RecordEntry, RecordFault, StreamRecord } from './record.ts';
export { readExport } from './verifier/form.ts';
export type { ExportedLog, RecordExport, SliceEntry, SliceExport } from './verifier/form.ts';
export { verifyExport } from './verifier/verify-export.ts';
export type { Verdict } from './verifier/verify-export.ts';
export { verdictWords } from './verifier/words.ts';
export { TimelineModule } from './timeline.module.ts';
export { Timeline } from './timeline.service.ts';
export type { NewEntry, Stream } from './timeline.service.ts';
