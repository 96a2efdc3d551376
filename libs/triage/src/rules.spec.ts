import { describe, expect, it } from '@jest/globals';
import { kindNames, resolveKind } from './kinds.ts';
import { parseRules, TriageRulesError } from './rules.ts';
import type { RuleFiles } from './rules.ts';
import { rules, shippedFiles } from './rules.fixture.ts';

/** What the check says of the shipped files after a change to them. */
function faultsOf<T extends Partial<RuleFiles>>(change: (files: T) => void): readonly string[] {
  const files = shippedFiles();
  change(files as unknown as T);
  try {
    parseRules(files);
  } catch (error) {
    if (error instanceof TriageRulesError) return error.faults;
    throw error;
  }
  return [];
}

describe('the rules', () => {
  it('know the kinds of the field', () => {
    expect(kindNames(rules)).toEqual([
      'authoritative-outage',
      'ddos',
      'dnssec-validation-failure',
      'ds-withdrawn',
      'lame-delegation',
      'zone-data-error',
      'registry-hijack',
      'registrar-account-compromise',
      'nameserver-takeover',
      'route-hijack',
      'cache-poisoning',
      'amplifier-abuse',
      'registration-outage',
      'rdds-outage',
      'data-escrow-failure',
      'registry-failure',
      'malware-botnet',
      'phishing',
      'software-vulnerability',
      'root-event',
      'other',
      'operational-change',
    ]);
  });

  it.each([
    ['rdds-outage', 'rdds-outage'],
    ['whois-outage', 'rdds-outage'],
    [' DDoS ', 'ddos'],
    ['nonsense', undefined],
    ['constructor', undefined],
  ])('resolve the name %s', (given, expected) => {
    expect(resolveKind(rules, given)?.name).toBe(expected);
  });

  it('mark one kind as no incident', () => {
    const operational = [...rules.kinds.values()].filter((kind) => kind.operational);
    expect(operational.map((kind) => kind.name)).toEqual(['operational-change']);
  });

  it('tell all faults of all files at once', () => {
    const faults = faultsOf(
      ({
        kinds,
        severity,
        triage,
      }: {
        kinds: { kinds: Record<string, unknown>[]; terms: Record<string, unknown> };
        severity: { raise: { id: string; when: Record<string, unknown> }[] };
        triage: { duplicates: { compatibleKinds: string[][] } };
      }) => {
        kinds.kinds[0] = { ...kinds.kinds[0], rsitSecond: 'broken' };
        severity.raise[0] = { id: 'x', when: { tldsMax: 3 } };
        triage.duplicates.compatibleKinds = [['ddos']];
      },
    );
    expect(faults.some((fault) => fault.startsWith('kinds.json kinds.0.rsitSecond'))).toBe(true);
    expect(faults.some((fault) => fault.startsWith('severity.json raise.0'))).toBe(true);
    expect(faults.some((fault) => fault.startsWith('triage.json duplicates.compatibleKinds'))).toBe(true);
  });

  it('find names that lead nowhere, across files', () => {
    const faults = faultsOf(
      ({
        kinds,
        severity,
        triage,
      }: {
        kinds: { kinds: { aliases: string[]; signals: { says: string }[] }[] };
        severity: { raise: { when: { kinds?: string[]; says?: string[] } }[] };
        triage: { lane: { alarms: string[] } };
      }) => {
        kinds.kinds[1]?.aliases.push('outage');
        if (kinds.kinds[2]?.signals[0]) kinds.kinds[2].signals[0].says = 'server + martian';
        if (severity.raise[0]) severity.raise[0].when = { kinds: ['martian'], says: ['green'] };
        triage.lane.alarms = ['red'];
      },
    );
    expect(faults).toEqual([
      'kinds.json kinds.dnssec-validation-failure: "martian" is no term of this file',
      'kinds.json kinds: "outage" names two kinds',
      'severity.json whole-tld-dark.when.kinds: "martian" is not known',
      'severity.json whole-tld-dark.when.says: "green" is not known',
      'triage.json lane.alarms: "red" is not known',
    ]);
  });

  it('refuse a rule that raises because few TLDs are touched, which would let more TLDs lower a verdict', () => {
    const faults = faultsOf(({ severity }: { severity: { raise: { when: Record<string, unknown> }[] } }) => {
      if (severity.raise[0]) severity.raise[0].when['tldsMax'] = 1;
    });
    expect(faults).toHaveLength(1);
  });
});
