import { describe, expect, it } from '@jest/globals';
import type { Resource } from '#libs/contracts';
import type { DuplicateCandidate } from '#libs/triage';
import type { Case } from './case.ts';
import { apartFrom, isNear } from './neighbourhood.ts';

const caseOf = (id: string, tlds: string[], resources: Resource[] = []): Case =>
  ({ report: { id, resources }, verdict: { tlds } }) as unknown as Case;
const ids = (cases: Case[]) => cases.map(({ report }) => report.id);

describe('reports of one group', () => {
  it('are judged side by side when they share nothing', () => {
    const { apart, after } = apartFrom([caseOf('a', ['nz']), caseOf('b', ['au']), caseOf('c', [])]);
    expect([ids(apart), ids(after)]).toEqual([['a', 'b', 'c'], []]);
  });

  it('wait for an earlier one of the same TLD or resource, in their order', () => {
    const host: Resource[] = [{ type: 'nameserver', value: 'ns1.nic.nz' }];
    const group = [
      caseOf('a', ['nz']),
      caseOf('b', ['au', 'nz']),
      caseOf('c', [], host),
      caseOf('d', ['fr'], host),
      caseOf('e', ['de']),
    ];
    const first = apartFrom(group);
    expect([ids(first.apart), ids(first.after)]).toEqual([
      ['a', 'c', 'e'],
      ['b', 'd'],
    ]);
    expect(ids(apartFrom(first.after).apart)).toEqual(['b', 'd']);
  });

  it('wait for each other as soon as two name addresses: one may lie in the prefix of the other', () => {
    const { apart, after } = apartFrom([
      caseOf('a', ['nz'], [{ type: 'ip', value: '192.0.2.1' }]),
      caseOf('b', ['au'], [{ type: 'prefix', value: '192.0.2.0/24' }]),
    ]);
    expect([ids(apart), ids(after)]).toEqual([['a'], ['b']]);
  });

  it('keep what hangs on a waiting one waiting too', () => {
    const { apart, after } = apartFrom([caseOf('a', ['nz']), caseOf('b', ['nz', 'au']), caseOf('c', ['au'])]);
    expect([ids(apart), ids(after)]).toEqual([['a'], ['b', 'c']]);
  });
});

describe('an incident looked up for the whole group', () => {
  const incident = (tlds: string[], resources: Resource[]) =>
    ({ tlds, resources }) as unknown as DuplicateCandidate;

  it('is near to reports of its TLDs and resources, and to any address', () => {
    const known = incident(['nz'], [{ type: 'nameserver', value: 'ns1.nic.nz' }]);
    expect(isNear(caseOf('a', ['nz']), known)).toBe(true);
    expect(isNear(caseOf('a', [], [{ type: 'nameserver', value: 'ns1.nic.nz' }]), known)).toBe(true);
    expect(isNear(caseOf('a', [], [{ type: 'ip', value: '192.0.2.1' }]), known)).toBe(true);
    expect(isNear(caseOf('a', ['au'], [{ type: 'nameserver', value: 'ns1.nic.au' }]), known)).toBe(false);
  });
});
