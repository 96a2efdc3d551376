import { describe, expect, it } from '@jest/globals';
import type { Tlp } from '#libs/contracts';
import { TLP_LABELS } from '#libs/contracts';
import { lowering } from './lowering.ts';
import type { Told } from './lowering.ts';

const told = (id: string, tlp: Tlp, ...consents: Tlp[]): Told => ({
  reportId: id,
  reportNumber: id,
  operatorId: null,
  tlp,
  consents: consents.map((to, index) => ({ id: `${id}${index}`, to })),
});
const missing = (reports: Told[], to: Tlp) => lowering(reports, to).missing.map(({ reportId }) => reportId);

describe('a label is lowered', () => {
  it('when every source whose own label is narrower has agreed', () => {
    const reports = [told('a', 'RED', 'AMBER'), told('b', 'AMBER'), told('c', 'AMBER+STRICT')];
    expect(missing(reports, 'AMBER+STRICT')).toEqual([]);
    expect(missing(reports, 'AMBER')).toEqual(['c']);
    expect(missing(reports, 'GREEN')).toEqual(['a', 'b', 'c']);
  });

  it('as far as the consent goes and no further, for every pair of labels', () => {
    for (const own of TLP_LABELS)
      for (const consented of TLP_LABELS)
        for (const to of TLP_LABELS) {
          const narrowness = (label: Tlp) => TLP_LABELS.length - TLP_LABELS.indexOf(label);
          const may = narrowness(to) >= narrowness(consented);
          expect([own, consented, to, missing([told('a', own, consented)], to).length === 0]).toEqual([
            own,
            consented,
            to,
            may,
          ]);
        }
  });

  it('not without any word of a source, where we narrowed it ourselves', () => {
    expect(missing([told('a', 'AMBER'), told('b', 'GREEN')], 'AMBER')).toEqual(['a', 'b']);
    expect(missing([told('a', 'AMBER', 'AMBER'), told('b', 'GREEN')], 'AMBER')).toEqual([]);
    expect(missing([], 'CLEAR')).toEqual([]);
  });

  it('and the record names the consents on which that rests', () => {
    expect(lowering([told('a', 'RED', 'AMBER', 'GREEN'), told('b', 'GREEN')], 'GREEN').rests).toEqual([
      { consentId: 'a1', reportId: 'a' },
    ]);
  });
});
