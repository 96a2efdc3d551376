/** A key file that does not belong to this database. The message says how to go on; nothing was started or changed. */
export class KeyMisfit extends Error {
  readonly code = 'key.misfit';
}
