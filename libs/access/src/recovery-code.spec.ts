import { describe, expect, it } from '@jest/globals';
import { asTyped, newRecoveryCode } from './recovery-code.ts';

describe('a recovery code', () => {
  it('is four groups of four, each time another, of all letters alike', () => {
    const codes = Array.from({ length: 2_000 }, newRecoveryCode);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(codes).size).toBe(codes.length);
    const counts = new Map<string, number>();
    for (const letter of codes.join('').replaceAll('-', ''))
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(32);
    // 1,000 of each are expected; 32 is one standard deviation.
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(200);
  });

  it.each(['7K3M-01XY-ABCD-EFGH', '7k3m01xyabcdefgh', ' 7K3M OIXY abcd efgh ', '7K3M-OLXY-ABCD-EFGH'])(
    'is the same as %j',
    (typed) => expect(asTyped(typed)).toBe('7K3M01XYABCDEFGH'),
  );
});
