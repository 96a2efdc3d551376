import type { Tx } from '#libs/database';
import { CompactRange } from '../merkle/fold.ts';
import { HASH_BYTES, hashesIn, tileKey, tilesAfter, TILE_WIDTH } from '../merkle/tiles.ts';
import type { RecordFault } from '../record.ts';
import { readCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { lastCheckpoint, logKeys, signedCheckpoint } from './checkpoints.ts';
import { RecordForked } from './faults.ts';
import type { NoteKey } from './note.ts';
import { anchoredHeads, cosignedFaults } from './outside-check.ts';
import type { Outside } from './outside-check.ts';

/** A head that the tree must have had. */
interface Head {
  size: number;
  root: Buffer;
  whose: string;
  /** By whom it is known: the first that does not fit is told of each. */
  source: 'database' | 'anchor' | 'reader';
  /** Null for one that was kept elsewhere. */
  note: string | null;
}

/**
 * The tree anew from all leaves, held against the tiles, against every head that was signed, that left the house, or that a
 * witness signed, and against those kept elsewhere.
 */
export async function treeFaults(
  tx: Tx,
  kept: readonly Checkpoint[],
): Promise<{ faults: RecordFault[]; leaves: number; outside: Outside }> {
  const faults: RecordFault[] = [];
  const fault = (index: number | null, message: string) => faults.push({ streamId: 'log', index, message });
  const { leaves, gap } = await allLeaves(tx);
  if (gap !== null) fault(gap, 'a place of the log is empty or doubled from here on');
  faults.push(...(await tileFaults(tx, leaves)));
  const keys = await logKeys(tx);
  const anchored = await anchoredHeads(tx, keys);
  const heads: Head[] = [
    ...(await signedHeads(tx)),
    ...anchored.heads.map(({ day, ...head }) => ({
      ...head,
      whose: `the head that left on ${day},`,
      source: 'anchor' as const,
    })),
    ...kept.map(({ size, root }) => ({
      size,
      root,
      whose: 'the head that you kept',
      source: 'reader' as const,
      note: null,
    })),
  ].sort((a, b) => a.size - b.size);
  faults.push(...misfits(leaves, heads, keys), ...anchored.faults);
  const cosigned = await cosignedFaults(tx);
  faults.push(...cosigned.faults, ...(await headFaults(tx, leaves.length)));
  const outside = {
    anchors: anchored.heads.length,
    stamps: anchored.stamps,
    cosignatures: cosigned.cosignatures,
  };
  return { faults, leaves: leaves.length, outside };
}

/** Of each source the first head that is of another tree. @param heads by their size */
function misfits(leaves: Buffer[], heads: readonly Head[], keys: readonly NoteKey[]): RecordFault[] {
  const told = new Set<Head['source']>();
  const fitting: Head[] = [];
  const range = new CompactRange();
  return heads.flatMap((head) => {
    const { size, root, whose, source } = head;
    for (const leaf of leaves.slice(range.size, size)) range.append(leaf);
    if (range.size === size && range.root().equals(root)) {
      fitting.push(head);
      return [];
    }
    if (told.has(source)) return [];
    told.add(source);
    // Whoever can write everything can write heads that fit, and sign none of them.
    const good = fitting.findLast((one) => isVouchedFor(one, keys))?.size ?? 0;
    const message = `${whose} of size ${size} is of another tree: what stands at ${good} to ${size - 1} was changed`;
    return [{ streamId: 'log', index: good, message }];
  });
}

function isVouchedFor({ size, root, note }: Head, keys: readonly NoteKey[]): boolean {
  if (note === null) return true;
  try {
    return signedCheckpoint({ size, root, note }, keys).size === size;
  } catch {
    return false;
  }
}

async function allLeaves(tx: Tx): Promise<{ leaves: Buffer[]; gap: number | null }> {
  const rows = await tx.query<{ number: string; count: number; spread: string; bytes: Buffer }[]>(
    `SELECT log_index / ${TILE_WIDTH} AS number, count(*)::int, max(log_index) - min(log_index) + 1 AS spread,
            string_agg(leaf_hash, ''::bytea ORDER BY log_index) AS bytes
       FROM record_leaves GROUP BY 1 ORDER BY 1`,
  );
  let gap: number | null = null;
  rows.forEach(({ number, count, spread, bytes }, at) => {
    const isWhole = at === rows.length - 1 || count === TILE_WIDTH;
    if (Number(number) !== at || Number(spread) !== count || !isWhole || bytes.length !== count * HASH_BYTES)
      gap ??= at * TILE_WIDTH;
  });
  return { leaves: rows.flatMap(({ bytes }) => hashesIn(bytes)), gap };
}

async function tileFaults(tx: Tx, leaves: Buffer[]): Promise<RecordFault[]> {
  const rows = await tx.query<{ level: number; number: string; hashes: Buffer }[]>(
    'SELECT level, number, hashes FROM record_tiles ORDER BY level, number',
  );
  const wanted = tilesAfter(0, new Map(), leaves);
  const wrong = rows.filter(({ level, number, hashes }) => {
    const key = tileKey({ level, number: Number(number) });
    const fits = wanted.get(key)?.hashes.equals(hashes) === true;
    wanted.delete(key);
    return !fits;
  });
  const places = [
    ...wrong.map(({ level, number }) => ({ level, number: Number(number) })),
    ...[...wanted.values()].map(({ place }) => place),
  ];
  return places.map((place) => ({
    streamId: 'log',
    index: place.number * TILE_WIDTH ** (place.level + 1),
    message: `tile ${tileKey(place)} of the tree is not made of the entries' hashes`,
  }));
}

async function signedHeads(tx: Tx): Promise<Head[]> {
  const rows = await tx.query<{ size: string; root: Buffer; note: string }[]>(
    'SELECT size, root, note FROM record_checkpoints',
  );
  return rows.flatMap(({ size, root, note }) => {
    const said = readCheckpoint(note);
    const row = {
      size: Number(size),
      root,
      whose: 'the row of the signed head',
      source: 'database' as const,
      note,
    };
    const signed =
      said === null
        ? []
        : [{ size: said.size, root: said.root, whose: 'the signed head', source: 'database' as const, note }];
    return [...signed, ...(said?.size === row.size && said.root.equals(root) ? [] : [row])];
  });
}

/** Is the newest head signed, and of all leaves? */
async function headFaults(tx: Tx, leaves: number): Promise<RecordFault[]> {
  const last = await lastCheckpoint(tx);
  if (last === null)
    return leaves === 0
      ? []
      : [{ streamId: 'log', index: null, message: 'every head that was signed is gone' }];
  try {
    signedCheckpoint(last, await logKeys(tx));
  } catch (error) {
    if (!(error instanceof RecordForked)) throw error;
    return [{ streamId: 'log', index: null, message: error.message }];
  }
  return last.size === leaves
    ? []
    : [
        {
          streamId: 'log',
          index: null,
          message: `${last.size} entries were signed last, and ${leaves} have a place`,
        },
      ];
}
