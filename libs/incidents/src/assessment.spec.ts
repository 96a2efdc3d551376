import { describe, expect, it } from '@jest/globals';
import type { ImpactClass, Resource, TldImpact } from '#libs/contracts';
import { isHard, MOST_REASONS, namedTlds, touchedOperators, withUndelegated } from './assessment.ts';

const tld = (value: string): Resource => ({ type: 'tld', value });
const NONE = { hit: 0, total: 0 };
const impact = (
  label: string,
  reasons: TldImpact['reasons'] = [],
  impactClass: ImpactClass = 'all_servers',
): TldImpact => ({
  label,
  class: impactClass,
  servers: NONE,
  ipv4: NONE,
  ipv6: NONE,
  reasons,
});

describe('TLDs that only the report names', () => {
  it('are touched because they are named, each once, before the others; the root is none', () => {
    const known = impact('nz');
    const all = withUndelegated(
      [known],
      [tld('zz'), tld('nz'), tld('zz'), tld('.'), { type: 'domain', value: 'x.yy' }],
    );
    expect(all.map(({ label }) => label)).toEqual(['zz', 'nz']);
    expect(all[0]).toMatchObject({ class: 'all_servers', servers: NONE });
    expect(isHard(impact('x', [], 'name_dependency'))).toBe(false);
    expect(namedTlds([tld('a'), { type: 'ip', value: '192.0.2.1' }])).toEqual(['a']);
  });
});

describe('operators that are touched', () => {
  const operatorOf = new Map([
    ['aa', 'A'],
    ['ab', 'A'],
    ['bb', 'B'],
  ]);

  it('are gathered over their TLDs; those nobody runs are left out', () => {
    const touched = touchedOperators(
      [impact('aa'), impact('bb'), impact('ab'), impact('qq')],
      operatorOf,
      null,
    );
    expect(touched.map(({ operatorId, tlds }) => [operatorId, tlds.map(({ label }) => label)])).toEqual([
      ['A', ['aa', 'ab']],
      ['B', ['bb']],
    ]);
    expect(touched[0]?.tlds[0]).not.toHaveProperty('reasons');
  });

  it('are suspected by a name alone, not told when a server is hit, affected when they say so themselves', () => {
    const soft = impact('aa', [], 'name_dependency');
    const state = (all: TldImpact[], reporter: string | null) =>
      touchedOperators(all, operatorOf, reporter)[0]?.state;
    expect(state([soft], null)).toBe('suspected');
    expect(state([soft, impact('ab', [], 'some_servers')], null)).toBe('not_told');
    expect(state([soft], 'A')).toBe('affected');
    // A reporter whose TLDs are not hit is in the set all the same.
    expect(touchedOperators([], operatorOf, 'B')).toEqual([
      {
        operatorId: 'B',
        state: 'affected',
        tlds: [],
        reasons: [
          { rule: 'reporter', text: 'it reported the incident itself', code: 'reported_itself', parts: {} },
        ],
      },
    ]);
  });

  it('are told why in words, each once and not too many', () => {
    const reasonsOf = (all: TldImpact[]) => touchedOperators(all, operatorOf, null)[0]?.reasons;
    const of = (resource: Resource, via: string) => reasonsOf([impact('aa', [{ resource, via }])]);
    expect(of(tld('aa'), 'aa')).toEqual([
      { rule: 'impact', text: '.aa itself is named', code: 'tld_named', parts: { tld: 'aa' } },
    ]);
    expect(of(tld('zz'), 'ns.zz')).toEqual([
      {
        rule: 'dependency',
        text: 'the server name ns.zz lies under .zz',
        code: 'server_below_tld',
        parts: { server: 'ns.zz', under: 'zz' },
      },
    ]);
    expect(of({ type: 'nameserver', value: 'ns.x' }, 'ns.x')?.[0]?.text).toBe(
      'ns.x is one of its name servers',
    );
    expect(of({ type: 'ip', value: '192.0.2.1' }, 'ns.x 192.0.2.1')?.[0]?.text).toBe(
      'name server ns.x answers on 192.0.2.1',
    );
    expect(of({ type: 'prefix', value: '192.0.2.0/24' }, 'ns.x 192.0.2.1')?.[0]?.text).toBe(
      'name server ns.x answers on 192.0.2.1, in 192.0.2.0/24',
    );
    expect(of({ type: 'domain', value: 'shared.net' }, 'ns.shared.net')?.[0]?.text).toBe(
      'the name server ns.shared.net lies under shared.net',
    );
    expect(of({ type: 'dnssec_algorithm', value: '5' }, 'DS 1 5 1 AB')?.[0]?.text).toBe(
      '.aa has the DS 1 5 1 AB',
    );
    const twice = { resource: { type: 'nameserver' as const, value: 'ns.x' }, via: 'ns.x' };
    expect(reasonsOf([impact('aa', [twice]), impact('ab', [twice])])).toHaveLength(1);
    const many = Array.from({ length: 50 }, (_, index) => ({ ...twice, via: `ns${index}.x` }));
    expect(reasonsOf([impact('aa', many)])).toHaveLength(MOST_REASONS);
  });
});
