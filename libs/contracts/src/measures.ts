/**
 * How long things take, from the record: a report until its receipt has left; an incident until a person takes it up and until
 * it is closed; an operator that is touched until it is told, until it answers and until its service is well again.
 */
export const MEASURES = ['receipt', 'triage', 'first_notice', 'answer', 'mitigation', 'closure'] as const;
export type Measure = (typeof MEASURES)[number];

/** By what figures are told apart. */
export const MEASURED_BY = ['kind', 'severity', 'region', 'operator', 'month'] as const;
export type MeasuredBy = (typeof MEASURED_BY)[number];

/** What one of a measure's sample is. */
export type MeasuredThing = 'report' | 'incident' | 'operator in an incident';

/** Why something that could have been measured was not: no figure of times holds it, and it is counted here. */
export const LEFT_OUT_REASONS = [
  'no_receipt_due',
  'opened_in_work',
  'spoke_first',
  'came_told',
  'not_hit',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** Of fewer than these, the time that nine in ten did not exceed is the slowest of all, and told as nothing more. */
export const FEWEST_FOR_P90 = 10;
