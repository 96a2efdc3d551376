import { coded } from '#libs/contracts';
import type { IncidentState, Resource } from '#libs/contracts';
import { containedNetworks } from './addresses.ts';
import type { Reason } from './report.ts';
import type { TriageRules } from './rules.ts';

/** A report that was classified, and the TLDs that it touches. */
export interface DuplicateQuestion {
  kind: string;
  resources: readonly Resource[];
  tlds: readonly string[];
  at: Date | string;
  exercise: boolean;
}

/** An incident that it might belong to. */
export interface DuplicateCandidate {
  incidentId: string;
  kind: string;
  resources: readonly Resource[];
  tlds: readonly string[];
  openedAt: Date | string;
  lastReportAt: Date | string;
  state: IncidentState;
  exercise: boolean;
}

export interface DuplicateVerdict {
  incidentId: string;
  /** 0 to 1; at least the threshold of `config/triage.json`. */
  score: number;
  reasons: Reason[];
}

/**
 * The incident that a report belongs to, or null. Asks for one thing in common of each sort: kind, place (a TLD or a
 * resource) and time. Of several the best; of equals the one opened first, then by id, so that the answer does not
 * depend on the order of the candidates.
 */
export function findDuplicate(
  rules: TriageRules,
  report: DuplicateQuestion,
  candidates: readonly DuplicateCandidate[],
): DuplicateVerdict | null {
  const verdicts = candidates
    .filter((candidate) => mayBeJoined(rules, report, candidate))
    .map((candidate) => ({ candidate, verdict: compare(rules, report, candidate) }))
    .filter(({ verdict }) => verdict.score >= rules.triage.duplicates.threshold)
    .sort((a, b) => b.verdict.score - a.verdict.score || byAge(a.candidate, b.candidate));
  return verdicts[0]?.verdict ?? null;
}

/** Neither over nor too far apart in time. */
export function mayBeJoined(
  rules: TriageRules,
  report: DuplicateQuestion,
  candidate: DuplicateCandidate,
): boolean {
  const { closedStates } = rules.triage.duplicates;
  if (report.exercise !== candidate.exercise) return false;
  if (closedStates.includes(candidate.state)) return false;
  return hoursApart(report, candidate) <= windowOf(rules, candidate.kind, report.kind);
}

/** How much speaks for one event; a score of 0 where kind or place do not fit, whatever the reasons. */
export function compare(
  rules: TriageRules,
  report: DuplicateQuestion,
  candidate: DuplicateCandidate,
): DuplicateVerdict {
  const kind = kindReasons(rules, report, candidate);
  const place = placeReasons(rules, report, candidate);
  const reasons = [...kind, ...place, ...timeReasons(rules, report, candidate)];
  const alike = kind.length > 0 && place.length > 0;
  const sum = reasons.reduce((total, reason) => total + (reason.weight ?? 0), 0);
  return {
    incidentId: candidate.incidentId,
    score: alike ? Math.min(1, Math.round(sum * 100) / 100) : 0,
    reasons,
  };
}

export function kindReasons(
  rules: TriageRules,
  report: DuplicateQuestion,
  candidate: DuplicateCandidate,
): Reason[] {
  const { sameKind, compatibleKind, compatibleKinds } = rules.triage.duplicates;
  if (report.kind === candidate.kind)
    return [
      {
        rule: 'same-kind',
        text: `Both are ${report.kind}.`,
        ...coded('same_kind', { kind: report.kind }),
        weight: sameKind,
      },
    ];
  const related = compatibleKinds.some(
    (group) => group.includes(report.kind) && group.includes(candidate.kind),
  );
  const text = `${report.kind} and ${candidate.kind} are often two views of one thing.`;
  const said = coded('kinds_of_one_thing', { kind: report.kind, other: candidate.kind });
  return related ? [{ rule: 'compatible-kind', text, ...said, weight: compatibleKind }] : [];
}

/** Many phishing sites lie under one TLD and have nothing to do with each other: some kinds need a resource in common. */
function placeReasons(
  rules: TriageRules,
  report: DuplicateQuestion,
  candidate: DuplicateCandidate,
): Reason[] {
  const resources = resourceReasons(rules, report, candidate);
  const { needsSharedResource } = rules.triage.duplicates;
  const tldIsNotEnough =
    needsSharedResource.includes(report.kind) || needsSharedResource.includes(candidate.kind);
  if (tldIsNotEnough && resources.length === 0) return [];
  return [...resources, ...tldReasons(rules, report, candidate)];
}

