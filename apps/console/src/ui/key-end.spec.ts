import { describe, expect, it } from '@jest/globals';
import { fingerprintWords, keyEndOf } from './key-end.ts';

const NOW = Date.parse('2026-11-01T00:00:00Z');

describe('the end of a key', () => {
  it.each([
    [null, null],
    ['2027-11-01T00:00:00Z', null],
    ['2026-12-31T00:00:00Z', 60],
    ['2026-12-01T00:00:00Z', 30],
    ['2026-11-08T00:00:00Z', 7],
    ['2026-11-01T00:00:01Z', 7],
    ['2026-11-01T00:00:00Z', 'over'],
    ['2026-10-03T00:00:00Z', 'over'],
  ])('%s is warned of as %s', (expiresAt, end) => expect(keyEndOf(expiresAt, NOW)).toBe(end));
});

it('a fingerprint is read in groups of four', () =>
  expect(fingerprintWords('ABCD1234EF')).toBe('ABCD 1234 EF'));
