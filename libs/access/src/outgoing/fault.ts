export type OutgoingFaultCode =
  /** We do not go there. */
  | 'outgoing.refused'
  /** We went and got nothing whole. */
  | 'outgoing.failed'
  | 'outgoing.too_large';

/** A request to another host that was not made, or came to nothing. */
export class OutgoingFault extends Error {
  constructor(
    readonly code: OutgoingFaultCode,
    message: string,
    /** Of the system, where it gave one. */
    readonly reason = '',
  ) {
    super(message);
  }
}

export const refused = (message: string) => new OutgoingFault('outgoing.refused', message);
export const failed = (message: string, reason?: string) =>
  new OutgoingFault('outgoing.failed', message, reason);
