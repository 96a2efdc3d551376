import type { Tx } from '#libs/database';
import { CompactRange } from '../merkle/fold.ts';
import type { RecordFault } from '../record.ts';
import { readCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { isSignedByOneOf } from './note.ts';
import type { NoteKey } from './note.ts';
import type { AnchoredHead } from './outside-check.ts';

/** What somebody vouched for: so many leaves with this root. */
interface Head {
  size: number;
  root: Buffer;
}

/** A head as its row has it; `signed`: what this log signed of it, null where it signed nothing that can be read. */
interface StoredHead extends Head {
  signed: Head | null;
}

/** Heads that are known from elsewhere than the log's own row of them. */
interface KnownElsewhere {
  /** Those that left the house. */
  anchored: readonly AnchoredHead[];
  /** Those that the reader has kept. */
  kept: readonly Checkpoint[];
}

/** Signatures that are looked at together. */
const AT_ONCE = 1_000;

const fault = (index: number, message: string): RecordFault => ({ streamId: 'log', index, message });

/**
 * Every head that was signed, and every one that was kept elsewhere, against the tree of these leaves. Each fault stands at the place
 * behind the last head below that holds: up to there all is as it was.
 */
export async function headFaults(
  tx: Tx,
  leaves: readonly Buffer[],
  keys: readonly NoteKey[],
  { anchored, kept }: KnownElsewhere,
): Promise<RecordFault[]> {
  const stored = await storedHeads(tx, keys);
  const signed = stored.flatMap((head) => head.signed ?? []);
  const holds = heldBy(leaves, [...signed, ...anchored, ...kept]);
  return [
    ...brokenFaults(stored, signed.filter(holds)),
    ...forkFaults(() => 'the signed head', signed, holds),
    // Whoever has the log's key can sign heads that hold: of what is known from elsewhere only that tells.
    ...forkFaults(({ day }) => `the head that left on ${day},`, anchored, holds),
    ...forkFaults(() => 'the head that you kept', kept, holds),
    ...endFaults(stored.length, signed, leaves.length),
  ];
}

/** Heads that nobody signed, or that are not what their row says: the first, for with a key that is gone all are such. */
function brokenFaults(stored: readonly StoredHead[], holding: readonly Head[]): RecordFault[] {
  const [first, ...more] = stored.filter(
    ({ size, root, signed }) => signed?.size !== size || !signed.root.equals(root),
  );
  if (first === undefined) return [];
  const what = first.signed === null ? 'bears no signature of this log' : 'says something else than its row';
  const others = more.length === 0 ? '' : ` (and ${more.length} later ones)`;
  return [fault(endOf(holding, first.size), `the checkpoint of size ${first.size} ${what}${others}`)];
}

/** The first of these heads that does not hold. */
function forkFaults<H extends Head>(
  whose: (head: H) => string,
  heads: readonly H[],
  holds: (head: Head) => boolean,
): RecordFault[] {
  const forked = [...heads].sort((a, b) => a.size - b.size).find((head) => !holds(head));
  if (forked === undefined) return [];
  const { size } = forked;
  const good = endOf(heads.filter(holds), size);
  return [
    fault(
      good,
      `${whose(forked)} of size ${size} is of another tree: what stands at ${good} to ${size - 1} was changed`,
    ),
  ];
}

/** Is the newest head of all leaves? */
function endFaults(stored: number, signed: readonly Head[], leaves: number): RecordFault[] {
  if (stored === 0) return leaves === 0 ? [] : [fault(0, 'every head that was signed is gone')];
  const last = endOf(signed, Infinity);
  return last === leaves
    ? []
    : [fault(Math.min(last, leaves), `${last} entries were signed last, and ${leaves} have a place`)];
}

/** Size of the largest of these heads below one of `size`; 0 without any. */
const endOf = (heads: readonly Head[], size: number): number =>
  heads.reduce((end, head) => (head.size < size && head.size > end ? head.size : end), 0);

/** Whether the tree of these leaves had that head: worked out in one go along the leaves. */
function heldBy(leaves: readonly Buffer[], heads: readonly Head[]): (head: Head) => boolean {
  const roots = new Map<number, Buffer>();
  const range = new CompactRange();
  for (const size of [...new Set(heads.map((head) => head.size))].sort((a, b) => a - b)) {
    if (size > leaves.length) break;
    for (const leaf of leaves.slice(range.size, size)) range.append(leaf);
    roots.set(size, range.root());
  }
  return ({ size, root }) => roots.get(size)?.equals(root) === true;
}

async function storedHeads(tx: Tx, keys: readonly NoteKey[]): Promise<StoredHead[]> {
  const rows = await tx.query<{ size: string; root: Buffer; note: string }[]>(
    'SELECT size, root, note FROM record_checkpoints ORDER BY record_checkpoints.size',
  );
  const heads: StoredHead[] = [];
  for (let at = 0; at < rows.length; at += AT_ONCE)
    heads.push(
      ...(await Promise.all(
        rows.slice(at, at + AT_ONCE).map(async ({ size, root, note }) => ({
          size: Number(size),
          root,
          signed: await signedIn(note, keys),
        })),
      )),
    );
  return heads;
}

async function signedIn(text: string, keys: readonly NoteKey[]): Promise<Head | null> {
  const said = readCheckpoint(text);
  if (said === null || !(await isSignedByOneOf(said.note, keys))) return null;
  return said;
}
