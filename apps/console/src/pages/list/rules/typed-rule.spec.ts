import { describe, expect, it } from '@jest/globals';
import { ApiFault } from '../../../api/fault.ts';
import { countriesOf, firstRule, requestOf, tldsOf, wordsFault } from './typed-rule.ts';

describe('a rule as it is typed', () => {
  it('takes TLDs however people write them, each once', () =>
    expect(tldsOf(' .nz, FJ\nnz;.ws. ')).toEqual(['nz', 'fj', 'ws']));

  it('takes countries by their codes', () => expect(countriesOf('nz, Fj')).toEqual(['NZ', 'FJ']));

  it('goes as numbers and without blanks', () =>
    expect(requestOf({ ...firstRule('GREEN'), name: ' Outages ', holdMinutes: '20' })).toMatchObject({
      name: 'Outages',
      tlds: [],
      holdMinutes: 20,
      mostAlerts: 3,
      windowMinutes: 60,
    }));

  it('never makes a zero of what is empty: no hold must be meant', () =>
    expect(requestOf({ ...firstRule('GREEN'), holdMinutes: ' ' }).holdMinutes).toBeNaN());

  it('says which TLD a fault is about', () => {
    const errors = [{ pointer: '/tlds/1', message: 'must be a TLD' }];
    const fault = new ApiFault({ status: 400, code: 'request.invalid', title: 'Invalid', errors });
    expect(wordsFault(fault, 'tlds', ['nz', 'n_z'])).toBe('n_z: must be a TLD');
    expect(wordsFault(fault, 'countries', ['NZ', 'FJ'])).toBeNull();
    expect(wordsFault(null, 'tlds', ['nz'])).toBeNull();
  });
});
