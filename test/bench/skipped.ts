import type { Queues } from '../harness/installation.ts';

/** Says why there is no figure. */
export function skipped(bench: string, queues: Queues): void {
  console.log(JSON.stringify({ bench, queues, skipped: 'redis-server is not installed' }));
}

/** The same for what misses something else. */
export const skippedFor = (bench: string, why: string): void =>
  console.log(JSON.stringify({ bench, skipped: why }));
