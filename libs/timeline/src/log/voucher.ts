import { rootOf } from './checkpoint.ts';
import { isSignedBy, readNote, readNoteKey, textOfKey } from './note.ts';
import type { Note, NoteKey } from './note.ts';

/** Stands where a head has the name of its log, and a key where it has its size: the one is never taken for the other. */
const WHAT = 'dns-cert-record-key-change';

/** What a key of the log says of the one after it: from this tree on, that one signs. */
export interface Voucher {
  next: NoteKey;
  size: number;
  root: Buffer;
}

export const voucherText = ({ next, size, root }: Voucher): string =>
  `${WHAT}\n${textOfKey(next)}\n${size}\n${root.toString('base64')}\n`;

/** Null for what is no voucher; nothing is said of who signed it. */
export function readVoucher(text: string): (Voucher & { note: Note }) | null {
  const note = readNote(text);
  const [what, key = '', size = '', root = '', ...rest] = note?.text.split('\n') ?? [];
  const next = readNoteKey(key);
  const bytes = rootOf(root);
  if (note === null || what !== WHAT || next?.kind !== 'log' || bytes === null || rest.join() !== '')
    return null;
  return /^(0|[1-9]\d{0,15})$/.test(size) ? { next, size: Number(size), root: bytes, note } : null;
}

/** Did this key say so? Of a log of its own name alone. */
export const isVoucherOf = ({ next, note }: Voucher & { note: Note }, key: NoteKey): boolean =>
  next.name === key.name && isSignedBy(note, key);
