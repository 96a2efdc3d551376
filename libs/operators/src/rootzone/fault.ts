export type RootZoneFaultCode =
  | 'rootzone.empty'
  | 'rootzone.no_soa'
  | 'rootzone.not_root'
  | 'rootzone.truncated'
  | 'rootzone.bad_record'
  | 'rootzone.bad_gzip'
  | 'rootzone.too_large';

/** Why a file is refused as a root zone. It is always refused whole: half a root zone answers "not affected" wrongly. */
export class RootZoneFault extends Error {
  override readonly name = 'RootZoneFault';
  readonly code: RootZoneFaultCode;
  /** Line of the (decompressed) file, from 1; for a cut file the last line that is there. */
  readonly line: number;

  constructor(code: RootZoneFaultCode, line: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.line = line;
  }
}
