import ipaddr from 'ipaddr.js';

/** Bits of an IPv6 address that one subscriber has at the least (RFC 6177); the rest one may choose freely. */
const SUBSCRIBER_BITS = 64;

/**
 * Whom an address stands for when tries are counted: an IPv4 address for itself, an IPv6 address for its /64. What is no
 * address counts as one: `unknown`.
 */
export function networkOf(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return 'unknown';
  // ::ffff:192.0.2.1 is 192.0.2.1.
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${SUBSCRIBER_BITS}`).toString()}/${SUBSCRIBER_BITS}`;
}
