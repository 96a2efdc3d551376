export type InboxFaultCode = 'message.not_found' | 'message.no_file';

/** What is asked of the inbox cannot be had. `code` is stable. */
export class InboxFault extends Error {
  override readonly name = 'InboxFault';

  constructor(
    readonly code: InboxFaultCode,
    message: string,
  ) {
    super(message);
  }
}

/** Mail cannot come in at all. The message says what to do. */
export class ListenerFault extends Error {
  override readonly name = 'ListenerFault';
}
