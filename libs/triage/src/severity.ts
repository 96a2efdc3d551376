import { SEVERITIES, coded, isAtLeast } from '#libs/contracts';
import type { Severity } from '#libs/contracts';
import { factsOf } from './facts.ts';
import type { Facts } from './facts.ts';
import { readText } from './reading.ts';
import type { ImpactCounts, Reason, TriageReport } from './report.ts';
import type { LimitingRule, RaisingRule, TriageRules } from './rules.ts';

export interface SeverityVerdict {
  severity: Severity;
  reasons: Reason[];
}

/** Everything a rule may ask about. */
export interface SeverityQuestion {
  report: TriageReport;
  kind: string;
  impact: ImpactCounts;
  /** The reporter runs the TLDs it speaks of. */
  ownTlds: boolean;
}

/**
 * Judges by the rules of `config/severity.json`: facts raise, limits lower, an operator's word on its own TLD raises
 * again, an exercise ends it. Every rule that fired is in the reasons, also those that changed nothing.
 */
export function judgeSeverity(
  rules: TriageRules,
  report: TriageReport,
  kind: string,
  impact: ImpactCounts,
  ownTlds: boolean,
): SeverityVerdict {
  const facts = factsOf(rules, report, readText(rules.vocabulary, report.summary, report.description));
  return judgeFacts(rules, { report, kind, impact, ownTlds }, facts);
}

/** The same on facts that were read already. */
export function judgeFacts(rules: TriageRules, asked: SeverityQuestion, facts: Facts): SeverityVerdict {
  const { lowest, raise, limit, claim, final } = rules.severity;
  const verdict: SeverityVerdict = { severity: lowest, reasons: [] };
  const fires = ({ when }: RaisingRule | LimitingRule) => holds(rules, asked, facts, when);
  for (const rule of raise.filter(fires)) atLeast(verdict, rule);
  if (verdict.reasons.length === 0)
    verdict.reasons.push({
      rule: 'lowest',
      text: `Nothing in the report raises it above ${lowest}.`,
      ...coded('nothing_raises', { severity: lowest }),
    });
  for (const rule of limit.filter(fires)) atMost(verdict, rule);
  for (const rule of claim.filter(fires)) atLeast(verdict, rule);
  for (const rule of final.filter(fires)) atMost(verdict, rule);
  verdict.reasons.push(...claimNotes(asked.report, verdict.severity));
  return verdict;
}

function atLeast(verdict: SeverityVerdict, rule: RaisingRule): void {
  if (!isAtLeast(verdict.severity, rule.level)) verdict.severity = rule.level;
  const parts = { severity: rule.level, rule: rule.id };
  verdict.reasons.push({
    rule: rule.id,
    text: `At least ${rule.level}: ${rule.reason}`,
    ...coded('at_least', parts),
  });
}

function atMost(verdict: SeverityVerdict, rule: LimitingRule): void {
  if (!isAtLeast(rule.level, verdict.severity)) verdict.severity = rule.level;
  const parts = { severity: rule.level, rule: rule.id };
  verdict.reasons.push({
    rule: rule.id,
    text: `At most ${rule.level}: ${rule.reason}`,
    ...coded('at_most', parts),
  });
}

type When = RaisingRule['when'] & LimitingRule['when'];

function holds(rules: TriageRules, asked: SeverityQuestion, facts: Facts, when: When): boolean {
  return kindHolds(rules, asked.kind, when) && textHolds(facts, when) && claimHolds(asked, when)
    ? countsHold(asked.impact, when)
    : false;
}

function kindHolds(rules: TriageRules, name: string, when: When): boolean {
  const kind = rules.kinds.get(name);
  if (when.kinds !== undefined && !when.kinds.includes(name)) return false;
  if (when.hurts !== undefined && !when.hurts.some((harm) => harm === kind?.hurts)) return false;
  return when.operational === undefined || when.operational === (kind?.operational ?? false);
}

function textHolds(facts: Facts, when: When): boolean {
  if (when.ended !== undefined && when.ended !== facts.ended) return false;
  if (when.exercise === true && !facts.exercise) return false;
  if (when.says?.some((fact) => !facts.says.has(fact)) === true) return false;
  return when.unless?.some((fact) => facts.says.has(fact)) !== true;
}

function claimHolds({ report, ownTlds }: SeverityQuestion, when: When): boolean {
  if (when.own !== undefined && when.own !== ownTlds) return false;
  const claim = report.severity ?? null;
  return when.claim === undefined || (claim !== null && when.claim.includes(claim));
}

function countsHold(impact: ImpactCounts, when: When): boolean {
  const { tldsMin = 0, allServersMin = 0, someServersMin = 0 } = when;
  const { tldsMax = Infinity, allServersMax = Infinity, someServersMax = Infinity } = when;
  return (
    impact.tlds >= tldsMin &&
    impact.allServers >= allServersMin &&
    impact.someServers >= someServersMin &&
    impact.tlds <= tldsMax &&
    impact.allServers <= allServersMax &&
    impact.someServers <= someServersMax
  );
}

function claimNotes(report: TriageReport, judged: Severity): Reason[] {
  const claimed = report.severity ?? judged;
  if (claimed === judged) return [];
  const calmer = SEVERITIES.indexOf(claimed) > SEVERITIES.indexOf(judged);
  const text = calmer
    ? `The reporter says ${claimed}; a claim never lowers what the facts say.`
    : `The reporter says ${claimed}; the facts known so far do not bear that out.`;
  const said = coded(calmer ? 'claim_lower' : 'claim_higher', { severity: claimed });
  return [{ rule: calmer ? 'claim-lower' : 'claim-higher', text, ...said }];
}
