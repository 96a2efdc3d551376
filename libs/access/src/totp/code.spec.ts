import { describe, expect, it } from '@jest/globals';
import { newTotpSecret, stepOf, totpUri } from './code.ts';

/** RFC 6238 appendix B: the ASCII secret 12345678901234567890, of whose eight digits the last six are ours. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a code of an authenticator app', () => {
  it.each([
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %d s is %s', async (now, code) => {
    const step = Math.floor(now / 30);
    expect(await stepOf(SECRET, code, now)).toBe(step);
    for (const [seconds, expected] of [
      [step * 30 - 31, null],
      [step * 30 - 30, step],
      [step * 30 - 1, step],
      [step * 30 + 30, step],
      [step * 30 + 59, step],
      [step * 30 + 60, null],
    ] as const)
      expect([seconds, await stepOf(SECRET, code, seconds)]).toEqual([seconds, expected]);
    expect(await stepOf(newTotpSecret(), code, now)).toBeNull();
  });

  it('at 59 s is 287082', async () => expect(await stepOf(SECRET, '287082', 59)).toBe(1));

  it('is of a secret that apps take', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(totpUri(secret, 'lead@staff.example'));
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/DNS-CERT:lead@staff.example',
    ]);
    expect([uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual([secret, 'DNS-CERT']);
  });
});
