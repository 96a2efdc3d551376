import type { CheckpointView } from '#libs/contracts';

/** A head that this browser saw and has kept: whoever rewrites the record later has to fit it. */
export interface KeptHead {
  size: number;
  /** Hex. */
  root: string;
  signedAt: string;
  key: string;
}

const NAME = 'dnscert.record.kept';

/** Null where none was kept, or the browser lets nothing be kept. */
export function keptHead(): KeptHead | null {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? 'null') as Partial<KeptHead> | null;
    return kept !== null && isWhole(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function keepHead({ size, root, signedAt, key }: CheckpointView): void {
  try {
    localStorage.setItem(NAME, JSON.stringify({ size, root, signedAt, key }));
  } catch {
    // Without it the next visit simply has nothing to compare with.
  }
}

const isWhole = (kept: Partial<KeptHead>): kept is KeptHead =>
  Number.isSafeInteger(kept.size) &&
  typeof kept.key === 'string' &&
  typeof kept.signedAt === 'string' &&
  /^[0-9a-f]{64}$/.test(kept.root ?? '');
