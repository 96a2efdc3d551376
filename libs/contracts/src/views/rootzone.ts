import type { TldSignerView } from './directory.ts';

/** A version of the root zone that was imported. */
export interface RootZoneView {
  serial: number;
  source: string;
  sha256: string;
  tlds: number;
  nameservers: number;
  ds: number;
  signedTlds: number;
  importedAt: string;
}

/** What changed for one TLD that is in both versions. */
export interface DelegationChangeView {
  label: string;
  unicode: string;
  serversAdded: string[];
  serversRemoved: string[];
  /** No server is left of those before: what a hijack looks like, and a change of back end too. */
  allServersReplaced: boolean;
  dsAdded: TldSignerView[];
  dsWithdrawn: TldSignerView[];
  /** It was signed and is not any more. */
  allDsWithdrawn: boolean;
}

/** Answer of `GET /api/v1/rootzones/{a}/difference/{b}`. Lists are cut at `limit`; `counts` are of the whole. */
export interface RootZoneDifferenceView {
  older: number;
  newer: number;
  limit: number;
  counts: { tldsAdded: number; tldsRemoved: number; changed: number; readdressed: number };
  tldsAdded: string[];
  tldsRemoved: string[];
  /** What looks like a takeover or a loss of DNSSEC comes first. */
  changed: DelegationChangeView[];
  /** Servers with other addresses than before. */
  readdressed: { name: string; addressesAdded: string[]; addressesRemoved: string[] }[];
}
