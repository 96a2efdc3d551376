import type { ImpactReason, Resource } from '#libs/contracts';
import type { AddressNode, RootZoneGraph, ServerNode, SignerNode, TldNode } from './graph.ts';
import { Marks } from './marks.ts';

/** What the resources of one question hit, gathered before any TLD is judged: two servers each down count together. */
export class Hits {
  readonly tlds: Marks<TldNode>;
  readonly servers: Marks<ServerNode>;
  readonly addresses: Marks<AddressNode>;
  readonly signers = new Set<SignerNode>();
  private readonly reasons = new Map<TldNode, ImpactReason[]>();

  constructor(graph: RootZoneGraph) {
    this.tlds = new Marks(graph.tlds.size);
    this.servers = new Marks(graph.servers.size);
    this.addresses = new Marks(graph.addresses.size);
  }

  /** Call in the order of resources (see `inOrder`) and, for each of them, of `via`: reasons are never sorted again. */
  because(tld: TldNode, resource: Resource, via: string): void {
    const known = this.reasons.get(tld);
    if (known === undefined) this.reasons.set(tld, [{ resource, via }]);
    else if (!isSame(known.at(-1), resource, via)) known.push({ resource, via });
  }

  /** The TLDs that are touched, by label. */
  touched(): TldNode[] {
    return [...this.reasons.keys()].sort((a, b) => a.position - b.position);
  }

  /** Why: by resource, then by `via`, each once. */
  reasonsOf(tld: TldNode): ImpactReason[] {
    return this.reasons.get(tld) ?? [];
  }

  /** Does nothing but DNSSEC or names fail, so that no server needs to be counted? */
  get sparesServers(): boolean {
    return this.tlds.count + this.servers.count + this.addresses.count === 0;
  }
}

/** Resources by type and value, each once. */
export function inOrder(resources: Resource[]): Resource[] {
  const unique = new Map(resources.map((resource) => [`${resource.type} ${resource.value}`, resource]));
  return [...unique.values()].sort((a, b) => ordered(a.type, b.type) || ordered(a.value, b.value));
}

function isSame(reason: ImpactReason | undefined, resource: Resource, via: string): boolean {
  return reason?.resource === resource && reason.via === via;
}

function ordered(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
