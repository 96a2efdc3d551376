import type { Gap, GapDetail } from '#libs/contracts';
import type { RootZoneGraph } from '../rootzone/graph.ts';

export interface GroundTld {
  label: string;
  unicode: string;
  operatorId: string | null;
}

export interface GroundOperator {
  id: string;
  slug: string;
  name: string;
}

export interface GroundContact {
  operatorId: string;
  email: string;
  hasKey: boolean;
  /** Null: it has no end, or there is no key. */
  keyExpiresAt: Date | null;
  isUndeliverable: boolean;
}

/** What gaps are looked for in: the whole directory, or one operator's part of it. */
export interface GapGround {
  now: Date;
  /** Of the newest root zone; null where none was imported. */
  graph: RootZoneGraph | null;
  tlds: GroundTld[];
  operators: GroundOperator[];
  contacts: GroundContact[];
}

/** One gap of one TLD, operator or mailbox. */
export interface FoundGap {
  gap: Gap;
  /** Which: unique among those of its kind. */
  of: string;
  detail: GapDetail | null;
  operators: GroundOperator[];
  tlds: GroundTld[];
  mailboxes: string[];
  at: Date | null;
}
