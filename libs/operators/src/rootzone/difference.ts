import type { Delegation, DelegationSigner, RootZone } from './delegation.ts';
import { dsText } from './delegation.ts';

/** What changed for one TLD that is in both zones. */
export interface DelegationChange {
  label: string;
  serversAdded: string[];
  serversRemoved: string[];
  /** No server of the older zone is left: what a hijack looks like, and a change of back end too. */
  allServersReplaced: boolean;
  dsAdded: DelegationSigner[];
  dsWithdrawn: DelegationSigner[];
  /** It was signed and is not any more. */
  allDsWithdrawn: boolean;
}

/** A server in both zones whose addresses are not the same. */
export interface ReaddressedServer {
  name: string;
  addressesAdded: string[];
  addressesRemoved: string[];
}

export interface RootZoneDifference {
  older: number;
  newer: number;
  tldsAdded: string[];
  tldsRemoved: string[];
  changed: DelegationChange[];
  readdressed: ReaddressedServer[];
}

/** What changed from `older` to `newer`; every list is sorted, an unchanged zone gives empty ones. */
export function differenceOf(older: RootZone, newer: RootZone): RootZoneDifference {
  const before = byLabel(older);
  const after = byLabel(newer);
  return {
    older: older.serial,
    newer: newer.serial,
    tldsAdded: missingFrom(after.keys(), before),
    tldsRemoved: missingFrom(before.keys(), after),
    changed: older.tlds.flatMap((tld) => changesOf(tld, after.get(tld.label))),
    readdressed: readdressedServers(older, newer),
  };
}

function changesOf(before: Delegation, after: Delegation | undefined): DelegationChange[] {
  if (after === undefined) return [];
  const change = {
    label: before.label,
    serversAdded: missingFrom(after.nameservers, new Set(before.nameservers)),
    serversRemoved: missingFrom(before.nameservers, new Set(after.nameservers)),
    dsAdded: signersMissingFrom(after.ds, before.ds),
    dsWithdrawn: signersMissingFrom(before.ds, after.ds),
  };
  const { serversAdded, serversRemoved, dsAdded, dsWithdrawn } = change;
  if ([serversAdded, serversRemoved, dsAdded, dsWithdrawn].every((list) => list.length === 0)) return [];
  return [
    {
      ...change,
      allServersReplaced: serversRemoved.length === before.nameservers.length,
      allDsWithdrawn: before.ds.length > 0 && after.ds.length === 0,
    },
  ];
}

function readdressedServers(older: RootZone, newer: RootZone): ReaddressedServer[] {
  return [...older.glue].flatMap(([name, before]) => {
    const after = newer.glue.get(name);
    if (after === undefined) return [];
    const addressesAdded = missingFrom(after, new Set(before));
    const addressesRemoved = missingFrom(before, new Set(after));
    return addressesAdded.length + addressesRemoved.length === 0
      ? []
      : [{ name, addressesAdded, addressesRemoved }];
  });
}

function byLabel(zone: RootZone): Map<string, Delegation> {
  return new Map(zone.tlds.map((tld) => [tld.label, tld]));
}

function missingFrom(names: Iterable<string>, known: { has(name: string): boolean }): string[] {
  return [...names].filter((name) => !known.has(name));
}

function signersMissingFrom(signers: DelegationSigner[], known: DelegationSigner[]): DelegationSigner[] {
  const texts = new Set(known.map(dsText));
  return signers.filter((ds) => !texts.has(dsText(ds)));
}
