import type { InboundOutcome, ReadAgainWhy } from '#libs/contracts';
import type { Verdicts } from '#libs/mail';

/** What was said of a mail before it was read again. */
export interface EarlierVerdicts {
  /** ISO instant at which it was said. */
  readAt: string;
  verdicts: Verdicts;
  outcome: InboundOutcome | null;
  outcomeWhy: string | null;
  /** Why it was read again; null: a person wanted it. */
  why: ReadAgainWhy | null;
}

interface Before {
  verdicts: Verdicts | null;
  readAt: Date | null;
  outcome: InboundOutcome | null;
  outcomeWhy: string | null;
  earlier: EarlierVerdicts[];
  againWhy: ReadAgainWhy | null;
}

/** All that was said before, the oldest first; what is said once more in the same way does not stand there twice. */
export function earlierOf(before: Before, now: Verdicts): EarlierVerdicts[] {
  const { verdicts, readAt, outcome, outcomeWhy, earlier, againWhy: why } = before;
  if (verdicts === null || readAt === null || gistOf(verdicts) === gistOf(now)) return earlier;
  return [...earlier, { readAt: readAt.toISOString(), verdicts, outcome, outcomeWhy, why }];
}

const gistOf = ({ encrypted, signed, signer, sender }: Verdicts): string =>
  JSON.stringify([encrypted.state, signed.state, signer?.fingerprint ?? null, sender.state]);
