import type { Severity } from '#libs/contracts';

/** Injection token of the triage rules, read from `config/` at start. */
export const TRIAGE_RULES = Symbol('TriageRules');
/** Injection token of our own promises, read from `config/` at start. */
export const PROMISES = Symbol('Promises');
/** Injection token of {@link TellingPolicy}. */
export const TELLING_POLICY = Symbol('TellingPolicy');

export interface TellingPolicy {
  /** Lowest severity at which affected operators are told without a hand; `off` for never. */
  autoNotify: Severity | 'off';
  /** Whether operators are mailed their slices of the record when an incident is closed. */
  closureSlices: boolean;
}
