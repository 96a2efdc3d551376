import { describe, expect, it } from '@jest/globals';
import type { AffectedState, ImpactClass } from '#libs/contracts';
import { AFFECTED_STATES } from '#libs/contracts';
import type { TouchedOperator } from './assessment.ts';
import { afterReport } from './moved-operators.ts';

const NONE = { hit: 0, total: 0 };
const tld = (label: string, impactClass: ImpactClass = 'some_servers') => ({
  label,
  class: impactClass,
  servers: NONE,
  ipv4: NONE,
  ipv6: NONE,
});
const operator = (
  state: AffectedState,
  tlds: TouchedOperator['tlds'] = [],
  texts: string[] = [],
): TouchedOperator => ({
  operatorId: 'A',
  state,
  tlds,
  reasons: texts.map((text) => ({ rule: 'impact', text })),
});

describe('an operator after a further report', () => {
  it('stays as it is when the report tells nothing new', () => {
    const known = operator('told', [tld('aa')], ['x']);
    expect(afterReport(known, operator('not_told', [tld('aa')], ['x']))).toBeNull();
    expect(afterReport(known, operator('suspected', [tld('aa', 'name_dependency')]))).toBeNull();
  });

  it('has more TLDs, the worse class of each, and more reasons', () => {
    const known = operator('told', [tld('aa'), tld('ab', 'all_servers')], ['x']);
    const after = afterReport(
      known,
      operator('not_told', [tld('aa', 'all_servers'), tld('ab'), tld('ac')], ['x', 'y']),
    );
    expect(after?.tlds.map((each) => [each.label, each.class])).toEqual([
      ['aa', 'all_servers'],
      ['ab', 'all_servers'],
      ['ac', 'some_servers'],
    ]);
    expect(after?.reasons.map(({ text }) => text)).toEqual(['x', 'y']);
    expect(after?.state).toBe('told');
  });

  it('is a suspicion no longer when it is hit, and affected when it says so itself; what it answered stays', () => {
    const state = (known: AffectedState, touched: AffectedState) =>
      afterReport(operator(known), operator(touched))?.state ?? known;
    expect(state('suspected', 'not_told')).toBe('not_told');
    for (const known of AFFECTED_STATES.filter((each) => each !== 'suspected'))
      expect([known, state(known, 'not_told')]).toEqual([known, known]);
    const spoken = AFFECTED_STATES.filter((known) => state(known, 'affected') !== 'affected');
    expect(spoken).toEqual(['not_affected', 'mitigating', 'recovered']);
  });
});
