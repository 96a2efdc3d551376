/** A whole subtree: 2^level leaves, the `position`-th of its size from the left. */
export interface TreeNode {
  level: number;
  position: number;
}

/** Whole subtrees side by side that make up one hash of a proof; see `foldOf`. */
export type Span = TreeNode[];

/** What a root or a proof is made of: only whole subtrees, for these never change once they are full. */

/** @param size at least 1 */
export const rootPlan = (size: number): Span => spanOf(0, size);

/**
 * Audit path of RFC 6962 section 2.1.1, from the leaf upwards.
 * @throws RangeError unless index < size
 */
export function inclusionPlan(index: number, size: number): Span[] {
  assertSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError(`there is no leaf ${index} in a tree of ${size}`);
  const path: Span[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    if (index < middle) {
      path.push(spanOf(middle, end));
      end = middle;
    } else {
      path.push(spanOf(begin, middle));
      begin = middle;
    }
  }
  return path.reverse();
}

/**
 * Consistency proof of RFC 6962 section 2.1.2. Empty for two trees of one size, and from the empty tree, of which every tree
 * is a continuation.
 * @throws RangeError unless from <= to
 */
export function consistencyPlan(from: number, to: number): Span[] {
  assertSize(from);
  assertSize(to);
  if (from > to) throw new RangeError(`a tree of ${from} is not continued by one of ${to}`);
  if (from === 0 || from === to) return [];
  const path: Span[] = [];
  let begin = 0;
  let end = to;
  while (end !== from) {
    const middle = begin + splitOf(end - begin);
    if (from <= middle) {
      path.push(spanOf(middle, end));
      end = middle;
    } else {
      path.push(spanOf(begin, middle));
      begin = middle;
    }
  }
  // The old tree itself is known to whoever asks, unless it is only a part of what is left.
  if (begin > 0) path.push(spanOf(begin, end));
  return path.reverse();
}

/** The leaves from `begin` up to before `end`; `begin` is a multiple of the largest power of two that fits. */
function spanOf(begin: number, end: number): Span {
  const nodes: Span = [];
  let at = begin;
  while (at < end) {
    const level = Math.floor(Math.log2(end - at));
    nodes.push({ level, position: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** Largest power of two below `count`, which is at least 2. */
const splitOf = (count: number): number => 2 ** Math.floor(Math.log2(count - 1));

function assertSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${size} is not the size of a tree`);
}
