import type { Queues } from '../harness/installation.ts';
import type { Options } from './options.ts';
import { between, seeded } from './random.ts';

export type FaultKind =
  | 'kill-worker'
  | 'kill-web'
  | 'crash-postgres'
  | 'end-listeners'
  | 'end-connections'
  | 'flush-redis'
  | 'crash-redis';

export interface PlannedFault {
  /** ms after the beginning. */
  atMs: number;
  kind: FaultKind;
  /** How long a store stays away. */
  awayMs: number;
}

type Counts = Partial<Record<FaultKind, number>>;

/** A minute of faults: twenty kills of a worker in the default two. */
const PER_MINUTE: Counts = {
  'kill-worker': 10,
  'kill-web': 6,
  'crash-postgres': 2,
  'end-listeners': 5,
  'end-connections': 1,
};
const QUICK: Counts = { 'kill-worker': 4, 'kill-web': 3, 'crash-postgres': 1, 'end-listeners': 2 };
const ON_REDIS_PER_MINUTE: Counts = { 'flush-redis': 2, 'crash-redis': 2, 'end-listeners': 0 };
const ON_REDIS_QUICK: Counts = { 'flush-redis': 1, 'crash-redis': 1, 'end-listeners': 0 };

/** The faults of one run in order of time: the same for the same seed. */
export function planOf({ seed, minutes, quick }: Options, queues: Queues): PlannedFault[] {
  const random = seeded(seed);
  const onRedis = quick ? ON_REDIS_QUICK : ON_REDIS_PER_MINUTE;
  const counts: Counts = { ...(quick ? QUICK : PER_MINUTE), ...(queues === 'redis' ? onRedis : {}) };
  const length = minutes * 60_000;
  return Object.entries(counts)
    .flatMap(([kind, count]) =>
      Array.from({ length: Math.round(quick ? count : count * minutes) }, () => ({
        kind: kind as FaultKind,
        atMs: between(random, 1_000, length),
        awayMs: between(random, 0, 3_000),
      })),
    )
    .sort((a, b) => a.atMs - b.atMs);
}
