import { describe, expect, it } from '@jest/globals';
import { relationsOf } from './relations.ts';
import type { Tied } from './relations.ts';
import { rules } from './rules.fixture.ts';

const SUBJECT: Tied = {
  incidentId: 'subject',
  kind: 'authoritative-outage',
  resources: [{ type: 'nameserver', value: 'ns1.provider.example' }],
  tlds: ['aa', 'bb'],
  openedAt: '2026-03-01T10:00:00Z',
  lastReportAt: '2026-03-01T11:00:00Z',
  state: 'coordinating',
  exercise: false,
  servers: ['ns1.provider.example'],
  addresses: ['192.0.2.1'],
  operators: ['registry-aa', 'registry-bb'],
};
const NOTHING = { resources: [], tlds: [], servers: [], addresses: [], operators: [] };
const other = (given: Partial<Tied>): Tied => ({ ...SUBJECT, incidentId: 'other', ...NOTHING, ...given });
const relationTo = (given: Partial<Tied>) => relationsOf(rules, SUBJECT, [other(given)])[0];
const rulesOf = (given: Partial<Tied>) => relationTo(given)?.reasons.map(({ rule }) => rule);

describe('what two incidents have in common', () => {
  it('is nothing where they share no place, machine or operator, however alike they are', () => {
    expect(relationTo({})).toBeUndefined();
  });

  it('is a resource, a TLD, a machine, an operator, each with its reason', () => {
    expect(relationTo({ tlds: ['bb', 'cc'], operators: ['registry-bb'] })).toMatchObject({
      shared: { tlds: ['bb'], operators: ['registry-bb'], servers: [], resources: [] },
      reasons: [
        { rule: 'same-tld', text: 'Both speak of .bb.' },
        { rule: 'shared-operator', text: 'One operator is in both.' },
        { rule: 'same-kind' },
        { rule: 'close-in-time' },
      ],
    });
    expect(relationTo({ servers: SUBJECT.servers, addresses: SUBJECT.addresses })?.reasons[0]).toEqual({
      rule: 'shared-machine',
      text: 'Both stand on 192.0.2.1 and 1 more.',
      code: 'same_machine',
      parts: { value: '192.0.2.1', more: 1 },
      weight: 0.25,
    });
    expect(rulesOf({ resources: SUBJECT.resources })).toContain('same-resource');
  });

  it('looks like one event where triage would join a report of it', () => {
    expect(relationTo({ tlds: ['aa'] })?.looksLikeOne).toBe(true);
    expect(relationTo({ tlds: ['aa'], kind: 'phishing' })?.looksLikeOne).toBe(false);
    expect(relationTo({ tlds: ['aa'], state: 'closed' })?.looksLikeOne).toBe(false);
    expect(relationTo({ operators: ['registry-aa'] })?.looksLikeOne).toBe(false);
  });

  it('counts time only where it is near', () => {
    const long = { openedAt: '2026-01-01T10:00:00Z', lastReportAt: '2026-01-01T11:00:00Z' };
    expect(rulesOf({ tlds: ['aa'], ...long })).not.toContain('close-in-time');
    // One that lasts from before until after is near.
    const lasting = { openedAt: '2026-01-01T10:00:00Z', lastReportAt: '2026-03-02T10:00:00Z' };
    expect(rulesOf({ tlds: ['aa'], ...lasting })).toContain('close-in-time');
  });

  it('comes with the closest first', () => {
    const others = [
      other({ incidentId: 'far', operators: ['registry-aa'] }),
      other({ incidentId: 'near', tlds: ['aa', 'bb'], resources: SUBJECT.resources }),
      other({ incidentId: 'between', tlds: ['aa'] }),
    ];
    const found = relationsOf(rules, SUBJECT, others);
    expect(found.map(({ incidentId }) => incidentId)).toEqual(['near', 'between', 'far']);
    expect(found.every(({ score }) => score > 0 && score <= 1)).toBe(true);
  });
});
