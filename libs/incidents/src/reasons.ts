import type { ReasonText } from './report.entity.ts';

/** Reasons as rows keep them: without the weights that they had in a verdict. */
export const keptReasons = (reasons: readonly ReasonText[]): ReasonText[] =>
  reasons.map(({ rule, text, code, parts }) => ({
    rule,
    text,
    ...(code === undefined || parts === undefined ? {} : { code, parts }),
  }));

/** As the record holds them: it speaks English, and needs no words besides. */
export const recordedReasons = (reasons: readonly ReasonText[]): Pick<ReasonText, 'rule' | 'text'>[] =>
  reasons.map(({ rule, text }) => ({ rule, text }));
