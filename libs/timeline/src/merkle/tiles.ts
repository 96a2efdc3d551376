import { wholeOf } from './fold.ts';
import type { TreeNode } from './plan.ts';

/**
 * The tree is stored as tiles of C2SP tlog-tiles: tile `number` of level L holds up to 256 hashes, each of a whole subtree of
 * 256^L leaves. A node in between is computed from its tile, so that any proof takes a few tiles and an append changes as few.
 */
export const TILE_WIDTH = 256;
const LEVELS_IN_A_TILE = 8;
export const HASH_BYTES = 32;

export interface TilePlace {
  level: number;
  number: number;
}

export const tileKey = ({ level, number }: TilePlace): string => `${level}/${number}`;

/** In which tile a node stands, and over which of its hashes. */
export function placeOf({ level, position }: TreeNode): { tile: TilePlace; from: number; count: number } {
  const count = 2 ** (level % LEVELS_IN_A_TILE);
  const first = position * count;
  return {
    tile: { level: Math.floor(level / LEVELS_IN_A_TILE), number: Math.floor(first / TILE_WIDTH) },
    from: first % TILE_WIDTH,
    count,
  };
}

/** @throws TileFault where the tile does not hold it */
export function nodeIn(hashes: Buffer | undefined, node: TreeNode): Buffer {
  const { tile, from, count } = placeOf(node);
  const bytes = hashes?.subarray(from * HASH_BYTES, (from + count) * HASH_BYTES);
  if (bytes?.length !== count * HASH_BYTES)
    throw new TileFault(`tile ${tileKey(tile)} of the record's tree does not hold hash ${from + count - 1}`);
  return wholeOf(hashesIn(bytes));
}

export const hashesIn = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );

/** Tiles that were removed or cut. */
export class TileFault extends Error {
  readonly code = 'record.tile_missing';
}

/** The tiles that an append begins in: the last of each level that is not full. */
export function openTiles(size: number): TilePlace[] {
  const places: TilePlace[] = [];
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH))
    if (count % TILE_WIDTH !== 0) places.push({ level, number: Math.floor(count / TILE_WIDTH) });
  return places;
}

/** The tiles that `leaves` change or begin, with all their hashes. @param open the tiles of {@link openTiles}, by key */
export function tilesAfter(
  size: number,
  open: ReadonlyMap<string, Buffer>,
  leaves: readonly Buffer[],
): Map<string, { place: TilePlace; hashes: Buffer }> {
  const changed = new Map<string, { place: TilePlace; hashes: Buffer }>();
  let level = 0;
  let count = size;
  let added = leaves;
  while (added.length > 0) {
    const above: Buffer[] = [];
    let number = Math.floor(count / TILE_WIDTH);
    let present = count % TILE_WIDTH;
    for (let at = 0; at < added.length; number += 1, present = 0) {
      const taken = added.slice(at, at + TILE_WIDTH - present);
      const place = { level, number };
      const before = present === 0 ? Buffer.alloc(0) : open.get(tileKey(place));
      if (before?.length !== present * HASH_BYTES)
        throw new TileFault(`tile ${tileKey(place)} of the record's tree does not hold ${present} hashes`);
      const hashes = Buffer.concat([before, ...taken]);
      changed.set(tileKey(place), { place, hashes });
      if (hashes.length === TILE_WIDTH * HASH_BYTES) above.push(wholeOf(hashesIn(hashes)));
      at += taken.length;
    }
    count = Math.floor(count / TILE_WIDTH);
    level += 1;
    added = above;
  }
  return changed;
}
