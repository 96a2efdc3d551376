import type { Severity } from '#libs/contracts';

/** Minutes within which an operator should answer, by severity (domain.md, own promises). */
export const ANSWER_WITHIN: Record<Severity, number> = {
  critical: 60,
  high: 240,
  medium: 24 * 60,
  low: 72 * 60,
  info: 72 * 60,
};
