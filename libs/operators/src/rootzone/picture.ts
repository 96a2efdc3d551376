import type { ImpactClass, ServerState } from '#libs/contracts';
import type { AddressNode, ServerNode, TldNode } from './graph.ts';
import type { Hits } from './hits.ts';

/** How many nodes of each kind a picture has at most: more nobody sees apart. */
export interface PictureLimits {
  servers: number;
  addresses: number;
  groups: number;
}
const LIMITS: PictureLimits = { servers: 60, addresses: 120, groups: 40 };

/** A server that ties a TLD to what fails, and the addresses by which it does. */
interface Tie {
  server: ServerNode;
  addresses: AddressNode[];
}

/** TLDs of one class that hang on the same servers and addresses. */
export interface TldGroup {
  class: ImpactClass;
  tlds: TldNode[];
  ties: Tie[];
  /** A DS record is among the reasons. */
  dnssec: boolean;
}

export interface Picture {
  servers: { node: ServerNode; state: ServerState }[];
  addresses: { node: AddressNode; hit: boolean }[];
  /** The largest first. */
  groups: TldGroup[];
  left: { groups: number; tlds: number };
}

/**
 * How what is hit reaches the TLDs. Groups are drawn whole, the largest first, while there is room for all their servers
 * and addresses; `left` counts the others.
 * @param classes of each TLD that is touched
 */
export function pictureOf(
  hits: Hits,
  classes: ReadonlyMap<TldNode, ImpactClass>,
  limits: PictureLimits = LIMITS,
): Picture {
  const groups = groupsOf(hits, classes);
  const servers = new Map<ServerNode, ServerState>();
  const addresses = new Set<AddressNode>();
  const drawn: TldGroup[] = [];
  for (const group of groups) {
    const newServers = group.ties.filter(({ server }) => !servers.has(server)).map(({ server }) => server);
    const newAddresses = new Set(
      group.ties.flatMap((tie) => tie.addresses).filter((node) => !addresses.has(node)),
    );
    const fits =
      drawn.length < limits.groups &&
      servers.size + newServers.length <= limits.servers &&
      addresses.size + newAddresses.size <= limits.addresses;
    if (!fits) continue;
    drawn.push(group);
    for (const server of newServers) servers.set(server, stateOf(server, hits));
    for (const node of newAddresses) addresses.add(node);
  }
  return {
    servers: [...servers].map(([node, state]) => ({ node, state })),
    addresses: [...addresses].map((node) => ({ node, hit: hits.addresses.has(node) })),
    groups: drawn,
    left: { groups: groups.length - drawn.length, tlds: count(groups) - count(drawn) },
  };
}

function groupsOf(hits: Hits, classes: ReadonlyMap<TldNode, ImpactClass>): TldGroup[] {
  const groups = new Map<string, TldGroup>();
  for (const [tld, rank] of classes) {
    const ties = tiesOf(tld, hits);
    const dnssec = tld.signers.some((signer) => hits.signers.has(signer));
    const key = [rank, dnssec, ...ties.map(keyOf)].join(' ');
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { class: rank, tlds: [tld], ties, dnssec });
    else known.tlds.push(tld);
  }
  // A stable sort: of equal size, by label.
  return [...groups.values()].sort((a, b) => b.tlds.length - a.tlds.length);
}

/** A server hit by its name, or tied in by it, leads to the TLD by each of its addresses; else by those that are hit. */
function tiesOf(tld: TldNode, hits: Hits): Tie[] {
  const vias = new Set(hits.reasonsOf(tld).map(({ via }) => via));
  return tld.servers.flatMap((server) => {
    const isWhole = hits.tlds.has(tld) || vias.has(server.name);
    const addresses = isWhole ? server.addresses : hits.addresses.of(server.addresses);
    return isWhole || addresses.length > 0 ? [{ server, addresses }] : [];
  });
}

const keyOf = ({ server, addresses }: Tie) =>
  `${server.position}:${addresses.map(({ position }) => position).join()}`;

function stateOf(server: ServerNode, hits: Hits): ServerState {
  if (hits.servers.has(server)) return 'hit';
  const failing = hits.addresses.of(server.addresses).length;
  if (failing === 0) return 'standing';
  return failing === server.addresses.length ? 'hit' : 'partly';
}

const count = (groups: TldGroup[]) => groups.reduce((sum, { tlds }) => sum + tlds.length, 0);
