/** As the IANA root zone database lists them. */
export const TLD_KINDS = [
  'country-code',
  'generic',
  'generic-restricted',
  'sponsored',
  'infrastructure',
  'test',
] as const;
export type TldKind = (typeof TLD_KINDS)[number];

/**
 * What makes a TLD easy to break, as its delegation shows it: no DS record; a DS with a SHA-1 digest (RFC 8624 section
 * 3.3: must not be used); two servers or one; no server with an IPv6 address; all IPv4 addresses in one /24.
 */
export const WEAK_SPOTS = ['unsigned', 'sha1_digest', 'few_servers', 'no_ipv6', 'one_network'] as const;
export type WeakSpot = (typeof WEAK_SPOTS)[number];
