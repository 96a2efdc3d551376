import type { Checkpoint } from '../log/checkpoint.ts';
import { readNoteKey, textOfKey } from '../log/note.ts';
import type { NoteKey } from '../log/note.ts';
import { isVoucherOf, readVoucher } from '../log/voucher.ts';
import type { Voucher } from '../log/voucher.ts';
import { isConsistent } from '../merkle/verify.ts';
import type { ExportedLog } from './form.ts';

/** By whose word the key under the head is the log's. */
export interface KeyVerdict {
  /** As text. */
  key: string;
  /** `vouchers`: of earlier keys, the first of which is the one that the reader gave. */
  by: 'reader' | 'vouchers' | 'export';
  /** From the reader's key to this one, where the log has changed its key: which came next, and at how many entries. */
  changes: { to: string; size: number }[];
}

type Step = Voucher & { holds: boolean };

/** Is the head signed with the key that the reader trusts, or does one lead to the other? @returns the fault in its place where neither is so */
export function verifyKey(
  key: NoteKey,
  head: Checkpoint,
  log: ExportedLog,
  given: string | undefined,
): KeyVerdict | { fault: string } {
  const found = { key: textOfKey(key), changes: [] };
  if (given === undefined) return { ...found, by: 'export' };
  if (given.trim() === found.key) return { ...found, by: 'reader' };
  const trusted = readNoteKey(given);
  const way = trusted === null ? null : wayTo(found.key, trusted, stepsOf(log, head));
  if (way === null)
    return {
      fault:
        'the head of the log is signed with another key than the one you trust, and nothing in this export vouches for it: where the log has changed its key, get the new one by a way that you trust',
    };
  if (way.some(({ holds }) => !holds))
    return {
      fault:
        'the log does not continue the tree for which the key that you trust vouched: it was rewritten when its key was changed',
    };
  const changes = way.map(({ next, size }) => ({ to: textOfKey(next), size }));
  return { ...found, by: 'vouchers', changes };
}

interface SignedStep extends Step {
  isOf: (key: NoteKey) => boolean;
}

const stepsOf = ({ vouchers = [] }: ExportedLog, head: Checkpoint): SignedStep[] =>
  vouchers.flatMap(({ note, proof }) => {
    const read = readVoucher(note);
    if (read === null) return [];
    const holds = isConsistent({ from: read, to: head, proof: proof.map((hex) => Buffer.from(hex, 'hex')) });
    return [{ ...read, holds, isOf: (key) => isVoucherOf(read, key) }];
  });

/** The shortest; null: there is none. */
function wayTo(wanted: string, from: NoteKey, steps: readonly SignedStep[]): Step[] | null {
  const seen = new Set([textOfKey(from)]);
  let ways: { at: NoteKey; steps: Step[] }[] = [{ at: from, steps: [] }];
  while (ways.length > 0) {
    const there = ways.find(({ at }) => textOfKey(at) === wanted);
    if (there !== undefined) return there.steps;
    ways = ways.flatMap((way) =>
      steps
        .filter((step) => !seen.has(textOfKey(step.next)) && step.isOf(way.at))
        .map((step) => {
          seen.add(textOfKey(step.next));
          return { at: step.next, steps: [...way.steps, step] };
        }),
    );
  }
  return null;
}
