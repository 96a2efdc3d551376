import type { Gap, GapDetail } from '../gaps.ts';
import type { ContactRole, EncryptionPolicy, OperatorKind } from '../operator.ts';
import type { TldKind, WeakSpot } from '../tld.ts';

export interface OperatorNameView {
  slug: string;
  name: string;
}

/** What the newest root zone says of a TLD, in figures. */
export interface DelegationFactsView {
  servers: number;
  /** Addresses, each once. */
  ipv4: number;
  ipv6: number;
  /** DS records; none: it is not signed. */
  ds: number;
  weakSpots: WeakSpot[];
}

export interface TldView {
  /** A-label, lower case. */
  label: string;
  /** U-label; the same where there is none. */
  unicode: string;
  /** Null where the label does not tell. */
  kind: TldKind | null;
  operatorId: string | null;
  operator: OperatorNameView | null;
  /** Null where the newest root zone does not delegate it. */
  delegation: DelegationFactsView | null;
}

/** `tlds`: how many TLDs of the root zone have it, this one among them. */
export interface TldServerView {
  name: string;
  tlds: number;
  addresses: { address: string; tlds: number }[];
}

export interface TldSignerView {
  keyTag: number;
  algorithm: number;
  digestType: number;
  /** Upper-case hex. */
  digest: string;
}

/** A TLD as one version of the root zone delegates it; `serial` null where none was imported. */
export interface TldDetailView extends TldView {
  serial: number | null;
  servers: TldServerView[];
  ds: TldSignerView[];
  /** How long caches may keep each part, in s. */
  ttl: { ns: number | null; ds: number | null; glue: number | null } | null;
}

export interface OperatorView {
  id: string;
  slug: string;
  name: string;
  kind: OperatorKind;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
}

/** In a list: how many TLDs it runs, and the first few as people write them. */
export interface OperatorListView extends OperatorView {
  tldCount: number;
  firstTlds: string[];
}

export interface ContactView {
  id: string;
  operatorId: string;
  email: string;
  name: string | null;
  role: ContactRole;
  /** Of call, 1 first. */
  order: number;
  language: string;
  timezone: string;
  phone: string | null;
  encryption: EncryptionPolicy;
  hasKey: boolean;
  keyFingerprint: string | null;
  /** For people, `RSA 4096`; `unknown`: the key cannot be read any more. */
  keyAlgorithm: string | null;
  /** From then on nothing can be encrypted to it; null: no end, or no key. */
  keyExpiresAt: string | null;
  undeliverableSince: string | null;
  undeliverableWhy: string | null;
  version: number;
}

/** A gap of one operator, see `GAPS`. */
export interface OperatorGapView {
  gap: Gap;
  detail: GapDetail | null;
  /** The first of the TLDs that it is about, as people write them; `tldCount` is all of them. */
  tlds: string[];
  tldCount: number;
  /** Addresses of the contacts that it is about. */
  mailboxes: string[];
  /** When a key ends or ended. */
  at: string | null;
}

/** `tlds` are labels; `contacts` and `gaps` are there for the operator itself and for the CERT's own people. */
export interface OperatorDetailView extends OperatorView {
  tlds: string[];
  contacts?: ContactView[];
  gaps?: OperatorGapView[];
}
