import type { Duty } from './duty.ts';
import { NEVER_PAUSED } from './duty.ts';
import { latest, secondsAfter } from './instants.ts';

/** A week: the longest that well-known resolvers keep an answer, whatever its TTL says. */
const LONGEST_CACHED = 7 * 86_400;

export interface RecoveryFacts {
  operatorId: string;
  name: string;
  /** When it said that it is well again. */
  recoveredAt: Date;
  /** s; each TTL by which the wrong data may have been cached, with its name. */
  ttls: { what: string; seconds: number }[];
  /** Ends of signatures over the wrong data; empty: none were wrong. */
  signaturesUntil: Date[];
}

/**
 * How long after the repair somebody may still meet the wrong data: the largest TTL after it, or the end of the last wrong
 * signature where that comes first for what is signed. Null where nothing is known of either.
 */
export function recoveryTailDuty(facts: RecoveryFacts): Duty | null {
  const { operatorId, name, recoveredAt, ttls, signaturesUntil } = facts;
  const largest = ttls.reduce<RecoveryFacts['ttls'][number] | null>(
    (most, one) => (most === null || one.seconds > most.seconds ? one : most),
    null,
  );
  if (largest === null) return null;
  const seconds = Math.min(largest.seconds, LONGEST_CACHED);
  const cachedUntil = secondsAfter(recoveredAt, seconds);
  const signedUntil = latest(signaturesUntil);
  const bySignature = signedUntil !== null && signedUntil < cachedUntil && signedUntil > recoveredAt;
  return {
    kind: 'recovery_tail',
    subject: operatorId,
    operatorId,
    startedAt: recoveredAt,
    stoppedAt: null,
    done: false,
    endsItself: true,
    pausedSince: null,
    dueAt: bySignature ? signedUntil : cachedUntil,
    start: { code: 'operatorRecovered' },
    stop: { code: 'timeIsOver' },
    pause: NEVER_PAUSED,
    source: { code: 'recoverySource' },
    why: [
      { code: 'operatorRecoveredAt', values: { name, at: recoveredAt.toISOString() } },
      { code: seconds < largest.seconds ? 'largestTtlCapped' : 'largestTtl', values: largest },
      ...(bySignature
        ? [{ code: 'lastSignatureEnds', values: { at: signedUntil.toISOString() } } as const]
        : []),
    ],
  };
}
