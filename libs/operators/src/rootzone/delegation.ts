/** One DS record of a TLD (RFC 4034 section 5); `digest` in upper-case hex without blanks. */
export interface DelegationSigner {
  keyTag: number;
  algorithm: number;
  digestType: number;
  digest: string;
}

/** How long caches may keep each part of a delegation, in s; null where there is none of it, or the file says nothing. */
export interface DelegationTtl {
  ns: number | null;
  ds: number | null;
  /** Of the addresses of its servers. */
  glue: number | null;
}

/** One TLD as the root zone delegates it; `label` is an A-label in lower case without a dot. */
export interface Delegation {
  label: string;
  /** Names of its servers: lower case, no trailing dot, sorted, each once. */
  nameservers: string[];
  /** Empty when the TLD is not signed; sorted, each once. */
  ds: DelegationSigner[];
  /** Absent where the file says none, and of versions that were kept before it was read. */
  ttl?: DelegationTtl;
}

/** A whole root zone as it was served at one time. */
export interface RootZone {
  serial: number;
  /** Resource records of all types in the file; the closing SOA of a transfer is not counted again. */
  records: number;
  /** SHA-256 in hex of the file's decompressed bytes. */
  sha256: string;
  /** The root's own servers, kept apart from those of the TLDs. */
  rootServers: string[];
  /** Sorted by label. */
  tlds: Delegation[];
  /** Canonical addresses (see `canonicalAddress`) by server name, sorted, each once; every server has at least one. */
  glue: Map<string, string[]>;
}

/** A DS record as people write it, which is also the canonical value of a `ds` resource. */
export function dsText(ds: DelegationSigner): string {
  return `${ds.keyTag} ${ds.algorithm} ${ds.digestType} ${ds.digest}`;
}
