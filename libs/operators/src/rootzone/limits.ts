/** What a root zone file may cost. The real one has 25,000 records in 2.3 MB, and its longest line 438 characters. */
export interface RootZoneLimits {
  lineBytes: number;
  records: number;
  /** Of the decompressed file; stops a compression bomb early. */
  bytes: number;
}

export const ROOT_ZONE_LIMITS: RootZoneLimits = {
  lineBytes: 64 * 1024,
  records: 2_000_000,
  bytes: 64 * 1024 * 1024,
};
