import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEVERITIES, isAtLeast } from '#libs/contracts';
import type { Severity } from '#libs/contracts';
import { NIGHT_REPORTS } from './reports.fixture.ts';
import type { ImpactCounts, TriageReport } from './report.ts';
import { reportOf, rules } from './rules.fixture.ts';
import { judgeSeverity } from './severity.ts';

const NONE: ImpactCounts = { tlds: 0, allServers: 0, someServers: 0 };
const WHOLE: ImpactCounts = { tlds: 1, allServers: 1, someServers: 0 };
const SOME: ImpactCounts = { tlds: 1, allServers: 0, someServers: 1 };

interface Case {
  /** The rule that is tried. */
  rule: string;
  severity: Severity;
  kind: string;
  impact: ImpactCounts;
  report?: Partial<TriageReport>;
  own?: boolean;
}

const summary = (text: string) => ({ report: { summary: text } });

const CASES: Case[] = [
  { rule: 'whole-tld-dark', severity: 'critical', kind: 'authoritative-outage', impact: WHOLE },
  {
    rule: 'whole-tld-said-dark',
    severity: 'critical',
    kind: 'ddos',
    impact: SOME,
    ...summary('Attack, all names under our TLD fail to resolve'),
  },
  { rule: 'whole-tld-bogus', severity: 'critical', kind: 'dnssec-validation-failure', impact: SOME },
  { rule: 'whole-tld-hijacked', severity: 'critical', kind: 'registry-hijack', impact: WHOLE },
  {
    rule: 'hijack-said-of-tld',
    severity: 'critical',
    kind: 'registry-hijack',
    impact: SOME,
    ...summary('The whole TLD is hijacked'),
  },
  {
    rule: 'ten-tlds-whole',
    severity: 'critical',
    kind: 'ddos',
    impact: { tlds: 10, allServers: 10, someServers: 0 },
  },
  {
    rule: 'fifty-tlds-some',
    severity: 'critical',
    kind: 'ddos',
    impact: { tlds: 50, allServers: 0, someServers: 50 },
  },
  { rule: 'root-affected', severity: 'high', kind: 'root-event', impact: NONE },
  {
    rule: 'resolution-trouble',
    severity: 'high',
    kind: 'authoritative-outage',
    impact: SOME,
    ...summary('One server of five is down'),
  },
  {
    rule: 'ten-tlds-touched',
    severity: 'high',
    kind: 'rdds-outage',
    impact: { tlds: 10, allServers: 0, someServers: 0 },
  },
  {
    rule: 'attack-with-effect',
    severity: 'high',
    kind: 'ddos',
    impact: SOME,
    ...summary('Flood, some resolvers see timeouts'),
  },
  { rule: 'said-dark', severity: 'high', kind: 'ddos', impact: NONE, ...summary('Attack, nothing resolves') },
  {
    rule: 'integrity-lost',
    severity: 'high',
    kind: 'registrar-account-compromise',
    impact: NONE,
    report: { ongoing: false },
  },
  {
    rule: 'exploited',
    severity: 'high',
    kind: 'software-vulnerability',
    impact: NONE,
    ...summary('It is actively exploited in the wild'),
  },
  {
    rule: 'resolution-was-in-trouble',
    severity: 'medium',
    kind: 'authoritative-outage',
    impact: WHOLE,
    report: { ongoing: false },
  },
  { rule: 'protection-lost', severity: 'medium', kind: 'ds-withdrawn', impact: WHOLE },
  { rule: 'registry-service-down', severity: 'medium', kind: 'rdds-outage', impact: WHOLE },
  { rule: 'abuse-at-scale', severity: 'medium', kind: 'malware-botnet', impact: NONE },
  {
    rule: 'strangers-claim-critical',
    severity: 'high',
    kind: 'rdds-outage',
    impact: WHOLE,
    report: { severity: 'critical' },
  },
  {
    rule: 'strangers-claim-high',
    severity: 'medium',
    kind: 'phishing',
    impact: NONE,
    report: { severity: 'high' },
  },
  { rule: 'operational-change', severity: 'info', kind: 'operational-change', impact: WHOLE },
  {
    rule: 'second-level-only',
    severity: 'low',
    kind: 'dnssec-validation-failure',
    impact: NONE,
    report: { resources: [{ type: 'domain', value: 'agency.example' }] },
  },
  {
    rule: 'abuse-of-names',
    severity: 'medium',
    kind: 'phishing',
    impact: NONE,
    report: { severity: 'critical' },
  },
  {
    rule: 'own-claim-critical',
    severity: 'critical',
    kind: 'operational-change',
    impact: NONE,
    report: { severity: 'critical' },
    own: true,
  },
  {
    rule: 'own-claim-high',
    severity: 'high',
    kind: 'lame-delegation',
    impact: SOME,
    report: { severity: 'high' },
    own: true,
  },
  {
    rule: 'own-claim-medium',
    severity: 'medium',
    kind: 'other',
    impact: NONE,
    report: { severity: 'medium' },
    own: true,
  },
  {
    rule: 'exercise',
    severity: 'info',
    kind: 'authoritative-outage',
    impact: WHOLE,
    report: { exercise: true, severity: 'critical' },
    own: true,
  },
  { rule: 'lowest', severity: 'low', kind: 'phishing', impact: WHOLE },
];

