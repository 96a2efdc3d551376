import type { Tx } from '#libs/database';
import { foldOf } from '../merkle/fold.ts';
import { EMPTY_ROOT } from '../merkle/hash.ts';
import { rootPlan } from '../merkle/plan.ts';
import type { Span, TreeNode } from '../merkle/plan.ts';
import { nodeIn, openTiles, placeOf, tileKey, tilesAfter } from '../merkle/tiles.ts';
import type { TilePlace } from '../merkle/tiles.ts';

/** The tree as its tiles stand in the database. A few tiles are read for any root or proof, and as few written for an append. */

const nodeKey = ({ level, position }: TreeNode) => `${level}/${position}`;

/** One hash a span; what spans share, as the proofs of many leaves do, is worked out once. @throws TileFault where the tiles do not hold them */
export async function storedHashes(tx: Tx, spans: readonly Span[]): Promise<Buffer[]> {
  const nodes = new Map(spans.flat().map((node) => [nodeKey(node), node]));
  const places = [...nodes.values()].map((node) => placeOf(node).tile);
  const tiles = await tilesAt(tx, [...new Map(places.map((place) => [tileKey(place), place])).values()]);
  const hashes = new Map(
    [...nodes].map(([key, node]) => [key, nodeIn(tiles.get(tileKey(placeOf(node).tile)), node)]),
  );
  return spans.map((span) => foldOf(span.map((node) => hashes.get(nodeKey(node)) ?? EMPTY_ROOT)));
}

export async function storedRoot(tx: Tx, size: number): Promise<Buffer> {
  const [root] = await storedHashes(tx, [rootPlan(size)]);
  if (root === undefined) throw new Error('a tree has one root');
  return root;
}

/** Appends to a tree of `size`; one at a time, and the caller sees to that. @throws TileFault */
export async function storeLeaves(tx: Tx, size: number, leafHashes: readonly Buffer[]): Promise<void> {
  const changed = [...tilesAfter(size, await tilesAt(tx, openTiles(size)), leafHashes).values()];
  await tx.query(
    `INSERT INTO record_tiles (level, number, hashes) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])
       ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes`,
    [
      changed.map(({ place }) => place.level),
      changed.map(({ place }) => place.number),
      changed.map(({ hashes }) => hashes),
    ],
  );
}

async function tilesAt(tx: Tx, places: readonly TilePlace[]): Promise<Map<string, Buffer>> {
  const rows = await tx.query<{ level: number; number: string; hashes: Buffer }[]>(
    `SELECT level, number, hashes FROM record_tiles
      WHERE (level, number) IN (SELECT * FROM unnest($1::smallint[], $2::bigint[]))`,
    [places.map(({ level }) => level), places.map(({ number }) => number)],
  );
  return new Map(
    rows.map(({ level, number, hashes }) => [tileKey({ level, number: Number(number) }), hashes]),
  );
}
