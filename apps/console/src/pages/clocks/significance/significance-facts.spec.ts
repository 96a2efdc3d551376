import { describe, expect, it } from '@jest/globals';
import { NOTHING_KNOWN, significanceAskedOf, wrongNumbers } from './significance-facts.ts';

describe('what is asked of significance', () => {
  it('leaves out what is not known', () =>
    expect(significanceAskedOf(NOTHING_KNOWN)).toEqual({
      entity: 'tld_registry',
      maintenance: false,
      sameCauseWithinSixMonths: 0,
    }));

  it('is in seconds, and reads a comma as a point', () =>
    expect(
      significanceAskedOf({
        ...NOTHING_KNOWN,
        unavailableMinutes: '0,5',
        slowMinutes: '90',
        answerSeconds: '12',
        isCompromised: true,
        names: '900',
      }),
    ).toMatchObject({
      unavailableSeconds: 30,
      slow: { seconds: 5_400, averageAnswerSeconds: 12 },
      compromised: { names: 900, byMisconfiguration: false },
    }));

  it('names what is no number', () =>
    expect(wrongNumbers({ ...NOTHING_KNOWN, names: 'many', earlier: '-1', slowMinutes: '3' })).toEqual([
      'names',
      'earlier',
    ]));
});
