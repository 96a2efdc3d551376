/** What a timestamp server answered proves nothing, with the reason. */
export class TimestampRefused extends Error {
  readonly code = 'timestamp.refused';
}
