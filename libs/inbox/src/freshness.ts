/** ms; an older signature may be one that somebody kept. */
const FRESH = 48 * 3_600_000;

/** @param receivedAt of the mail: a key that comes later makes no signature older */
export const isStale = (signedAt: Date, receivedAt: Date): boolean =>
  receivedAt.getTime() - signedAt.getTime() > FRESH;

export const STALE = 'It was signed more than two days before it came.';
