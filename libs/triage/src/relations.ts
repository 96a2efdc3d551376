import { coded } from '#libs/contracts';
import type { Resource } from '#libs/contracts';
import {
  compare,
  kindReasons,
  mayBeJoined,
  resourceReasons,
  sharedResources,
  timeReasons,
  tldReasons,
} from './duplicates.ts';
import type { DuplicateCandidate } from './duplicates.ts';
import type { Reason } from './report.ts';
import type { TriageRules } from './rules.ts';

/** An incident with all that may tie it to another. */
export interface Tied extends DuplicateCandidate {
  /** Name servers, and addresses, that its resources name or its TLDs stand on. */
  servers: readonly string[];
  addresses: readonly string[];
  /** Operators that it touches, by id. */
  operators: readonly string[];
}

/** What two incidents have in common. */
export interface Relation {
  incidentId: string;
  /** 0 to 1, by the weights of `config/triage.json`. */
  score: number;
  /** A report of one would be joined to the other, were it to come in now. */
  looksLikeOne: boolean;
  reasons: Reason[];
  shared: {
    tlds: string[];
    resources: Resource[];
    servers: string[];
    addresses: string[];
    operators: string[];
  };
}

/** Standing on the same machine is a hint at one cause; having one operator in common is less. */
const SHARED_MACHINE = 0.25;
const SHARED_OPERATOR = 0.1;

/** The others that have a place, a machine or an operator in common with an incident, the closest first. */
export function relationsOf(rules: TriageRules, subject: Tied, others: readonly Tied[]): Relation[] {
  return others
    .map((other) => relationOf(rules, subject, other))
    .filter(({ shared }) => Object.values(shared).some((things) => things.length > 0))
    .sort((a, b) => b.score - a.score || (a.incidentId < b.incidentId ? 1 : -1));
}

function relationOf(rules: TriageRules, subject: Tied, other: Tied): Relation {
  const question = { ...subject, at: nearestInstant(subject, other) };
  const near = mayBeJoined(rules, question, { ...other, state: 'new' });
  const shared = sharedOf(subject, other);
  const reasons = [
    ...resourceReasons(rules, question, other),
    ...tldReasons(rules, question, other),
    ...machineReasons(shared),
    ...operatorReasons(shared),
    ...kindReasons(rules, question, other),
    ...(near ? timeReasons(rules, question, other) : []),
  ];
  const sum = reasons.reduce((total, { weight }) => total + (weight ?? 0), 0);
  return {
    incidentId: other.incidentId,
    score: Math.min(1, Math.round(sum * 100) / 100),
    looksLikeOne:
      mayBeJoined(rules, question, other) &&
      compare(rules, question, other).score >= rules.triage.duplicates.threshold,
    reasons,
    shared,
  };
}

function sharedOf(a: Tied, b: Tied): Relation['shared'] {
  return {
    tlds: inBoth(a.tlds, b.tlds),
    resources: sharedResources(a.resources, b.resources),
    servers: inBoth(a.servers, b.servers),
    addresses: inBoth(a.addresses, b.addresses),
    operators: inBoth(a.operators, b.operators),
  };
}

function machineReasons({ servers, addresses }: Relation['shared']): Reason[] {
  const [first] = [...addresses, ...servers];
  if (first === undefined) return [];
  const more = servers.length + addresses.length - 1;
  const text = `Both stand on ${first}${more > 0 ? ` and ${more} more` : ''}.`;
  const said = coded('same_machine', { value: first, more });
  return [{ rule: 'shared-machine', text, ...said, weight: SHARED_MACHINE }];
}

function operatorReasons({ operators }: Relation['shared']): Reason[] {
  if (operators.length === 0) return [];
  const text =
    operators.length === 1 ? 'One operator is in both.' : `${operators.length} operators are in both.`;
  const said = coded('same_operators', { count: operators.length });
  return [{ rule: 'shared-operator', text, ...said, weight: SHARED_OPERATOR }];
}

/** Of the time of one incident the instant that is nearest to the other. */
function nearestInstant(subject: Tied, other: Tied): Date {
  const [opened, last, begun] = [subject.openedAt, subject.lastReportAt, other.openedAt].map((at) =>
    new Date(at).getTime(),
  ) as [number, number, number];
  return new Date(Math.min(Math.max(opened, last), Math.max(opened, begun)));
}

function inBoth(a: readonly string[], b: readonly string[]): string[] {
  const known = new Set(b);
  return [...new Set(a)].filter((one) => known.has(one)).sort();
}
