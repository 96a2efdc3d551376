export type RecordFaultCode =
  'record.no_checkpoint' | 'record.no_such_leaf' | 'record.no_such_size' | 'record.cosignature_refused';

/** What was asked of the log and is not there. */
export class LogFault extends Error {
  constructor(
    readonly code: RecordFaultCode,
    message: string,
  ) {
    super(message);
  }
}

/** What is stored does not continue what was signed: nothing may be signed on top of it. */
export class RecordForked extends Error {
  readonly code = 'record.forked';
}
