import type { AffectedState, ImpactReason, Resource, TldImpact } from '#libs/contracts';
import type { TriageReport, TriageRules } from '#libs/triage';
import { classify, judgeSeverity } from '#libs/triage';
import type { Classification, SeverityVerdict } from '#libs/triage';
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
    kindReasons: verdict.reasons.map(textOf),
    severity: severity.severity,
    severityReasons: severity.reasons.map(textOf),
    impact,
    tlds: [...new Set([...namedTlds(report.resources), ...hard.map(({ label }) => label)])].sort(),
  };
}

const textOf = ({ rule, text }: ReasonText): ReasonText => ({ rule, text });

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
      tld.reasons.map((reason) => [reasonText(tld.label, reason), ruleOf(tld.label, reason)] as const),
    ),
  );
  const reasons = [...byText].slice(0, MOST_REASONS).map(([text, rule]) => ({ rule, text }));
  return isReporter ? [{ rule: 'reporter', text: 'it reported the incident itself' }, ...reasons] : reasons;
}

/** A dependency on a name tells which other TLD fails, so it is the CERT's to know (`reasonsForOperator`). */
const ruleOf = (label: string, { resource }: ImpactReason): 'impact' | 'dependency' =>
  resource.type === 'tld' && resource.value !== label ? 'dependency' : 'impact';

/** A reason as a person would say it. */
function reasonText(label: string, { resource, via }: ImpactReason): string {
  switch (resource.type) {
    case 'tld':
      return resource.value === label
        ? `.${label} itself is named`
        : `the server name ${via} lies under .${resource.value}`;
    case 'ip':
    case 'prefix': {
      const [server = via, address = resource.value] = via.split(' ');
      const within = resource.type === 'prefix' ? `, in ${resource.value}` : '';
      return `name server ${server} answers on ${address}${within}`;
    }
    case 'nameserver':
      return `${via} is one of its name servers`;
    case 'domain':
      return `the name server ${via} lies under ${resource.value}`;
    default:
      return `.${label} has the ${via}`;
  }
}
