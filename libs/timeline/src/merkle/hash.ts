import { hash } from 'node:crypto';

/** RFC 6962 section 2.1: leaves and nodes are hashed apart, so that neither can stand in for the other. */
const LEAF = 0;
const NODE = 1;

/** At once, which takes less than half of the time that a hash object does: a tree is made of as many hashes as it has leaves. */
export const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

export function hashOfLeaf(leaf: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(1 + leaf.length);
  bytes[0] = LEAF;
  bytes.set(leaf, 1);
  return sha256(bytes);
}

export function hashOfNode(left: Uint8Array, right: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(1 + left.length + right.length);
  bytes[0] = NODE;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return sha256(bytes);
}

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Buffer = sha256(Buffer.alloc(0));
