import type { Tx } from '#libs/database';
import { HASH_BYTES, hashesIn, tileKey, tilesAfter, TILE_WIDTH } from '../merkle/tiles.ts';
import type { RecordFault } from '../record.ts';
import type { Checkpoint } from './checkpoint.ts';
import { logKeys } from './checkpoints.ts';
import { headFaults } from './head-check.ts';
import { anchoredHeads, cosignedFaults } from './outside-check.ts';
import type { Outside } from './outside-check.ts';

/**
 * The tree anew from all leaves, held against the tiles, against every head that was signed, that left the house, or that a
 * witness signed, and against those kept elsewhere.
 */
export async function treeFaults(
  tx: Tx,
  kept: readonly Checkpoint[],
): Promise<{ faults: RecordFault[]; leaves: number; outside: Outside }> {
  const { leaves, gap } = await allLeaves(tx);
  const keys = await logKeys(tx);
  const anchored = await anchoredHeads(tx, keys);
  const cosigned = await cosignedFaults(tx);
  const faults = [
    ...(gap === null ? [] : [fault(gap, 'a place of the log is empty or doubled from here on')]),
    ...(await tileFaults(tx, leaves)),
    ...(await headFaults(tx, leaves, keys, { anchored: anchored.heads, kept })),
    ...anchored.faults,
    ...cosigned.faults,
  ];
  const outside = {
    anchors: anchored.heads.length,
    stamps: anchored.stamps,
    cosignatures: cosigned.cosignatures,
  };
  return { faults, leaves: leaves.length, outside };
}

const fault = (index: number, message: string): RecordFault => ({ streamId: 'log', index, message });

async function allLeaves(tx: Tx): Promise<{ leaves: Buffer[]; gap: number | null }> {
  const rows = await tx.query<{ number: string; count: number; spread: string; bytes: Buffer }[]>(
    `SELECT log_index / ${TILE_WIDTH} AS number, count(*)::int, max(log_index) - min(log_index) + 1 AS spread,
            string_agg(leaf_hash, ''::bytea ORDER BY log_index) AS bytes
       FROM record_leaves GROUP BY 1 ORDER BY 1`,
  );
  const isWhole = rows.every(
    ({ number, count, spread, bytes }, at) =>
      Number(number) === at &&
      Number(spread) === count &&
      (at === rows.length - 1 || count === TILE_WIDTH) &&
      bytes.length === count * HASH_BYTES,
  );
  return {
    leaves: rows.flatMap(({ bytes }) => hashesIn(bytes)),
    gap: isWhole ? null : await firstGap(tx),
  };
}

/** The first place that nothing stands at, or no hash. */
async function firstGap(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ gap: string | null }[]>(
    `SELECT min(LEAST(place, log_index)) AS gap
       FROM (SELECT log_index, leaf_hash, row_number() OVER (ORDER BY log_index) - 1 AS place FROM record_leaves) AS l
      WHERE log_index <> place OR length(leaf_hash) <> ${HASH_BYTES}`,
  );
  return Number(row?.gap ?? 0);
}

async function tileFaults(tx: Tx, leaves: Buffer[]): Promise<RecordFault[]> {
  const rows = await tx.query<{ level: number; number: string; hashes: Buffer }[]>(
    'SELECT level, number, hashes FROM record_tiles ORDER BY level, number',
  );
  const wanted = tilesAfter(0, new Map(), leaves);
  const stored = new Map(
    rows.map(({ level, number, hashes }) => [tileKey({ level, number: Number(number) }), hashes]),
  );
  const places = [
    ...rows.map(({ level, number }) => ({ level, number: Number(number) })),
    ...[...wanted.values()].map(({ place }) => place).filter((place) => !stored.has(tileKey(place))),
  ].sort((a, b) => a.level - b.level || a.number - b.number);
  const wrong: { from: number; to: number; key: string }[] = [];
  for (const place of places) {
    const key = tileKey(place);
    const at = firstDifference(wanted.get(key)?.hashes, stored.get(key));
    if (at === null) continue;
    const width = TILE_WIDTH ** place.level;
    const from = (place.number * TILE_WIDTH + at) * width;
    // A hash over others that are wrong is no news.
    if (!wrong.some((below) => from <= below.from && below.to <= from + width))
      wrong.push({ from, to: from + width, key });
  }
  return wrong.map(({ from, key }) =>
    fault(from, `tile ${key} of the tree is not made of the entries' hashes`),
  );
}

/** The first hash that only one of them holds; null: they are the same. */
function firstDifference(wanted: Buffer | undefined, stored: Buffer | undefined): number | null {
  if (wanted === undefined || stored === undefined) return 0;
  if (wanted.equals(stored)) return null;
  let at = 0;
  while (wanted[at] === stored[at]) at += 1;
  return Math.floor(at / HASH_BYTES);
}
