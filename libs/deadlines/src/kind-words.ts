import type { DeadlineKind } from '#libs/contracts';

/** What is due, in a few words for a small screen. */
export const KIND_WORDS: Record<DeadlineKind, string> = {
  triage: 'Nobody has taken it up',
  first_notice: 'An operator was not told',
  answer: 'An operator is silent',
  nis2_early_warning: 'NIS2 early warning',
  nis2_notification: 'NIS2 notification',
  nis2_progress: 'NIS2 progress report',
  nis2_final: 'NIS2 final report',
  spec10: 'A service of a gTLD is down',
  embargo: 'Embargo',
  recovery_tail: 'Caches after the repair',
};
