import { EMPTY_ROOT, hashOfNode } from './hash.ts';

/** Of a leaf that is said to stand at `index` in a tree of `size` with this root. */
export interface Inclusion {
  index: number;
  size: number;
  leafHash: Buffer;
  root: Buffer;
  proof: readonly Buffer[];
}

/** RFC 9162 section 2.1.3.2, for the hashes of RFC 6962. Counts are numbers, not bits: a log may outgrow 2^32. */
export function isIncluded({ index, size, leafHash, root, proof }: Inclusion): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = hashOfNode(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = node / 2;
        last = Math.floor(last / 2);
      }
    } else hash = hashOfNode(hash, sibling);
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && root.length === EMPTY_ROOT.length && hash.equals(root);
}

/** Of two trees, the second of which is said to continue the first. */
export interface Consistency {
  from: { size: number; root: Buffer };
  to: { size: number; root: Buffer };
  proof: readonly Buffer[];
}

/** RFC 9162 section 2.1.4.2. */
export function isConsistent({ from, to, proof }: Consistency): boolean {
  if (![from.size, to.size].every((size) => Number.isSafeInteger(size) && size >= 0) || from.size > to.size)
    return false;
  if (from.size === 0 && !from.root.equals(EMPTY_ROOT)) return false;
  if (from.size === to.size) return proof.length === 0 && from.root.equals(to.root);
  if (from.size === 0) return proof.length === 0;
  const [first, ...rest] = isPowerOfTwo(from.size) ? [from.root, ...proof] : proof;
  if (first === undefined) return false;
  let node = from.size - 1;
  let last = to.size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  let before = first;
  let after = first;
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      before = hashOfNode(hash, before);
      after = hashOfNode(hash, after);
      while (node % 2 === 0 && node !== 0) {
        node = node / 2;
        last = Math.floor(last / 2);
      }
    } else after = hashOfNode(after, hash);
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && before.equals(from.root) && after.equals(to.root);
}

const isPowerOfTwo = (count: number) => Number.isInteger(Math.log2(count)) && 2 ** Math.log2(count) === count;
