/** The root zone could not be fetched; what is here stays as it was. */
export class RootZoneFetchFault extends Error {
  readonly code = 'rootzone.fetch_failed';
}
