import { describe, expect, it } from '@jest/globals';
import { tldKindOf } from './tld-kind.ts';

describe('the kind of a TLD', () => {
  it.each([
    ['nz', 'country-code'],
    ['com', 'generic'],
    ['museum', 'sponsored'],
    ['int', 'sponsored'],
    ['biz', 'generic-restricted'],
    ['arpa', 'infrastructure'],
    ['test', 'test'],
    ['xn--p1ai', null],
  ])('of .%s is %s', (label, kind) => {
    expect(tldKindOf(label)).toBe(kind);
  });
});
