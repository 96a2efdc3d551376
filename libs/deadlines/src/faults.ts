export type DeadlineFaultCode =
  | 'deadline.not_found'
  | 'deadline.over'
  | 'awareness.operator_unknown'
  | 'awareness.in_the_future'
  | 'filing.no_awareness'
  | 'filing.in_the_future'
  | 'outage.tld_unknown'
  | 'outage.too_far'
  | 'outage.learned_in_the_future'
  | 'outage.not_found'
  | 'outage.corrected_already'
  | 'outage.unknown'
  | 'outage.withdrawn_already'
  | 'embargo.no_such_time'
  | 'embargo.in_the_past'
  | 'embargo.too_far'
  | 'embargo.none'
  | 'call.not_found'
  | 'call.not_open'
  | 'rota.version_changed'
  | 'rota.not_staff'
  | 'rota.no_such_time'
  | 'rota.nobody_on_duty'
  | 'rota.override_not_found'
  | 'rota.feed_unknown';

export class DeadlineFault extends Error {
  constructor(
    readonly code: DeadlineFaultCode,
    message: string,
    /** What the answer tells besides: the present version. */
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}
