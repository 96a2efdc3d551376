import type { IncidentState } from '#libs/contracts';

export type IncidentFaultCode =
  | 'report.not_found'
  | 'report.not_waiting'
  | 'public_report.not_found'
  | 'public_report.link_unknown'
  | 'incident.not_found'
  | 'incident.illegal_transition'
  | 'incident.reason_needed'
  | 'incident.version_changed'
  | 'incident.merge_refused'
  | 'incident.tlp_wider'
  | 'attachment.not_found'
  | 'attachment.too_many'
  | 'attachment.no_room'
  | 'attachment.damaged'
  | 'consent.not_needed'
  | 'consent.not_yours'
  | 'consent.statement_needed'
  | 'consent.statement_not_wanted'
  | 'affected.not_found'
  | 'affected.state_not_yours'
  | 'entry.not_erasable'
  | 'entry.not_a_fact'
  | 'user.not_found';

export class IncidentFault extends Error {
  constructor(
    readonly code: IncidentFaultCode,
    message: string,
    /** What the answer tells besides: the legal transitions, the present version. */
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }

  static illegalTransition(
    from: IncidentState,
    to: IncidentState,
    legal: readonly IncidentState[],
  ): IncidentFault {
    const ways = legal.length === 0 ? 'nowhere by hand (split it off instead)' : legal.join(', ');
    return new IncidentFault(
      'incident.illegal_transition',
      `An incident that is ${from} cannot become ${to}; it can go to ${ways}.`,
      {
        from,
        legal,
      },
    );
  }
}

/** Faults of a report that its schema alone cannot see, each with its JSON pointer. */
export class ReportRefused extends Error {
  readonly code = 'report.invalid';
  constructor(readonly errors: { pointer: string; message: string }[]) {
    super('The report was not accepted.');
  }
}
