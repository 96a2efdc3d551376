import { createHash } from 'node:crypto';

/** Numbers from 0 up to 1 that look random and are the same for the same seed. */
export function randomNumbers(seed: number): () => number {
  let count = 0;
  return () => {
    count += 1;
    return createHash('sha256').update(`${seed} ${count}`).digest().readUInt32BE() / 2 ** 32;
  };
}
