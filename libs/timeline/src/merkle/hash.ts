import { createHash } from 'node:crypto';

/** RFC 6962 section 2.1: leaves and nodes are hashed apart, so that neither can stand in for the other. */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const hashOfLeaf = (leaf: Uint8Array): Buffer =>
  createHash('sha256').update(LEAF).update(leaf).digest();

export const hashOfNode = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(NODE).update(left).update(right).digest();

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Buffer = createHash('sha256').digest();
