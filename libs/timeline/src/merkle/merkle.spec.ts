import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CompactRange, foldOf } from './fold.ts';
import { EMPTY_ROOT, hashOfLeaf } from './hash.ts';
import { consistencyPlan, inclusionPlan, rootPlan } from './plan.ts';
import type { Span, TreeNode } from './plan.ts';
import {
  HASH_BYTES,
  nodeIn,
  openTiles,
  placeOf,
  TileFault,
  tileKey,
  tilesAfter,
  TILE_WIDTH,
} from './tiles.ts';
import { isConsistent, isIncluded } from './verify.ts';

/** RFC 6962 section 2.1 word for word, over all leaves each time. Nothing here is shared with what it is held against. */
const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
function naiveRoot(leaves: Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), only);
  const k = naiveSplit(leaves.length);
  return sha256(Buffer.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}
function naivePath(m: number, leaves: Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = naiveSplit(leaves.length);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}
function naiveProof(m: number, leaves: Buffer[], whole = true): Buffer[] {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = naiveSplit(leaves.length);
  return m <= k
    ? [...naiveProof(m, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveProof(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}
function naiveSplit(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** A tree as the record stores it, built by appends of these lengths. */
function tilesOf(leaves: Buffer[], pieces: number[]): Map<string, Buffer> {
  const stored = new Map<string, Buffer>();
  let size = 0;
  for (const piece of pieces) {
    const added = leaves.slice(size, size + piece).map(hashOfLeaf);
    const open = new Map(
      openTiles(size).map((place) => [tileKey(place), stored.get(tileKey(place)) ?? Buffer.alloc(0)]),
    );
    for (const [key, { hashes }] of tilesAfter(size, open, added)) stored.set(key, hashes);
    size += added.length;
  }
  return stored;
}
const nodeOf = (stored: Map<string, Buffer>, node: TreeNode) =>
  nodeIn(stored.get(tileKey(placeOf(node).tile)), node);
const hashOf = (stored: Map<string, Buffer>) => (span: Span) =>
  foldOf(span.map((node) => nodeOf(stored, node)));

/** The leaves of Certificate Transparency's reference tests, with their roots and some of their proofs (github.com/transparency-dev/merkle). */
const REFERENCE = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const A = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const B = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const C = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const D = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const E = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const F = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';
const G = 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f';
const PATHS: [number, number, string[]][] = [
  [0, 1, []],
  [0, 8, [A, B, C]],
  [5, 8, [D, E, ROOTS[4] ?? '']],
  [2, 3, [ROOTS[2] ?? '']],
  [1, 5, [ROOTS[1] ?? '', B, D]],
];
const PROOFS: [number, number, string[]][] = [
  [1, 1, []],
  [1, 8, [A, B, C]],
  [6, 8, [F, E, ROOTS[4] ?? '']],
  [2, 5, [B, D]],
  [6, 7, [F, G, ROOTS[4] ?? '']],
];
const hex = (hashes: Buffer[]) => hashes.map((hash) => hash.toString('hex'));

describe("the record's tree", () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))(
    'has the reference root of %d leaves',
    (size, root) => {
      const leaves = REFERENCE.slice(0, size);
      const range = new CompactRange();
      for (const leaf of leaves) range.append(hashOfLeaf(leaf));
      expect(range.root().toString('hex')).toBe(root);
      expect(hashOf(tilesOf(leaves, [size]))(rootPlan(size)).toString('hex')).toBe(root);
    },
  );

  it.each(PATHS)('has the reference path of leaf %d in %d', (index, size, path) => {
    const hashes = inclusionPlan(index, size).map(hashOf(tilesOf(REFERENCE, [8])));
    expect(hex(hashes)).toEqual(path);
  });

  it.each(PROOFS)('has the reference proof from %d to %d', (from, to, proof) => {
    const hashes = consistencyPlan(from, to).map(hashOf(tilesOf(REFERENCE, [8])));
    expect(hex(hashes)).toEqual(proof);
  });

  it('agrees with the text of RFC 6962 on any tree, however it grew', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        (pieces, first, second, third) => {
          const total = pieces.reduce((sum, piece) => sum + piece, 0);
          const leaves = Array.from({ length: total }, (_, at) => Buffer.from(`leaf ${at} ${first}`));
          const stored = hashOf(tilesOf(leaves, pieces));
          const to = 1 + (first % total);
          const from = 1 + (second % to);
          const index = third % to;
          const [present, past] = [leaves.slice(0, to), leaves.slice(0, from)];
          const root = stored(rootPlan(to));
          expect(root).toEqual(naiveRoot(present));
          const path = inclusionPlan(index, to).map(stored);
          expect(path).toEqual(naivePath(index, present));
          const proof = consistencyPlan(from, to).map(stored);
          expect(proof).toEqual(naiveProof(from, present));
          const leafHash = hashOfLeaf(leaves[index] ?? Buffer.alloc(0));
          expect(isIncluded({ index, size: to, leafHash, root, proof: path })).toBe(true);
          expect(
            isConsistent({ from: { size: from, root: naiveRoot(past) }, to: { size: to, root }, proof }),
          ).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes no proof for another leaf, place, size or root, nor a proof that is cut, longer or changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 70 }), fc.nat(), fc.nat(), fc.nat(), (size, at, which, other) => {
        const leaves = Array.from({ length: size }, (_, leaf) => Buffer.from(`leaf ${leaf}`));
        const stored = hashOf(tilesOf(leaves, [size]));
        const index = at % size;
        const good = {
          index,
          size,
          leafHash: hashOfLeaf(leaves[index] ?? Buffer.alloc(0)),
          root: stored(rootPlan(size)),
          proof: inclusionPlan(index, size).map(stored),
        };
        const stranger = hashOfLeaf(Buffer.from(`stranger ${other}`));
        const bad = [
          { ...good, leafHash: stranger },
          { ...good, root: stranger },
          { ...good, index: (index + 1 + (other % (size - 1))) % size },
          { ...good, proof: good.proof.slice(1) },
          { ...good, proof: [...good.proof, stranger] },
          { ...good, proof: good.proof.with(which % good.proof.length, stranger) },
        ];
        expect(bad.filter(isIncluded)).toEqual([]);
        const from = { size: 1 + (which % (size - 1)), root: stored(rootPlan(1 + (which % (size - 1)))) };
        const to = { size, root: good.root };
        const proof = consistencyPlan(from.size, size).map(stored);
        const worse = [
          { from: { ...from, root: stranger }, to, proof },
          { from, to: { ...to, root: stranger }, proof },
          { from, to, proof: [] },
          { from, to, proof: [...proof, stranger] },
          { from, to, proof: proof.with(other % proof.length, stranger) },
          { from: to, to: from, proof },
        ];
        expect(worse.filter(isConsistent)).toEqual([]);
      }),
    );
  });

  it('is a continuation of the empty tree, whatever it is', () => {
    const to = { size: 8, root: Buffer.from(ROOTS[8] ?? '', 'hex') };
    expect(isConsistent({ from: { size: 0, root: EMPTY_ROOT }, to, proof: [] })).toBe(true);
    expect(isConsistent({ from: { size: 0, root: to.root }, to, proof: [] })).toBe(false);
  });

  it('costs an append and a proof a few tiles, at a hundred million leaves', () => {
    const size = 100_000_001;
    expect(openTiles(size).length).toBeLessThanOrEqual(4);
    const nodes = [...inclusionPlan(77_777_777, size), ...consistencyPlan(55_555_555, size)].flat();
    expect(new Set(nodes.map((node) => tileKey(placeOf(node).tile))).size).toBeLessThan(20);
  });

  it('does not go on from a tile that was cut', () => {
    const leaves = Array.from({ length: 300 }, (_, at) => hashOfLeaf(Buffer.from(String(at))));
    const open = new Map([
      ['0/1', Buffer.alloc(43 * HASH_BYTES)],
      ['1/0', Buffer.alloc(HASH_BYTES)],
    ]);
    expect(openTiles(TILE_WIDTH + 44).map(tileKey)).toEqual(['0/1', '1/0']);
    expect(() => tilesAfter(TILE_WIDTH + 44, open, leaves)).toThrow(TileFault);
  });
});
