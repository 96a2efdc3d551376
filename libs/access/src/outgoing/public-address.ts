import ipaddr from 'ipaddr.js';

/** Azure's host answers its machines there. The rest of what is special ipaddr.js knows (IANA's registries, RFC 6890). */
const CLOUD_HOST = '168.63.129.16';

/** All of IPv6 that is given out to anybody (RFC 4291 section 2.4). Mapped, translated and local ones lie outside. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Is it an address of the Internet at large, whose owner answers for it? What is no address is not. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text) || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  if (address.kind() === 'ipv6' && !address.match(GLOBAL_UNICAST)) return false;
  return address.toString() !== CLOUD_HOST;
}
