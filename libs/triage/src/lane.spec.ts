import { describe, expect, it } from '@jest/globals';
import { laneOf } from './lane.ts';
import { reportOf, rules } from './rules.fixture.ts';
import type { TriageReport } from './report.ts';

const CASES: [string, Partial<TriageReport>, 'urgent' | 'normal'][] = [
  ['a critical claim', { severity: 'critical' }, 'urgent'],
  ['a high claim', { severity: 'high' }, 'urgent'],
  ['a calm claim', { severity: 'low', summary: 'Server slow' }, 'normal'],
  ['a calm claim with an alarming word', { severity: 'low', summary: 'Name server down' }, 'normal'],
  ['a calm claim of a kind that is often bad', { severity: 'low', kind: 'outage' }, 'normal'],
  [
    'a calm claim whose text says all is gone',
    { severity: 'low', summary: 'All names of our TLD fail' },
    'urgent',
  ],
  ['no claim, alarming text', { summary: 'RRSIG expired, zone is bogus' }, 'urgent'],
  ['no claim, alarming text in Russian', { summary: 'Все серверы не отвечают' }, 'urgent'],
  ['no claim, alarming kind', { kind: 'registry-hijack' }, 'urgent'],
  ['no claim, alarm in the description', { description: 'Since 02:00 nothing resolves.' }, 'urgent'],
  ['no claim, quiet text', { summary: 'One question about our contacts' }, 'normal'],
  ['a planned change', { summary: 'Planned maintenance of EPP on Sunday' }, 'normal'],
  ['a public source that claims the worst', { source: 'public', severity: 'critical' }, 'normal'],
  ['a public source with alarming text', { source: 'public', summary: 'Nothing resolves' }, 'normal'],
  ['a public source of an alarming kind', { source: 'public', kind: 'registry-hijack' }, 'normal'],
  ['a known source with alarming text', { source: 'known', summary: 'Nothing resolves' }, 'urgent'],
  ['an exercise', { exercise: true, severity: 'critical', summary: 'Nothing resolves' }, 'normal'],
];

describe('the lane', () => {
  it.each(CASES)('of %s', (_, given, lane) => {
    expect(laneOf(rules, reportOf(given))).toBe(lane);
  });
});
