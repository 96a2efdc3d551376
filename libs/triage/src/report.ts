import type { CodedReason, Resource, Severity } from '#libs/contracts';

/** What triage looks at in a report; a submission as it was received and a stored row both fit. */
export interface TriageReport {
  summary: string;
  description: string;
  /** The reporter's claim: a kind's name or one of its aliases. */
  kind?: string | null;
  /** The reporter's claim. */
  severity?: Severity | null;
  ongoing?: boolean | null;
  exercise: boolean;
  resources: readonly Resource[];
  /** `public`: of a person whom nobody knows, and for whom nobody has spoken. Default: known. */
  source?: 'known' | 'public';
}

/**
 * Why a verdict fell as it did: `rule` names the entry of a file in `config/`, `text` says it to a person in English, its code
 * to whoever has words of their own.
 */
export interface Reason extends CodedReason {
  rule: string;
  text: string;
  /** What it added to a score; absent where the rule does not weigh. */
  weight?: number;
}

/** How many TLDs a report touches, counted from the root zone. */
export interface ImpactCounts {
  tlds: number;
  /** TLDs of which every server is hit. */
  allServers: number;
  /** TLDs of which some servers are hit. */
  someServers: number;
}
