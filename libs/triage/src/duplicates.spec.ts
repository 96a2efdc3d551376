import { describe, expect, it } from '@jest/globals';
import type { Resource } from '#libs/contracts';
import { cost, slowness } from './cost.fixture.ts';
import { findDuplicate } from './duplicates.ts';
import type { DuplicateCandidate, DuplicateQuestion } from './duplicates.ts';
import { rules } from './rules.fixture.ts';

const server = (value: string): Resource => ({ type: 'nameserver', value });
const domain = (value: string): Resource => ({ type: 'domain', value });
const ip = (value: string): Resource => ({ type: 'ip', value });
const prefix = (value: string): Resource => ({ type: 'prefix', value });

const REPORT: DuplicateQuestion = {
  kind: 'ddos',
  resources: [],
  tlds: ['nz'],
  at: '2026-03-01T12:00:00Z',
  exercise: false,
};
const INCIDENT: DuplicateCandidate = {
  incidentId: 'a',
  kind: 'ddos',
  resources: [],
  tlds: ['nz'],
  openedAt: '2026-03-01T10:00:00Z',
  lastReportAt: '2026-03-01T11:00:00Z',
  state: 'coordinating',
  exercise: false,
};

interface Case {
  name: string;
  joins: boolean;
  report?: Partial<DuplicateQuestion>;
  incident?: Partial<DuplicateCandidate>;
}

const CASES: Case[] = [
  { name: 'same kind, same TLD', joins: true },
  { name: 'same kind, another TLD', joins: false, report: { tlds: ['au'] } },
  { name: 'another kind, same TLD', joins: false, report: { kind: 'rdds-outage' } },
  { name: 'related kind, same TLD and time', joins: true, report: { kind: 'authoritative-outage' } },
  {
    name: 'same kind, both without any place',
    joins: false,
    report: { tlds: [] },
    incident: { tlds: [] },
  },
  {
    name: 'same kind, no TLD in common but the same server',
    joins: true,
    report: { tlds: ['au'], resources: [server('ns.provider.example')] },
    incident: { resources: [server('ns.provider.example')] },
  },
  {
    name: 'only the same DNSSEC algorithm',
    joins: false,
    report: { tlds: [], resources: [{ type: 'dnssec_algorithm', value: '8' }] },
    incident: { tlds: [], resources: [{ type: 'dnssec_algorithm', value: '8' }] },
  },
  {
    name: 'an address in a prefix',
    joins: true,
    report: { tlds: [], resources: [ip('192.0.2.53')] },
    incident: { tlds: [], resources: [prefix('192.0.2.0/24')] },
  },
  {
    name: 'a prefix around an address of IPv6',
    joins: true,
    report: { tlds: [], resources: [prefix('2001:db8::/32')] },
    incident: { tlds: [], resources: [ip('2001:db8::53')] },
  },
  {
    name: 'an address just outside',
    joins: false,
    report: { tlds: [], resources: [ip('192.0.3.53')] },
    incident: { tlds: [], resources: [prefix('192.0.2.0/24')] },
  },
  {
    name: 'an IPv4 address and an IPv6 prefix of equal bits',
    joins: false,
    report: { tlds: [], resources: [ip('32.1.13.184')] },
    incident: { tlds: [], resources: [prefix('2001:db8::/32')] },
  },
  {
    name: 'one TLD out of the many of the incident',
    joins: true,
    incident: { tlds: ['nz', 'au', 'fj', 'to'] },
  },
  { name: 'at the edge of the window', joins: true, report: { at: '2026-03-02T11:00:00Z' } },
  { name: 'a second past the window', joins: false, report: { at: '2026-03-02T11:00:01Z' } },
  { name: 'before the opening, within the window', joins: true, report: { at: '2026-02-28T10:00:00Z' } },
  {
    name: 'long after the opening, soon after the last report',
    joins: true,
    report: { at: '2026-03-09T12:00:00Z' },
    incident: { lastReportAt: '2026-03-09T11:00:00Z' },
  },
  {
    name: 'a kind with a longer window',
    joins: true,
    report: { kind: 'lame-delegation', at: '2026-03-05T12:00:00Z' },
    incident: { kind: 'lame-delegation' },
  },
  { name: 'a closed incident', joins: false, incident: { state: 'closed' } },
  { name: 'a rejected incident', joins: false, incident: { state: 'rejected' } },
  { name: 'an exercise and an emergency', joins: false, report: { exercise: true } },
  { name: 'an emergency and an exercise', joins: false, incident: { exercise: true } },
  { name: 'two exercises', joins: true, report: { exercise: true }, incident: { exercise: true } },
  {
    name: 'two phishing sites under one TLD',
    joins: false,
    report: { kind: 'phishing', resources: [domain('a.nz')] },
    incident: { kind: 'phishing', resources: [domain('b.nz')] },
  },
  {
    name: 'one phishing site, told twice',
    joins: true,
    report: { kind: 'phishing', resources: [domain('a.nz')] },
    incident: { kind: 'phishing', resources: [domain('a.nz')] },
  },
  {
    name: 'DNSSEC of two different names under one TLD',
    joins: false,
    report: { kind: 'dnssec-validation-failure', resources: [domain('a.nz')] },
    incident: { kind: 'dnssec-validation-failure', resources: [domain('b.nz')] },
  },
  {
    name: 'DNSSEC of two different names when one report names the TLD itself',
    joins: true,
    report: { kind: 'dnssec-validation-failure', resources: [domain('a.nz'), { type: 'tld', value: 'nz' }] },
    incident: { kind: 'dnssec-validation-failure', resources: [domain('b.nz')] },
  },
];

describe('duplicates', () => {
  it.each(CASES)('$name: $joins', ({ joins, report, incident }) => {
    const verdict = findDuplicate(rules, { ...REPORT, ...report }, [{ ...INCIDENT, ...incident }]);
    expect(verdict?.incidentId).toBe(joins ? 'a' : undefined);
    if (verdict !== null) expect(verdict.reasons.length).toBeGreaterThanOrEqual(3);
  });

  it('choose the best, of equals the oldest, whatever the order', () => {
    const related = { ...INCIDENT, incidentId: 'related', kind: 'authoritative-outage' };
    const young = { ...INCIDENT, incidentId: 'young', openedAt: '2026-03-01T10:30:00Z' };
    const all = [related, young, INCIDENT];
    expect(findDuplicate(rules, REPORT, all)?.incidentId).toBe('a');
    expect(findDuplicate(rules, REPORT, all.reverse())?.incidentId).toBe('a');
  });

  it('are found nowhere when there are no candidates', () => {
    expect(findDuplicate(rules, REPORT, [])).toBeNull();
  });

  it('take dates as well as texts', () => {
    const at = new Date('2026-03-01T12:00:00Z');
    expect(findDuplicate(rules, { ...REPORT, at }, [INCIDENT])?.score).toBeGreaterThan(0.8);
  });

  it('stay cheap with a thousand addresses against a thousand prefixes', () => {
    const numbers = Array.from({ length: 1_000 }, (_, n) => `${n >> 8}.${n & 255}`);
    const resources = numbers.map((n) => ip(`10.${n}.1`));
    const prefixes = numbers.map((n) => prefix(`172.${n}.0/${n.length % 2 === 0 ? 24 : 28}`));
    const find = () =>
      findDuplicate(rules, { ...REPORT, tlds: [], resources }, [
        { ...INCIDENT, tlds: [], resources: prefixes },
      ]);
    expect(find()).toBeNull();
    expect(cost(find)).toBeLessThan(500 * slowness());
  });
});
