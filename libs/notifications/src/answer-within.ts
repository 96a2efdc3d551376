import type { Severity } from '#libs/contracts';
import type { Promises } from '#libs/incidents';

/** Minutes that we ask for where `config/promises.json` promises no answer. */
const ASKED: Record<Severity, number> = {
  critical: 60,
  high: 240,
  medium: 24 * 60,
  low: 72 * 60,
  info: 72 * 60,
};

/** By when an operator should answer what it was told at an instant: the same in the mail and wherever it is shown. */
export const answerBy = ({ answers }: Promises, severity: Severity, toldAt: Date): Date =>
  new Date(toldAt.getTime() + (answers[severity] ?? ASKED[severity] * 60) * 1_000);
