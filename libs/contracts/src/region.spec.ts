import { describe, expect, it } from '@jest/globals';
import { REGIONS, regionOf } from './region.ts';

describe('a region', () => {
  it.each([
    ['NZ', 'asia_pacific'],
    ['fr', 'europe'],
    ['BR', 'latin_america'],
    ['US', 'north_america'],
    ['KE', 'africa'],
    ['ZZ', 'unknown'],
    [null, 'unknown'],
  ])('of %s is %s', (country, region) => {
    expect(regionOf(country)).toBe(region);
  });

  it('has every country once', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
    const codes = letters.flatMap((first) => letters.map((second) => first + second));
    const known = codes.filter((code) => regionOf(code) !== 'unknown');
    expect(known).toHaveLength(251);
    expect(new Set(known.map(regionOf)).size).toBe(REGIONS.length - 1);
  });
});
