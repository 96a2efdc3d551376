import { readCheckpoint } from '../log/checkpoint.ts';
import type { Checkpoint } from '../log/checkpoint.ts';
import { isSignedBy, readNoteKey, witnessedAt } from '../log/note.ts';
import { isConsistent, isIncluded } from '../merkle/verify.ts';
import type { ExportedLog } from './form.ts';
import { verifyKey } from './verify-key.ts';
import type { KeyVerdict } from './verify-key.ts';

/** What whoever checks knows already, and need not believe the export. */
export interface Known {
  /** Key of the log, as it was told by a way that is trusted. Absent, the one that the export names is taken: it agrees with itself, no more. */
  key?: string;
  /** A head that was kept: the signed bytes. */
  checkpoint?: string;
  /** Keys of witnesses, told in the same way. Absent, those that the export names are taken, and whoever made it may have made them. */
  witnesses?: readonly string[];
}

/** `index`: of the entry at fault; null where it is the whole. */
export interface Fault {
  index: number | null;
  message: string;
}

export interface LogVerdict {
  faults: Fault[];
  head: Checkpoint | null;
  /** Null where the head bears no signature of the log, or one that the reader does not trust. */
  key: KeyVerdict | null;
  /** Names of the witnesses that have signed the head, with when (s since 1970). */
  witnessed: { name: string; at: number }[];
  /** By whose word the witnesses' keys are theirs. */
  witnessesBy: 'reader' | 'export';
}

const bytes = (hex: string) => Buffer.from(hex, 'hex');

/** Is each leaf in the log that this head stands for, and does the head continue the one that is known? */
export function verifyLog(
  log: ExportedLog,
  leaves: { index: number; leafHash: string }[],
  known: Known,
): LogVerdict {
  const faults: Fault[] = [];
  const fault = (index: number | null, message: string) => faults.push({ index, message });
  const witnessesBy = known.witnesses === undefined ? 'export' : 'reader';
  const read = readCheckpoint(log.checkpoint);
  const key = readNoteKey(log.key);
  if (read === null || key?.kind !== 'log' || read.origin !== key.name || !isSignedBy(read.note, key)) {
    fault(null, 'the head of the log is not signed by the log');
    return { faults, head: null, key: null, witnessed: [], witnessesBy };
  }
  const whose = verifyKey(key, read, log, known.key);
  if ('fault' in whose) fault(null, whose.fault);
  leaves.forEach(({ index, leafHash }, at) => {
    const place = log.entries[at] ?? null;
    if (place === null) fault(index, 'has no place in the log');
    else if (
      !isIncluded({
        index: place.logIndex,
        size: read.size,
        root: read.root,
        leafHash: bytes(leafHash),
        proof: place.proof.map(bytes),
      })
    )
      fault(index, 'is not the entry that the log holds: it was changed after it was sealed');
  });
  if (log.entries.length !== leaves.length)
    fault(null, `there are proofs of ${log.entries.length} entries, and ${leaves.length} entries`);
  const forked = forkFault(read, log, known);
  if (forked !== null) fault(null, forked);
  const witnessed = (known.witnesses ?? log.witnesses).flatMap((text) => {
    const witness = readNoteKey(text);
    const at = witness?.kind === 'witness' ? witnessedAt(read.note, witness) : null;
    return witness === null || at === null ? [] : [{ name: witness.name, at }];
  });
  return { faults, head: read, key: 'fault' in whose ? null : whose, witnessed, witnessesBy };
}

function forkFault(head: Checkpoint, { continues }: ExportedLog, known: Known): string | null {
  if (known.checkpoint === undefined) return null;
  const kept = readCheckpoint(known.checkpoint);
  if (kept === null) return 'the head that you kept cannot be read';
  if (kept.origin !== head.origin) return 'the head that you kept is of another log';
  if (kept.size > head.size)
    return 'the head that you kept is later than this export: entries were removed, or the export is old';
  if (kept.size === head.size)
    return kept.root.equals(head.root) ? null : 'the log was rewritten: it had another head of this size';
  if (continues?.size !== kept.size)
    return `the export does not say whether it continues the head that you kept: export it again with --since ${kept.size}`;
  const proof = continues.proof.map(bytes);
  return isConsistent({ from: kept, to: head, proof })
    ? null
    : 'the log was rewritten: it does not continue the head that you kept';
}
