import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonical } from './canonical.ts';

describe('canonical JSON', () => {
  it('is what the reference writes, of whatever was read from JSON', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary', noUnicodeString: false }), (text) => {
        const value = JSON.parse(text) as unknown;
        expect(canonical(value)).toBe(canonicalize(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is what RFC 8785 shows', () => {
    // Section 3.2.3 and appendix B.
    const sorted = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonical(sorted)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
    expect(canonical([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    );
    expect(canonical('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
    expect(canonical({ b: undefined, 10: 1, 9: 2, a: [true, null] })).toBe('{"10":1,"9":2,"a":[true,null]}');
  });

  it.each([NaN, Infinity, '\ud800', ['\udc00'], { '\ud800': 1 }, undefined, new Date(0), 1n])(
    'is refused for %p',
    (value) => {
      expect(() => canonical(value)).toThrow(TypeError);
    },
  );
});
