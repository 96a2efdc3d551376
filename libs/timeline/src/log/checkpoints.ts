import type { Tx } from '#libs/database';
import type { Checkpoint } from './checkpoint.ts';
import { readCheckpoint } from './checkpoint.ts';
import { isSignedBy } from './note.ts';
import type { NoteKey } from './note.ts';
import { RecordForked } from './faults.ts';

/** A checkpoint as it is stored, whoever wrote it there. */
export interface StoredCheckpoint {
  size: number;
  root: Buffer;
  note: string;
  signedAt: Date;
}

interface CheckpointRow {
  size: string;
  root: Buffer;
  note: string;
  signed_at: Date;
}

export async function lastCheckpoint(tx: Tx): Promise<StoredCheckpoint | null> {
  const [row] = await tx.query<CheckpointRow[]>(
    'SELECT size, root, note, signed_at FROM record_checkpoints ORDER BY size DESC LIMIT 1',
  );
  return row === undefined
    ? null
    : { size: Number(row.size), root: row.root, note: row.note, signedAt: row.signed_at };
}

/** Every key that signs or has signed, the newest first. */
export async function logKeys(tx: Tx): Promise<NoteKey[]> {
  const rows = await tx.query<{ public_key: Buffer; origin: string }[]>(
    'SELECT public_key, origin FROM record_keys ORDER BY accepted_at DESC',
  );
  return rows.map(({ public_key, origin }) => ({ name: origin, kind: 'log', publicKey: public_key }));
}

/** What a stored checkpoint says. @throws RecordForked where nobody of these signed what it says */
export function signedCheckpoint(
  { size, root, note }: Pick<StoredCheckpoint, 'size' | 'root' | 'note'>,
  keys: readonly NoteKey[],
): Checkpoint {
  const read = readCheckpoint(note);
  if (read === null || !keys.some((key) => isSignedBy(read.note, key)))
    throw new RecordForked(`the checkpoint of size ${size} bears no signature of this log`);
  if (read.size !== size || !read.root.equals(root))
    throw new RecordForked(`the checkpoint of size ${size} says something else than its row`);
  return read;
}
