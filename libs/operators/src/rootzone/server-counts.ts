import type { TldImpact } from '#libs/contracts';
import type { AddressNode, ServerNode, TldNode } from './graph.ts';
import type { Hits } from './hits.ts';

/**
 * How many of a TLD's servers and addresses are hit, counted from what is left: a server stands while it is not hit by
 * name and has an address that is not hit; an address counts as hit when it is hit itself or no standing server of this
 * TLD answers on it. A server without any known address is only hit by name.
 */
export function serverCounts(tld: TldNode, hits: Hits): Pick<TldImpact, 'servers' | 'ipv4' | 'ipv6'> {
  const left = hits.sparesServers
    ? { servers: tld.servers.length, ipv4: tld.ipv4, ipv6: tld.ipv6 }
    : leftOf(tld, hits);
  return {
    servers: { hit: tld.servers.length - left.servers, total: tld.servers.length },
    ipv4: { hit: tld.ipv4 - left.ipv4, total: tld.ipv4 },
    ipv6: { hit: tld.ipv6 - left.ipv6, total: tld.ipv6 },
  };
}

function leftOf(tld: TldNode, hits: Hits): { servers: number; ipv4: number; ipv6: number } {
  const standing = hits.tlds.has(tld) ? [] : tld.servers.filter((server) => stands(server, hits));
  const addresses = new Set<AddressNode>();
  let ipv6 = 0;
  for (const server of standing)
    for (const node of server.addresses) {
      if (hits.addresses.has(node) || addresses.has(node)) continue;
      addresses.add(node);
      if (node.isIpv6) ipv6++;
    }
  return { servers: standing.length, ipv4: addresses.size - ipv6, ipv6 };
}

function stands(server: ServerNode, hits: Hits): boolean {
  if (hits.servers.has(server)) return false;
  return server.addresses.length === 0 || server.addresses.some((node) => !hits.addresses.has(node));
}
