/**
 * The tree of the record, reckoned in the reader's browser (RFC 6962; the checks of RFC 9162 sections 2.1.3.2 and 2.1.4.2):
 * what the service says of itself is not believed. Hashes are bytes.
 */
export type Hash = Uint8Array<ArrayBuffer>;

const HASH_BYTES = 32;

export const sha256 = async (...parts: Uint8Array[]): Promise<Hash> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', joined(parts)));

export function joined(parts: readonly Uint8Array[]): Hash {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const hashOfNode = (left: Hash, right: Hash) => sha256(Uint8Array.of(1), left, right);

export const hexOf = (bytes: Uint8Array) =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Null for what is no SHA-256 in hex. */
export function hashOfHex(text: string): Hash | null {
  if (!/^[0-9a-f]{64}$/i.test(text)) return null;
  return Uint8Array.from({ length: HASH_BYTES }, (_, at) =>
    Number.parseInt(text.slice(at * 2, at * 2 + 2), 16),
  );
}

/** One hashing on the way up: what stands beside is put to its left or its right. */
export interface Step {
  beside: Hash;
  side: 'left' | 'right';
  hash: Hash;
}

/** From a leaf to the root that follows from its proof; null where the proof does not fit the place. */
export async function climb(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
): Promise<{ root: Hash; steps: Step[] } | null> {
  if (!isCount(index) || !isCount(size) || index >= size) return null;
  let [node, last, hash] = [index, size - 1, leaf];
  const steps: Step[] = [];
  for (const beside of proof) {
    if (last === 0) return null;
    const isRight = node % 2 === 1 || node === last;
    hash = isRight ? await hashOfNode(beside, hash) : await hashOfNode(hash, beside);
    steps.push({ beside, side: isRight ? 'left' : 'right', hash });
    [node, last] = above(node, last, isRight);
  }
  return last === 0 ? { root: hash, steps } : null;
}

interface Tree {
  size: number;
  root: Hash;
}

/** Does the later tree hold all of the earlier one, unchanged and in its order? */
export async function continues(from: Tree, to: Tree, proof: readonly Hash[]): Promise<boolean> {
  if (!isCount(from.size) || !isCount(to.size) || from.size > to.size) return false;
  if (from.size === 0) return proof.length === 0 && same(from.root, await sha256());
  if (from.size === to.size) return proof.length === 0 && same(from.root, to.root);
  const [first, ...rest] = isPowerOfTwo(from.size) ? [from.root, ...proof] : proof;
  if (first === undefined) return false;
  let [node, last] = [from.size - 1, to.size - 1];
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  let [before, after] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    const isRight = node % 2 === 1 || node === last;
    if (isRight) before = await hashOfNode(hash, before);
    after = isRight ? await hashOfNode(hash, after) : await hashOfNode(after, hash);
    [node, last] = above(node, last, isRight);
  }
  return last === 0 && same(before, from.root) && same(after, to.root);
}

/** Where a node's parent stands. One without a neighbour on its right rises until it has one on its left. */
function above(node: number, last: number, isRight: boolean): [number, number] {
  let [at, end] = [node, last];
  while (isRight && at % 2 === 0 && at !== 0) [at, end] = [at / 2, Math.floor(end / 2)];
  return [Math.floor(at / 2), Math.floor(end / 2)];
}

export const same = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;
const isPowerOfTwo = (count: number) => Number.isInteger(Math.log2(count)) && 2 ** Math.log2(count) === count;