export function tldReasons(
  rules: TriageRules,
  report: DuplicateQuestion,
  candidate: DuplicateCandidate,
): Reason[] {
  const known = new Set(candidate.tlds);
  const shared = [...new Set(report.tlds)].filter((label) => known.has(label));
  if (shared.length === 0) return [];
  const smaller = Math.min(new Set(report.tlds).size, known.size);
  const { sameTld, otherNamesOfOneTld } = rules.triage.duplicates;
  const apart = nameDifferentDomains(report.resources, candidate.resources);
  const weight = (sameTld * shared.length * (apart ? otherNamesOfOneTld : 1)) / smaller;
  const tlds = shared.slice(0, MOST_TLDS);
  const more = shared.length - tlds.length;
  const names = tlds.map((label) => (label === '.' ? 'the root' : `.${label}`)).join(', ');
  const other = apart ? ', though of different names below it' : '';
  return [
    {
      rule: 'same-tld',
      text: `Both speak of ${names}${more > 0 ? ` and ${more} more` : ''}${other}.`,
      ...coded(apart ? 'same_tlds_other_names' : 'same_tlds', { tlds, more }),
      weight: rounded(weight),
    },
  ];
}

/** More than these say no more in a sentence. */
const MOST_TLDS = 5;

/** Both speak of names below a TLD, of none in common, and neither of the TLD itself. */
function nameDifferentDomains(a: readonly Resource[], b: readonly Resource[]): boolean {
  const names = (side: readonly Resource[]) =>
    side.filter(({ type }) => type === 'domain').map(({ value }) => value);
  const below = (side: readonly Resource[]) =>
    side.every(({ type }) => type !== 'tld' && type !== 'nameserver');
  const known = new Set(names(b));
  return (
    names(a).length > 0 && known.size > 0 && below(a) && below(b) && !names(a).some((name) => known.has(name))
  );
}

export function resourceReasons(
  rules: TriageRules,
  report: DuplicateQuestion,
  candidate: DuplicateCandidate,
): Reason[] {
  const { resources: weights, containedAddress } = rules.triage.duplicates;
  const same = sharedResources(report.resources, candidate.resources)
    .map((resource) => ({ resource, weight: weights[resource.type] ?? 0 }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  if (same[0] !== undefined) {
    const { resource, weight } = same[0];
    const more = same.length - 1;
    return [
      {
        rule: 'same-resource',
        text: `Both name ${resource.type} ${resource.value}${more > 0 ? ` and ${more} more` : ''}.`,
        ...coded('same_resource', { ...resource, more }),
        weight,
      },
    ];
  }
  const inside = [
    ...containedNetworks(report.resources, candidate.resources),
    ...containedNetworks(candidate.resources, report.resources),
  ][0];
  if (inside === undefined) return [];
  const text = `${inside.value} lies within a prefix that the other names.`;
  const said = coded('address_within', { value: inside.value });
  return [{ rule: 'contained-address', text, ...said, weight: containedAddress }];
}

/** Those of one side that the other names as well. */
export function sharedResources(a: readonly Resource[], b: readonly Resource[]): Resource[] {
  const key = ({ type, value }: Resource) => `${type} ${value}`;
  const known = new Set(b.map(key));
  return a.filter((resource) => known.has(key(resource)));
}

export function timeReasons(
  rules: TriageRules,
  report: DuplicateQuestion,
  candidate: DuplicateCandidate,
): Reason[] {
  const hours = hoursApart(report, candidate);
  const window = windowOf(rules, candidate.kind, report.kind);
  const weight = rounded(rules.triage.duplicates.closeInTime * (1 - hours / window));
  return [{ rule: 'close-in-time', ...apart(hours), weight }];
}

function apart(hours: number): Pick<Reason, 'text' | 'code' | 'parts'> {
  if (hours === 0)
    return { text: 'It falls into the time of the incident.', ...coded('within_its_time', {}) };
  if (hours < 1) return { text: 'Less than an hour apart.', ...coded('within_an_hour', {}) };
  return { text: `${rounded(hours)} h apart.`, ...coded('hours_apart', { hours: rounded(hours) }) };
}

function windowOf(rules: TriageRules, ...kinds: string[]): number {
  const { windowHours } = rules.triage.duplicates;
  return Math.max(...kinds.map((kind) => windowHours.kinds[kind] ?? windowHours.default));
}

/** Hours before the opening or after the last report; 0 in between. */
function hoursApart(report: DuplicateQuestion, candidate: DuplicateCandidate): number {
  const at = new Date(report.at).getTime();
  const opened = new Date(candidate.openedAt).getTime();
  const last = Math.max(opened, new Date(candidate.lastReportAt).getTime());
  return Math.max(0, opened - at, at - last) / 3_600_000;
}

function byAge(a: DuplicateCandidate, b: DuplicateCandidate): number {
  const age = new Date(a.openedAt).getTime() - new Date(b.openedAt).getTime();
  return age !== 0 ? age : a.incidentId < b.incidentId ? -1 : 1;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
