import type { DelegationFactsView, TldDetailView } from '#libs/contracts';
import type { AddressNode, TldNode } from './graph.ts';
import { weakSpotsOf } from './weak-spots.ts';

/** A delegation in figures. */
export const factsOf = (tld: TldNode): DelegationFactsView => ({
  servers: tld.servers.length,
  ipv4: tld.ipv4,
  ipv6: tld.ipv6,
  ds: tld.signers.length,
  weakSpots: weakSpotsOf(tld),
});

/** A delegation in full, and how many TLDs share each server and address. */
export const detailOf = (tld: TldNode): Pick<TldDetailView, 'servers' | 'ds' | 'ttl'> => ({
  servers: tld.servers.map((server) => ({
    name: server.name,
    tlds: server.tlds.length,
    addresses: server.addresses.map((node) => ({ address: node.address, tlds: tldsAt(node) })),
  })),
  ds: tld.signers.map(({ ds: { keyTag, algorithm, digestType, digest } }) => ({
    keyTag,
    algorithm,
    digestType,
    digest,
  })),
  ttl: tld.ttl,
});

/** How many TLDs have a server at this address. */
export function tldsAt({ holders }: AddressNode): number {
  const [only, ...others] = holders;
  if (only !== undefined && others.length === 0) return only.tlds.length;
  return new Set(holders.flatMap(({ tlds }) => tlds)).size;
}
