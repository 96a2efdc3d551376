const DAY = 86_400_000;
/** Days before a key's end at which one is warned, the most pressing first. */
const WARNED = [7, 30, 60] as const;

/** `over`: nothing can be encrypted to it; else within so many days it will be so; null: nothing to worry about. */
export type KeyEnd = 'over' | (typeof WARNED)[number] | null;

export function keyEndOf(expiresAt: string | null, now: number): KeyEnd {
  if (expiresAt === null) return null;
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'over';
  return WARNED.find((days) => left <= days * DAY) ?? null;
}

/** In groups of four, as people compare it. */
export const fingerprintWords = (fingerprint: string): string =>
  fingerprint.match(/.{1,4}/g)?.join(' ') ?? '';
