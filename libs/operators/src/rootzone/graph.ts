import type { Delegation, DelegationSigner, DelegationTtl, RootZone } from './delegation.ts';

/** A delegation as the index walks it: by reference, and with its totals counted once. */
export interface TldNode {
  label: string;
  /** Place in the zone, which is sorted by label. */
  position: number;
  servers: ServerNode[];
  /** By `via`. */
  signers: SignerNode[];
  ipv4: number;
  ipv6: number;
  ttl: DelegationTtl | null;
}

export interface ServerNode {
  name: string;
  /** Place among all servers by name. */
  position: number;
  tlds: TldNode[];
  addresses: AddressNode[];
  /** How a reason names each of `addresses`: `ns1.dns.nz 192.0.2.1`. */
  vias: Map<AddressNode, string>;
}

/** One address and the servers that answer on it: several names may share one machine. */
export interface AddressNode {
  position: number;
  address: string;
  isIpv6: boolean;
  holders: ServerNode[];
}

export interface SignerNode {
  ds: DelegationSigner;
  tld: TldNode;
  via: string;
}

/** Servers and addresses of the TLDs, each once. The root's own servers are in it only as far as they serve a TLD (`arpa`). */
export interface RootZoneGraph {
  tlds: Map<string, TldNode>;
  servers: Map<string, ServerNode>;
  addresses: Map<string, AddressNode>;
}

export function graphOf(zone: RootZone): RootZoneGraph {
  const graph: RootZoneGraph = { tlds: new Map(), servers: new Map(), addresses: new Map() };
  const names = new Set(zone.tlds.flatMap((tld) => tld.nameservers));
  for (const name of [...names].sort()) addServer(graph, name, zone.glue.get(name) ?? []);
  for (const delegation of zone.tlds) addTld(graph, delegation);
  return graph;
}

function addServer(graph: RootZoneGraph, name: string, addresses: string[]): void {
  const server: ServerNode = { name, position: graph.servers.size, tlds: [], addresses: [], vias: new Map() };
  for (const address of addresses) {
    const known = graph.addresses.get(address);
    const node = known ?? {
      position: graph.addresses.size,
      address,
      isIpv6: address.includes(':'),
      holders: [],
    };
    if (known === undefined) graph.addresses.set(address, node);
    node.holders.push(server);
    server.addresses.push(node);
    server.vias.set(node, `${name} ${address}`);
  }
  graph.servers.set(name, server);
}

function addTld(graph: RootZoneGraph, { label, nameservers, ds, ttl }: Delegation): void {
  const servers = nameservers.flatMap((name) => graph.servers.get(name) ?? []);
  const addresses = [...new Set(servers.flatMap((server) => server.addresses))];
  const ipv6 = addresses.filter((node) => node.isIpv6).length;
  const tld: TldNode = {
    label,
    position: graph.tlds.size,
    servers,
    signers: [],
    ipv4: addresses.length - ipv6,
    ipv6,
    ttl: ttl ?? null,
  };
  tld.signers = ds
    .map((one) => ({ ds: one, tld, via: `DS ${one.keyTag} ${one.algorithm} ${one.digestType}` }))
    .sort((a, b) => (a.via < b.via ? -1 : 1));
  for (const server of servers) server.tlds.push(tld);
  graph.tlds.set(label, tld);
}
