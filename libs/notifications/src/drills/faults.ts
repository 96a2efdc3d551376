export type DrillFaultCode =
  | 'drill.not_found'
  | 'drill.runs_already'
  | 'drill.nobody'
  | 'drill.not_waiting'
  | 'drill.own_wish'
  | 'drill.link_unknown'
  | 'drill.over';

export class DrillFault extends Error {
  constructor(
    readonly code: DrillFaultCode,
    message: string,
  ) {
    super(message);
  }
}
