import { coded } from '#libs/contracts';
import type { AffectedState, CodedReason, ImpactReason, Resource, TldImpact } from '#libs/contracts';
import type { TriageReport, TriageRules } from '#libs/triage';
import { classify, judgeSeverity } from '#libs/triage';
import type { Classification, SeverityVerdict } from '#libs/triage';
import { keptReasons } from './reasons.ts';
import type { Report, ReasonText } from './report.entity.ts';

/** What triage makes of one report, before it looks for incidents it could belong to. */
export interface Assessment extends Classification, SeverityVerdict {
  reasons: never[];
  kindReasons: ReasonText[];
  severityReasons: ReasonText[];
  impact: TldImpact[];
  /** TLDs named by the report or hit through a resource of it. */
  tlds: string[];
}

/** An operator in the set, with its TLDs and why. */
export interface TouchedOperator {
  operatorId: string;
  state: AffectedState;
  tlds: Omit<TldImpact, 'reasons'>[];
  reasons: ReasonText[];
}

export function triageReportOf(report: Report): TriageReport {
  return {
    summary: report.summary,
    description: report.description,
    kind: report.claimedKind,
    severity: report.claimedSeverity,
    ongoing: report.ongoing,
    exercise: report.exercise,
    resources: report.resources,
  };
}

export function assess(
  rules: TriageRules,
  report: Report,
  impact: TldImpact[],
  ownTlds: boolean,
): Omit<Assessment, 'reasons'> {
  const asked = triageReportOf(report);
  const verdict = classify(rules, asked);
  const hard = impact.filter(isHard);
  const counts = {
    tlds: hard.length,
    allServers: hard.filter((tld) => tld.class === 'all_servers').length,
    someServers: hard.filter((tld) => tld.class === 'some_servers').length,
  };
  const severity = judgeSeverity(rules, asked, verdict.kind, counts, ownTlds);
  return {
    kind: verdict.kind,
    confidence: verdict.confidence,
    runnersUp: verdict.runnersUp,
    exercise: verdict.exercise,
    kindReasons: keptReasons(verdict.reasons),
    severity: severity.severity,
    severityReasons: keptReasons(severity.reasons),
    impact,
    tlds: [...new Set([...namedTlds(report.resources), ...hard.map(({ label }) => label)])].sort(),
  };
}

/** A name dependency is soft: glue in the root carries the TLD for a while, so a person decides whether to tell. */
export const isHard = (tld: TldImpact) => tld.class !== 'name_dependency';

export const namedTlds = (resources: Resource[]): string[] =>
  resources.filter(({ type }) => type === 'tld').map(({ value }) => value);

/** TLDs that a report names and the root zone does not know (test TLDs of the directory): touched because they are named. */
export function withUndelegated(impact: TldImpact[], resources: Resource[]): TldImpact[] {
  const known = new Set(impact.map(({ label }) => label));
  const none = { hit: 0, total: 0 };
  const missing = [...new Set(namedTlds(resources))].filter((label) => label !== '.' && !known.has(label));
  return [
    ...missing.map((label): TldImpact => {
      const resource: Resource = { type: 'tld', value: label };
      return {
        label,
        class: 'all_servers',
        servers: none,
        ipv4: none,
        ipv6: none,
        reasons: [{ resource, via: `the report names ${label}` }],
      };
    }),
    ...impact,
  ];
}

/** TLDs gathered by who runs them. One operator with 394 TLDs is one entry, and will get one mail. */
export function touchedOperators(
  impact: TldImpact[],
  operatorOf: ReadonlyMap<string, string>,
  reportingOperatorId: string | null,
): TouchedOperator[] {
  const byOperator = new Map<string, TldImpact[]>();
  for (const tld of impact) {
    const operatorId = operatorOf.get(tld.label);
    if (operatorId !== undefined) byOperator.set(operatorId, [...(byOperator.get(operatorId) ?? []), tld]);
  }
  if (reportingOperatorId !== null && !byOperator.has(reportingOperatorId))
    byOperator.set(reportingOperatorId, []);
  return [...byOperator].map(([operatorId, tlds]) => ({
    operatorId,
    state: operatorId === reportingOperatorId ? 'affected' : tlds.some(isHard) ? 'not_told' : 'suspected',
    tlds: tlds.map(({ reasons: _reasons, ...rest }) => rest),
    reasons: reasonsOf(tlds, operatorId === reportingOperatorId),
  }));
}

/** An operator of hundreds of TLDs is touched for a handful of reasons; more than these help nobody. */
export const MOST_REASONS = 20;

function reasonsOf(tlds: TldImpact[], isReporter: boolean): ReasonText[] {
  const byText = new Map(
    tlds.flatMap((tld) =>
      tld.reasons.map((reason): [string, ReasonText] => {
        const said = saidOf(tld.label, reason);
        return [said.text, { rule: ruleOf(tld.label, reason), ...said }];
      }),
    ),
  );
  const reasons = [...byText.values()].slice(0, MOST_REASONS);
  return isReporter ? [REPORTER, ...reasons] : reasons;
}

const REPORTER: ReasonText = {
  rule: 'reporter',
  text: 'it reported the incident itself',
  ...coded('reported_itself', {}),
};

/** A dependency on a name tells which other TLD fails, so it is the CERT's to know (`reasonsForOperator`). */
const ruleOf = (label: string, { resource }: ImpactReason): 'impact' | 'dependency' =>
  resource.type === 'tld' && resource.value !== label ? 'dependency' : 'impact';

type Said = CodedReason & { text: string };

/** A reason as a person would say it. */
function saidOf(label: string, { resource, via }: ImpactReason): Said {
  const { type, value } = resource;
  if (type === 'ip' || type === 'prefix') return answersSaid(via, type, value);
  if (type === 'nameserver')
    return { text: `${via} is one of its name servers`, ...coded('server_named', { server: via }) };
  if (type === 'domain')
    return {
      text: `the name server ${via} lies under ${value}`,
      ...coded('server_below', { server: via, domain: value }),
    };
  if (type !== 'tld')
    return { text: `.${label} has the ${via}`, ...coded('tld_has', { tld: label, what: via }) };
  return value === label
    ? { text: `.${label} itself is named`, ...coded('tld_named', { tld: label }) }
    : {
        text: `the server name ${via} lies under .${value}`,
        ...coded('server_below_tld', { server: via, under: value }),
      };
}

/** @param via name and address of a server */
function answersSaid(via: string, type: 'ip' | 'prefix', value: string): Said {
  const [server = via, address = value] = via.split(' ');
  const text = `name server ${server} answers on ${address}`;
  return type === 'ip'
    ? { text, ...coded('server_answers', { server, address }) }
    : { text: `${text}, in ${value}`, ...coded('server_answers_within', { server, address, prefix: value }) };
}
