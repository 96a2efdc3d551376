import type { ImpactClass, Resource, ResourceType, TldImpact } from '#libs/contracts';
import { IMPACT_CLASSES } from '#libs/contracts';
import { AddressRange } from './address-range.ts';
import type { RootZone } from './delegation.ts';
import { dsText } from './delegation.ts';
import type { AddressNode, RootZoneGraph, ServerNode, SignerNode, TldNode } from './graph.ts';
import { graphOf } from './graph.ts';
import { groupsOf, suffixesOf } from './groups.ts';
import { Hits, inOrder } from './hits.ts';
import { Marks } from './marks.ts';
import type { Picture } from './picture.ts';
import { pictureOf } from './picture.ts';
import { serverCounts } from './server-counts.ts';

/** The root zone knows neither routes nor web sites, so these types never touch a TLD here. */
const UNRESOLVED: readonly ResourceType[] = ['asn', 'url', 'other'];

/** Those of `resources` that the root zone cannot tell anything about; whoever shows an impact has to say so. */
export function unresolvedResources(resources: Resource[]): Resource[] {
  return resources.filter((resource) => UNRESOLVED.includes(resource.type));
}

/** Name servers and addresses, and the TLDs that stand on them. */
export interface Machines {
  servers: string[];
  addresses: string[];
  tlds: string[];
}

/**
 * Answers which TLDs a failing resource touches, from one root zone. Building it takes some 100 ms, asking a few
 * milliseconds at most, so keep it as long as the zone is in use.
 *
 * What counts as failing:
 * - `nameserver`: that server. `domain`: every server whose name is it or lies under it; a domain of one label is the TLD.
 * - `ip`, `prefix`: these addresses; a server is down when no other address of it is left.
 * - `tld`: all servers of this TLD, for this TLD. A TLD that has a server *name* under it is `name_dependency` alone: that
 *   server still runs and root glue finds it. This goes one step: what depends on the dependent is not named. `.` is above
 *   every name, so every TLD depends on it.
 * - `ds`, `dnssec_algorithm`, `digest_type`: these DS records. `all_servers` means then that validation has no other
 *   way; the counts of servers stay as they are.
 */
export class ImpactIndex {
  readonly serial: number;
  readonly graph: RootZoneGraph;
  private readonly servers: ServerNode[];
  private readonly under: Map<string, ServerNode[]>;
  private readonly range: AddressRange<AddressNode>;
  private readonly signers: Record<'ds' | 'dnssec_algorithm' | 'digest_type', Map<string, SignerNode[]>>;

  constructor(zone: RootZone) {
    this.serial = zone.serial;
    this.graph = graphOf(zone);
    this.servers = [...this.graph.servers.values()];
    this.under = groupsOf(this.servers, (server) => suffixesOf(server.name));
    this.range = new AddressRange(this.graph.addresses);
    const signers = [...this.graph.tlds.values()].flatMap((tld) => tld.signers);
    this.signers = {
      ds: groupsOf(signers, ({ ds }) => [dsText(ds)]),
      dnssec_algorithm: groupsOf(signers, ({ ds }) => [String(ds.algorithm)]),
      digest_type: groupsOf(signers, ({ ds }) => [String(ds.digestType)]),
    };
  }

  /**
   * The TLDs that `resources` (canonical, see `Resource`) touch when all of them fail at once: worst class first, then by
   * label. A resource that the zone does not know touches none.
   */
  impactOf(resources: Resource[]): TldImpact[] {
    const hits = this.hitsOf(resources);
    const impacts = hits.touched().map((tld) => judge(tld, hits));
    return IMPACT_CLASSES.flatMap((rank) => impacts.filter((impact) => impact.class === rank));
  }

  /** By which servers and addresses they reach those TLDs. */
  pictureOf(resources: Resource[]): Picture {
    const hits = this.hitsOf(resources);
    return pictureOf(hits, new Map(hits.touched().map((tld) => [tld, judge(tld, hits).class])));
  }

  private hitsOf(resources: Resource[]): Hits {
    const hits = new Hits(this.graph);
    for (const resource of inOrder(resources)) this.mark(resource, hits);
    return hits;
  }

  /**
   * The machines that these resources name or, where they name a TLD, that it stands on, and all TLDs that stand on one of
   * them. What the zone does not know has none.
   */
  machinesOf(resources: Resource[]): Machines {
    const servers = new Set<ServerNode>();
    const addresses = new Set<AddressNode>();
    for (const { type, value } of resources) {
      for (const server of this.serversNamed(type, value)) servers.add(server);
      for (const node of this.addressesNamed(type, value)) addresses.add(node);
    }
    for (const server of servers) for (const node of server.addresses) addresses.add(node);
    for (const node of addresses) for (const server of node.holders) servers.add(server);
    return {
      servers: [...servers].map(({ name }) => name),
      addresses: [...addresses].map(({ address }) => address),
      tlds: [...new Set([...servers].flatMap(({ tlds }) => tlds.map(({ label }) => label)))],
    };
  }

