import type { DeadlineKind, Severity } from '#libs/contracts';
import type { Sentence } from '../words/sentence.ts';

/**
 * What is due, worked out from the facts of an incident alone: the same facts give the same duties, in whatever order and
 * however often they are worked out.
 */
export interface Duty {
  kind: DeadlineKind;
  /** Whom or what of the incident it is about: an operator's id, a TLD with a service; empty: all of it. */
  subject: string;
  operatorId: string | null;
  /** As the operator knows it, by which its ladder goes; absent: that of the incident. */
  severity?: Severity;
  startedAt: Date;
  /** When it stopped; null: it has not. */
  stoppedAt: Date | null;
  /** Did it stop because what it asks was done? Else because nobody needs it any more. */
  done: boolean;
  /** It asks nothing of anybody: when its instant has come, it is over. */
  endsItself: boolean;
  /** Since when it does not run; null: it runs. */
  pausedSince: Date | null;
  dueAt: Date;
  /** The fact that begins it, the one that ends it, and what lets it rest, as sentences. */
  start: Sentence;
  stop: Sentence;
  pause: Sentence;
  /** Where it is written. */
  source: Sentence;
  /** Why it says what it says, a sentence each, from the facts. */
  why: Sentence[];
  /** Instants of warnings that do not follow from the due instant, in order. */
  warnings?: { at: Date; why: Sentence }[];
}

export const NEVER_PAUSED: Sentence = { code: 'neverPaused' };
