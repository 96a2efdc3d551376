/** The embedded server cannot run here; the message says what to do. */
export class EmbeddedPostgresFault extends Error {
  readonly code = 'database.embedded';
}
