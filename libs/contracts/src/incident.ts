/** How far our own work on an incident is. `rejected` and `duplicate` are ends that can be left again. */
export const INCIDENT_STATES = [
  'new',
  'triaging',
  'coordinating',
  'monitoring',
  'closed',
  'rejected',
  'duplicate',
] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** What is known of one operator in one incident. Silence is `no_answer`, never `not_affected`. */
export const AFFECTED_STATES = [
  'suspected',
  'not_told',
  'told',
  'seen',
  'investigating',
  'affected',
  'not_affected',
  'mitigating',
  'recovered',
  'unknown',
  'no_answer',
] as const;
export type AffectedState = (typeof AFFECTED_STATES)[number];

/** What an operator may answer for itself. */
export const OPERATOR_ANSWERS = [
  'seen',
  'investigating',
  'affected',
  'not_affected',
  'mitigating',
  'recovered',
] as const;
export type OperatorAnswer = (typeof OPERATOR_ANSWERS)[number];

/** How a TLD works for the world, apart from how far our work is. */
export const SERVICE_STATES = ['unknown', 'up', 'degraded', 'down', 'restored'] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];
