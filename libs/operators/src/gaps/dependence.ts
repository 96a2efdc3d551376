import { suffixesOf } from '../rootzone/groups.ts';
import type { AddressNode, RootZoneGraph, ServerNode, TldNode } from '../rootzone/graph.ts';

/** A TLD fails with another because its servers do, or because the names of its servers lie there, which glue hides for a while. */
export type Dependence = 'servers' | 'names';

/**
 * Whether `other` can still be resolved when all servers of `failing` are down; null: it can. Both are labels. Where the root
 * zone does not know them, a TLD depends on itself alone.
 */
export function dependenceOf(graph: RootZoneGraph | null, failing: string, other: string): Dependence | null {
  if (failing === other) return 'servers';
  const [down, asked] = [graph?.tlds.get(failing), graph?.tlds.get(other)];
  if (down === undefined || asked === undefined) return null;
  const isDown = downWith(down);
  if (asked.servers.every(isDown)) return 'servers';
  return asked.servers.every((server) => isDown(server) || suffixesOf(server.name).includes(failing))
    ? 'names'
    : null;
}

/** A server under another name is the same machine when it answers on the same addresses alone. */
function downWith({ servers }: TldNode): (server: ServerNode) => boolean {
  const named = new Set(servers);
  const addresses = new Set<AddressNode>(servers.flatMap((server) => server.addresses));
  return (server) =>
    named.has(server) ||
    (server.addresses.length > 0 && server.addresses.every((node) => addresses.has(node)));
}
