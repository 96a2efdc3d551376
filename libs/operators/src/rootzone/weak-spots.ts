import type { WeakSpot } from '#libs/contracts';
import { WEAK_SPOTS } from '#libs/contracts';
import type { AddressNode, TldNode } from './graph.ts';

/** DS digest type 1 (RFC 3658). */
const SHA1 = 1;
/** The root zone asks for two at least; with two, one failure leaves one. */
const FEW_SERVERS = 2;

const TESTS: Record<WeakSpot, (tld: TldNode) => boolean> = {
  unsigned: (tld) => tld.signers.length === 0,
  sha1_digest: (tld) => tld.signers.some(({ ds }) => ds.digestType === SHA1),
  few_servers: (tld) => tld.servers.length <= FEW_SERVERS,
  no_ipv6: (tld) => tld.ipv6 === 0,
  one_network: (tld) => tld.ipv4 > 0 && new Set(ipv4Of(tld).map(net24)).size === 1,
};

/** In the order of `WEAK_SPOTS`. */
export const weakSpotsOf = (tld: TldNode): WeakSpot[] => WEAK_SPOTS.filter((spot) => TESTS[spot](tld));

/** How many TLDs have each. */
export const weakSpotCounts = (tlds: Iterable<TldNode>): { spot: WeakSpot; count: number }[] => {
  const found = [...tlds].flatMap(weakSpotsOf);
  return WEAK_SPOTS.map((spot) => ({ spot, count: found.filter((one) => one === spot).length }));
};

const ipv4Of = (tld: TldNode): AddressNode[] =>
  tld.servers.flatMap(({ addresses }) => addresses.filter(({ isIpv6 }) => !isIpv6));

const net24 = ({ address }: AddressNode) => address.slice(0, address.lastIndexOf('.'));
