import type { Note } from './note.ts';
import { readNote } from './note.ts';

/** What a checkpoint says (C2SP tlog-checkpoint): so many leaves has this log, with this root. */
export interface Checkpoint {
  origin: string;
  size: number;
  root: Buffer;
}

export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** Null for what is no checkpoint; nothing is said of who signed it. */
export function readCheckpoint(text: string): (Checkpoint & { note: Note }) | null {
  const note = readNote(text);
  const [origin = '', size = '', root = ''] = note?.text.split('\n') ?? [];
  if (note === null || origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size)) return null;
  const bytes = rootOf(root);
  return bytes === null ? null : { origin, size: Number(size), root: bytes, note };
}

/** Of its base64; null where that is not the one way to write a hash. */
export function rootOf(base64: string): Buffer | null {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === 32 && bytes.toString('base64') === base64 ? bytes : null;
}
