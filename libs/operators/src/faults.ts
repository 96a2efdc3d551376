export type DirectoryFaultCode =
  | 'rootzone.unknown_serial'
  | 'rootzone.none'
  | 'rootzone.older_content'
  | 'operator.not_found'
  | 'tld.not_found';

export class OperatorsFault extends Error {
  constructor(
    readonly code: DirectoryFaultCode,
    message: string,
  ) {
    super(message);
  }
}
