import { describe, expect, it } from '@jest/globals';
import { countIn, sharesOf } from './shares.ts';

const coverage = {
  operators: 8,
  standings: [
    { standing: 'no_contact' as const, count: 1 },
    { standing: 'answered' as const, count: 4 },
    { standing: 'bounced' as const, count: 0 },
    { standing: 'reached' as const, count: 3 },
  ],
};

describe('the shares of a drill', () => {
  it('fill the bar, the best first, whatever order they come in', () =>
    expect(sharesOf(coverage)).toEqual([
      { standing: 'answered', from: 0, share: 50 },
      { standing: 'reached', from: 50, share: 37.5 },
      { standing: 'no_contact', from: 87.5, share: 12.5 },
    ]));

  it('are none where there is no operator', () =>
    expect(sharesOf({ operators: 0, standings: [] })).toEqual([]));

  it('a standing that is not told is none', () => {
    expect(countIn(coverage, 'waiting')).toBe(0);
    expect(countIn(coverage, 'reached')).toBe(3);
  });
});
