import type { CheckpointView } from '#libs/contracts';
import { readConsistency, readInclusion } from '../../api/record.ts';
import type { KeptHead } from './kept.ts';
import { isSignedBy, readNote } from './note.ts';
import type { Signed } from './note.ts';
import { climb, continues, hashOfHex, hexOf, same } from './tree.ts';
import type { Hash, Step } from './tree.ts';

/** Is the head what its signed bytes say, and are they signed? `bad` also where the view tells something else than the note. */
export async function checkSignature({ note, key, size, root }: CheckpointView): Promise<Signed> {
  const read = readNote(note);
  if (read?.head.size !== size || hexOf(read.head.root) !== root) return 'bad';
  return isSignedBy(read, key);
}

export interface ProvenLeaf {
  index: number;
  size: number;
  steps: Step[];
  isProven: boolean;
}

/** Asks for the proof of a leaf and reckons it up to the root of the head. @throws ApiFault, Unreachable */
export async function proveLeaf(
  leafHash: string,
  head: CheckpointView,
  signal: AbortSignal,
): Promise<ProvenLeaf> {
  const answer = await readInclusion(leafHash, head.size, signal);
  const [leaf, root] = [hashOfHex(leafHash), hashOfHex(head.root)];
  const proof = hashesOf(answer.proof);
  const way = leaf === null || proof === null ? null : await climb(leaf, answer.index, head.size, proof);
  return {
    index: answer.index,
    size: head.size,
    steps: way?.steps ?? [],
    isProven: way !== null && root !== null && same(way.root, root),
  };
}

/** Does the record of today hold all that this browser saw of it? @throws ApiFault, Unreachable */
export async function proveContinued(
  kept: KeptHead,
  head: CheckpointView,
  signal: AbortSignal,
): Promise<boolean> {
  if (kept.key !== head.key || kept.size > head.size) return false;
  const [before, after] = [hashOfHex(kept.root), hashOfHex(head.root)];
  const proof = hashesOf((await readConsistency(kept.size, head.size, signal)).proof);
  if (before === null || after === null || proof === null) return false;
  return continues({ size: kept.size, root: before }, { size: head.size, root: after }, proof);
}

function hashesOf(texts: readonly string[]): Hash[] | null {
  const hashes = texts.map(hashOfHex);
  return hashes.every((hash) => hash !== null) ? hashes : null;
}
