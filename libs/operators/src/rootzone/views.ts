import type { ImpactPictureView, RootZoneDifferenceView } from '#libs/contracts';
import { unicodeOf } from '../unicode.ts';
import type { DelegationChange, RootZoneDifference } from './difference.ts';
import { tldsAt } from './facts.ts';
import type { Picture } from './picture.ts';

/** How many TLDs a group of a picture names; it says how many there are. */
const NAMED = 24;

/** Nodes get short ids, by which the edges name them. */
export function pictureView(
  serial: number,
  { servers, addresses, groups, left }: Picture,
): ImpactPictureView {
  const ids = new Map<unknown, string>([
    ...servers.map(({ node }, index) => [node, `s${index}`] as const),
    ...addresses.map(({ node }, index) => [node, `a${index}`] as const),
    ...groups.map((group, index) => [group, `t${index}`] as const),
  ]);
  const idOf = (node: unknown) => ids.get(node) ?? '';
  const edges = new Map<string, { from: string; to: string }>();
  const join = (from: unknown, to: unknown) =>
    edges.set(`${idOf(from)} ${idOf(to)}`, { from: idOf(from), to: idOf(to) });
  for (const group of groups)
    for (const tie of group.ties) {
      if (tie.addresses.length === 0) join(tie.server, group);
      for (const address of tie.addresses) {
        join(tie.server, address);
        join(address, group);
      }
    }
  return {
    serial,
    servers: servers.map(({ node, state }) => ({
      id: idOf(node),
      name: node.name,
      state,
      tlds: node.tlds.length,
    })),
    addresses: addresses.map(({ node, hit }) => ({
      id: idOf(node),
      address: node.address,
      hit,
      servers: node.holders.length,
      tlds: tldsAt(node),
    })),
    groups: groups.map((group) => ({
      id: idOf(group),
      class: group.class,
      tldCount: group.tlds.length,
      tlds: group.tlds.slice(0, NAMED).map(({ label }) => ({ label, unicode: unicodeOf(label) })),
      dnssec: group.dnssec,
    })),
    edges: [...edges.values()],
    left,
  };
}

/** Each list cut at `limit`. */
export function differenceView(difference: RootZoneDifference, limit: number): RootZoneDifferenceView {
  const { older, newer, tldsAdded, tldsRemoved, changed, readdressed } = difference;
  return {
    older,
    newer,
    limit,
    counts: {
      tldsAdded: tldsAdded.length,
      tldsRemoved: tldsRemoved.length,
      changed: changed.length,
      readdressed: readdressed.length,
    },
    tldsAdded: tldsAdded.slice(0, limit),
    tldsRemoved: tldsRemoved.slice(0, limit),
    changed: [...changed]
      .sort((a, b) => alarm(b) - alarm(a))
      .slice(0, limit)
      .map((change) => ({ ...change, unicode: unicodeOf(change.label) })),
    readdressed: readdressed.slice(0, limit),
  };
}

const alarm = ({ allServersReplaced, allDsWithdrawn }: DelegationChange) =>
  Number(allServersReplaced) + Number(allDsWithdrawn);
