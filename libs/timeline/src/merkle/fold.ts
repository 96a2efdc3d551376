import { EMPTY_ROOT, hashOfNode } from './hash.ts';

/** The hash over subtrees that stand side by side, each smaller than the one before it, or over leaves of a whole subtree. */
export function foldOf(hashes: readonly Buffer[]): Buffer {
  const last = hashes.at(-1);
  if (last === undefined) return EMPTY_ROOT;
  return hashes.slice(0, -1).reduceRight((right, left) => hashOfNode(left, right), last);
}

/** The root of 2^n hashes that make a whole subtree. */
export function wholeOf(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) {
    const above: Buffer[] = [];
    for (let at = 0; at + 1 < row.length; at += 2) {
      const [left, right] = [row[at], row[at + 1]];
      if (left !== undefined && right !== undefined) above.push(hashOfNode(left, right));
    }
    row = above;
  }
  const [root] = row;
  if (root === undefined) throw new RangeError('a subtree has at least one leaf');
  return root;
}

/** Grows leaf by leaf and holds only the roots of its whole subtrees: log2 n hashes for n leaves. */
export class CompactRange {
  private readonly parts: { level: number; hash: Buffer }[] = [];
  private count = 0;

  /** The range whose whole subtrees these are, from the left. */
  static from(parts: readonly { level: number; hash: Buffer }[]): CompactRange {
    const range = new CompactRange();
    range.parts.push(...parts);
    range.count = parts.reduce((sum, { level }) => sum + 2 ** level, 0);
    return range;
  }

  get size(): number {
    return this.count;
  }

  append(leafHash: Buffer): void {
    let level = 0;
    let hash = leafHash;
    for (;;) {
      const left = this.parts.at(-1);
      if (left?.level !== level) break;
      hash = hashOfNode(left.hash, hash);
      level += 1;
      this.parts.pop();
    }
    this.parts.push({ level, hash });
    this.count += 1;
  }

  root(): Buffer {
    return foldOf(this.parts.map(({ hash }) => hash));
  }
}
