import { describe, expect, it } from '@jest/globals';
import { readKey } from 'openpgp';
import { partFingerprints } from './key-packets.ts';
import { partsOfKey } from './key-parts.ts';
import { rotateSigningKey } from './rotate-signing-key.ts';
import { generateSigningKey } from './signing-key.ts';

describe('the parts of our key', () => {
  const passphrase = 'correct horse';
  const date = new Date('2026-01-01T00:00:00Z');

  it('are one to certify, one to sign, one to read; new ones are used, and the earlier ones kept', async () => {
    const made = await generateSigningKey({ name: 'DNS-CERT', email: 'cert@cert.example', passphrase, date });
    const before = await partsOfKey(made.armoredPublicKey, new Date('2026-02-01'));
    expect(before).toMatchObject({
      fingerprint: made.fingerprint,
      userIds: ['DNS-CERT <cert@cert.example>'],
    });
    expect(before.parts.map(({ purposes }) => purposes)).toEqual([['certify'], ['sign'], ['encrypt']]);
    expect(before.parts.map(({ fingerprint }) => fingerprint)).toContain(before.signing);
    const { added, armoredPublicKey } = await rotateSigningKey({
      armoredPrivateKey: made.armoredPrivateKey,
      passphrase,
      date: new Date('2026-03-01'),
      lastsFor: 86_400,
    });
    const after = await partsOfKey(armoredPublicKey, new Date('2026-03-01T12:00:00Z'));
    expect(after).toMatchObject(added);
    expect(after.parts).toHaveLength(5);
    expect(after.parts[1]?.endsAt).toEqual(new Date('2026-03-02'));
    const ended = await partsOfKey(armoredPublicKey, new Date('2026-04-01'));
    expect(ended).toMatchObject({ signing: before.signing, encryption: before.encryption });
  });

  it('have the same fingerprints when they are not opened', async () => {
    const { armoredPublicKey } = await generateSigningKey({ name: 'X', email: 'x@cert.example', passphrase });
    const key = await readKey({ armoredKey: armoredPublicKey });
    expect(partFingerprints(armoredPublicKey)).toEqual(
      [key, ...key.subkeys].map((part) => part.getFingerprint().toUpperCase()),
    );
    expect(partFingerprints('no key')).toEqual([]);
  });
});
