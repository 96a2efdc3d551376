import { isConsistent } from '../merkle/verify.ts';
import { readCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { isSignedBy } from './note.ts';
import type { NoteKey } from './note.ts';
import type { NoteSigner } from './note-signer.ts';

/** The log shows what it cannot have: whoever watches must say so aloud. `evidence`: both heads, as they were signed. */
export class LogForked extends Error {
  readonly code = 'witness.forked';
  constructor(
    message: string,
    readonly evidence: string[],
  ) {
    super(message);
  }
}

/** What the log was asked for cannot be read, or nobody signed it: no proof of anything, and no reason to sign. */
export class LogUnreadable extends Error {
  readonly code = 'witness.unreadable';
}

/** Signs the heads of one log, each only if it continues the one it signed before. */
export class Witness {
  constructor(
    private readonly signer: NoteSigner,
    /** More than one where the log has changed its key: the earlier ones are good for heads of their time. */
    private readonly logKeys: readonly NoteKey[],
  ) {}

  /** @throws LogUnreadable */
  read(note: string): Checkpoint {
    const read = readCheckpoint(note);
    if (read === null) throw new LogUnreadable('what the log gave is no head of a log');
    if (!this.logKeys.some((key) => read.origin === key.name && isSignedBy(read.note, key)))
      throw new LogUnreadable('the head is not signed with the key of this log');
    return read;
  }

  /**
   * The line to put under `note`. @param seen the head that was signed before, null at the first time
   * @param proof that the one continues the other; empty where they are of one size
   * @param at s since 1970
   * @throws LogForked, LogUnreadable
   */
  cosign(note: string, seen: string | null, proof: readonly Buffer[], at: number): string {
    const head = this.read(note);
    if (seen !== null) {
      const before = this.read(seen);
      if (before.size > head.size)
        throw new LogForked(`the log had ${before.size} entries and shows ${head.size} now`, [seen, note]);
      if (!isConsistent({ from: before, to: head, proof }))
        throw new LogForked(`the log of ${head.size} entries does not continue the one of ${before.size}`, [
          seen,
          note,
        ]);
    }
    const { text } = readCheckpoint(note)?.note ?? { text: '' };
    return this.signer.cosign(text, at);
  }
}
