import type { Tx } from '#libs/database';
import type { RecordFault } from '../record.ts';
import { signedCheckpoint } from './checkpoints.ts';
import { readCheckpoint } from './checkpoint.ts';
import { RecordForked } from './faults.ts';
import type { NoteKey } from './note.ts';
import { readNote, witnessedAt } from './note.ts';
import { stampedAt } from './timestamp.ts';
import { TimestampRefused } from './timestamp-refused.ts';

/** What others have said of the log, and how much of it there is: what the keeper of the log cannot make anew. */
export interface Outside {
  anchors: number;
  stamps: number;
  cosignatures: number;
}

/** A head that left the house. */
export interface AnchoredHead {
  day: string;
  size: number;
  root: Buffer;
  note: string;
}

/** Signatures of witnesses looked at in one go: a witness signs some thousand a day. */
const PAGE = 5_000;

/** The heads that left the house, with what is wrong with them by themselves: who signed them, and what was stamped. */
export async function anchoredHeads(
  tx: Tx,
  keys: readonly NoteKey[],
): Promise<{ heads: AnchoredHead[]; stamps: number; faults: RecordFault[] }> {
  const rows = await tx.query<{ day: string; size: string; note: string; token: Buffer | null }[]>(
    'SELECT day::text, size, note, timestamp_token AS token FROM record_anchors ORDER BY day',
  );
  const heads: AnchoredHead[] = [];
  const faults: RecordFault[] = [];
  for (const { day, size, note, token } of rows) {
    const fault = (message: string) =>
      faults.push({
        streamId: 'log',
        index: Number(size),
        message: `the head that left on ${day} ${message}`,
      });
    const read = readCheckpoint(note);
    if (read === null || !isSigned(note, keys)) fault('bears no signature of this log');
    else if (read.size !== Number(size)) fault(`is of ${read.size} entries, and its row says ${size}`);
    else heads.push({ day, size: read.size, root: read.root, note });
    const refused = token === null ? null : await refusalOf(token, note);
    if (refused !== null) fault(`is not the one that was stamped: ${refused}`);
  }
  return { heads, stamps: rows.filter(({ token }) => token !== null).length, faults };
}

function isSigned(note: string, keys: readonly NoteKey[]): boolean {
  const read = readCheckpoint(note);
  if (read === null) return false;
  try {
    return signedCheckpoint({ ...read, note }, keys).size === read.size;
  } catch (error) {
    if (error instanceof RecordForked) return false;
    throw error;
  }
}

async function refusalOf(token: Buffer, note: string): Promise<string | null> {
  try {
    await stampedAt(token, note);
    return null;
  } catch (error) {
    if (error instanceof TimestampRefused) return error.message;
    throw error;
  }
}

interface CosignedRow {
  size: string;
  witness: string;
  line: string;
  at: Date;
  note: string | null;
}

/** The first head that is not the one which a witness signed, in the order of the log. */
export async function cosignedFaults(tx: Tx): Promise<{ cosignatures: number; faults: RecordFault[] }> {
  const keys = await witnessKeys(tx);
  let cosignatures = 0;
  let after: [string, string] = ['-1', ''];
  for (;;) {
    const rows = await tx.query<CosignedRow[]>(
      `SELECT c.size, c.witness, c.line, c.witnessed_at AS at, k.note
         FROM record_cosignatures c LEFT JOIN record_checkpoints k USING (size)
        WHERE (c.size, c.witness) > ($1, $2) ORDER BY c.size, c.witness LIMIT ${PAGE}`,
      after,
    );
    for (const row of rows) {
      const message = cosignedFault(row, keys.get(row.witness) ?? []);
      if (message !== null)
        return { cosignatures, faults: [{ streamId: 'log', index: Number(row.size), message }] };
      cosignatures += 1;
    }
    const last = rows.at(-1);
    if (last === undefined) return { cosignatures, faults: [] };
    after = [last.size, last.witness];
  }
}

function cosignedFault(
  { size, witness, line, at, note }: CosignedRow,
  keys: readonly NoteKey[],
): string | null {
  if (note === null) return `the head of size ${size} that ${witness} signed is gone`;
  const read = readNote(note + line);
  const seen = keys.map((key) => (read === null ? null : witnessedAt(read, key))).find((one) => one !== null);
  if (seen === undefined) return `the head of size ${size} is not the one that ${witness} signed`;
  return seen * 1_000 === at.getTime() ? null : `${witness} signed the head of size ${size} at another time`;
}

/** Of each witness by its name, also those that it had before. */
async function witnessKeys(tx: Tx): Promise<Map<string, NoteKey[]>> {
  const rows = await tx.query<{ name: string; keys: Buffer[] }[]>(
    'SELECT name, array_prepend(public_key, earlier_keys) AS keys FROM record_witnesses',
  );
  return new Map(
    rows.map(({ name, keys }) => [
      name,
      keys.map((publicKey) => ({ name, kind: 'witness' as const, publicKey })),
    ]),
  );
}