  private serversNamed(type: ResourceType, value: string): ServerNode[] {
    if (type === 'nameserver') return known(this.graph.servers.get(value));
    if (type === 'tld') return this.graph.tlds.get(value)?.servers ?? [];
    if (type !== 'domain') return [];
    const isTopLevel = !value.slice(1).includes('.');
    return isTopLevel ? (this.graph.tlds.get(value)?.servers ?? []) : (this.under.get(value) ?? []);
  }

  private addressesNamed(type: ResourceType, value: string): AddressNode[] {
    if (type === 'ip') return known(this.graph.addresses.get(value));
    return type === 'prefix' ? this.range.within(value) : [];
  }

  private mark(resource: Resource, hits: Hits): void {
    const { type, value } = resource;
    if (type === 'tld') this.markTld(resource, hits);
    else if (type === 'nameserver') markServers(resource, known(this.graph.servers.get(value)), hits);
    else if (type === 'domain') this.markDomain(resource, hits);
    else if (type === 'ip') markAddress(resource, this.graph.addresses.get(value), hits);
    else if (type === 'prefix') this.markPrefix(resource, hits);
    else if (type === 'ds' || type === 'dnssec_algorithm' || type === 'digest_type')
      markSigners(resource, this.signers[type].get(value) ?? [], hits);
  }

  private markDomain(resource: Resource, hits: Hits): void {
    const isTopLevel = !resource.value.slice(1).includes('.');
    if (isTopLevel) this.markTld(resource, hits);
    else markServers(resource, this.under.get(resource.value) ?? [], hits);
  }

  private markTld(resource: Resource, hits: Hits): void {
    if (resource.value === '.') this.markRoot(resource, hits);
    const failing = this.graph.tlds.get(resource.value);
    if (failing !== undefined) {
      hits.tlds.add(failing);
      hits.because(failing, resource, failing.label);
    }
    for (const server of this.under.get(resource.value) ?? [])
      for (const tld of server.tlds) if (tld !== failing) hits.because(tld, resource, server.name);
  }

  private markPrefix(resource: Resource, hits: Hits): void {
    const reached = new Marks<AddressNode>(this.graph.addresses.size);
    const servers = new Marks<ServerNode>(this.graph.servers.size);
    for (const node of this.range.within(resource.value)) {
      reached.add(node);
      hits.addresses.add(node);
      for (const server of node.holders) servers.add(server);
    }
    // By server, not by address, so that the reasons come in order.
    for (const server of servers.of(this.servers))
      for (const node of reached.of(server.addresses)) becauseOfAddress(resource, server, node, hits);
  }

  private markRoot(resource: Resource, hits: Hits): void {
    for (const tld of this.graph.tlds.values()) hits.because(tld, resource, '.');
  }
}

function known<T>(node: T | undefined): T[] {
  return node === undefined ? [] : [node];
}

function markServers(resource: Resource, servers: ServerNode[], hits: Hits): void {
  for (const server of servers) {
    hits.servers.add(server);
    for (const tld of server.tlds) hits.because(tld, resource, server.name);
  }
}

function markAddress(resource: Resource, node: AddressNode | undefined, hits: Hits): void {
  if (node === undefined) return;
  hits.addresses.add(node);
  for (const server of node.holders) becauseOfAddress(resource, server, node, hits);
}

function becauseOfAddress(resource: Resource, server: ServerNode, node: AddressNode, hits: Hits): void {
  const via = server.vias.get(node) ?? server.name;
  for (const tld of server.tlds) hits.because(tld, resource, via);
}

function markSigners(resource: Resource, signers: SignerNode[], hits: Hits): void {
  for (const signer of signers) {
    hits.signers.add(signer);
    hits.because(signer.tld, resource, signer.via);
  }
}

function judge(tld: TldNode, hits: Hits): TldImpact {
  const counts = serverCounts(tld, hits);
  const signersHit = tld.signers.filter((signer) => hits.signers.has(signer)).length;
  const noServerLeft = counts.servers.hit === counts.servers.total;
  const noValidationLeft = signersHit > 0 && signersHit === tld.signers.length;
  const anyHit = counts.servers.hit + counts.ipv4.hit + counts.ipv6.hit + signersHit > 0;
  return {
    label: tld.label,
    class: classOf(noServerLeft || noValidationLeft, anyHit),
    ...counts,
    reasons: hits.reasonsOf(tld),
  };
}

function classOf(nothingLeft: boolean, anyHit: boolean): ImpactClass {
  if (nothingLeft) return 'all_servers';
  return anyHit ? 'some_servers' : 'name_dependency';
}