function judge({ kind, impact, report = {}, own = false }: Case) {
  return judgeSeverity(rules, reportOf(report), kind, impact, own);
}

describe('severity', () => {
  it.each(CASES)('$rule: $severity', (one) => {
    const verdict = judge(one);
    expect(verdict.severity).toBe(one.severity);
    expect(verdict.reasons.map((reason) => reason.rule)).toContain(one.rule);
  });

  it('has a case for each rule of the file', () => {
    const { raise, limit, claim, final } = rules.severity;
    const tried = new Set(CASES.map((one) => one.rule));
    expect(
      [...raise, ...limit, ...claim, ...final].map(({ id }) => id).filter((id) => !tried.has(id)),
    ).toEqual([]);
  });

  it('keeps the reasons that changed nothing', () => {
    const verdict = judgeSeverity(rules, reportOf({ exercise: true }), 'authoritative-outage', WHOLE, false);
    expect(verdict.reasons.map((reason) => reason.rule)).toEqual([
      'whole-tld-dark',
      'resolution-trouble',
      'resolution-was-in-trouble',
      'exercise',
    ]);
  });

  it('is not lowered by a claim, and says so', () => {
    const report = reportOf({ severity: 'low' });
    const verdict = judgeSeverity(rules, report, 'authoritative-outage', WHOLE, true);
    expect(verdict.severity).toBe('critical');
    expect(verdict.reasons.at(-1)?.rule).toBe('claim-lower');
  });

  it("is not critical by a stranger's word alone, and says so", () => {
    const verdict = judgeSeverity(rules, reportOf({ severity: 'critical' }), 'rdds-outage', NONE, false);
    expect(verdict.severity).toBe('high');
    expect(verdict.reasons.at(-1)?.rule).toBe('claim-higher');
  });

  it.each([
    [
      'one server of several',
      'authoritative-outage',
      'One of our four servers is down, others answer',
      'high',
    ],
    [
      'service that held',
      'dnssec-validation-failure',
      'Checker shows an error but all names resolve fine',
      'medium',
    ],
    ['what is over', 'authoritative-outage', 'All servers were down, service restored at 04:00', 'medium'],
  ] as const)('is not critical for %s', (_, kind, text, expected) => {
    expect(judgeSeverity(rules, reportOf({ summary: text }), kind, WHOLE, false).severity).toBe(expected);
  });

  it.each([
    'All servers are down, we hope it will be restored in two hours',
    'All servers down. The link is being repaired',
    'Names can not be resolved from anywhere',
    'It was restored at 04:00 but since 04:20 all servers are down again',
    'Nothing is resolved any more',
    'All servers are unreachable, the problem is not fixed',
  ])('does not take for over: %s', (text) => {
    const verdict = judgeSeverity(rules, reportOf({ summary: text }), 'authoritative-outage', WHOLE, false);
    expect(verdict.severity).toBe('critical');
  });

  it('believes the field before the text', () => {
    const report = reportOf({ summary: 'All servers were down, restored at 04:00', ongoing: true });
    expect(judgeSeverity(rules, report, 'authoritative-outage', WHOLE, false).severity).toBe('critical');
  });

  it('never falls when more TLDs are touched, and always has a reason', () => {
    const count = fc.integer({ min: 0, max: 300 });
    const impact = fc.record({ tlds: count, allServers: count, someServers: count });
    const report = fc.record({
      summary: fc.constantFrom(...NIGHT_REPORTS.map(({ text }) => text)),
      severity: fc.constantFrom(...SEVERITIES, undefined),
      ongoing: fc.constantFrom(true, false, undefined),
      exercise: fc.boolean(),
      resources: fc.constantFrom([], [{ type: 'domain' as const, value: 'a.example' }]),
    });
    fc.assert(
      fc.property(
        report,
        fc.constantFrom(...rules.kinds.keys()),
        impact,
        impact,
        fc.boolean(),
        (given, kind, before, more, own) => {
          const after = {
            tlds: before.tlds + more.tlds,
            allServers: before.allServers + more.allServers,
            someServers: before.someServers + more.someServers,
          };
          const first = judgeSeverity(rules, reportOf(given), kind, before, own);
          const second = judgeSeverity(rules, reportOf(given), kind, after, own);
          expect(isAtLeast(second.severity, first.severity)).toBe(true);
          expect(first.reasons.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
