import { describe, expect, it } from '@jest/globals';
import type { Signer } from '../signing-key.ts';
import { OneSignature } from './one-signature.ts';

const AT = new Date('2026-03-01T02:14:30Z');
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1_000);
const bytes = (text: string) => Buffer.from(text, 'latin1');

function counting(): { signer: Signer; signed: string[] } {
  const signed: string[] = [];
  return {
    signed,
    signer: {
      sign: (part, at) => {
        signed.push(Buffer.from(part).toString('latin1'));
        if (signed.at(-1) === 'broken') return Promise.reject(new Error('no key'));
        return Promise.resolve({ armored: `${signed.length} ${at.toISOString()}`, hash: 'sha512' });
      },
    },
  };
}

describe('one signature', () => {
  it('serves all mails of the same part within a minute, and no other', async () => {
    const { signer, signed } = counting();
    const one = new OneSignature(signer);
    const [first, second] = await Promise.all([one.sign(bytes('a'), AT), one.sign(bytes('a'), later(59))]);
    expect(second).toBe(first);
    await one.sign(bytes('a '), AT);
    expect(signed).toEqual(['a', 'a ']);
    expect(await one.sign(bytes('a'), later(61))).not.toEqual(first);
    expect(signed).toEqual(['a', 'a ', 'a']);
  });

  it('is forgotten when it failed, and when many others came', async () => {
    const { signer, signed } = counting();
    const one = new OneSignature(signer);
    await expect(one.sign(bytes('broken'), AT)).rejects.toThrow('no key');
    await expect(one.sign(bytes('broken'), AT)).rejects.toThrow('no key');
    expect(signed).toHaveLength(2);
    await one.sign(bytes('a'), AT);
    for (let other = 0; other < 8; other += 1) await one.sign(bytes(`other ${other}`), AT);
    await one.sign(bytes('a'), AT);
    expect(signed.filter((part) => part === 'a')).toHaveLength(2);
  });
});
