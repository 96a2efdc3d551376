import { describe, expect, it } from '@jest/globals';
import { generateKey } from 'openpgp';
import { readContactKey } from './contact-key.ts';
import { generateSigningKey } from './signing-key.ts';

describe('the key of a contact', () => {
  const made = generateSigningKey({
    name: 'NOC',
    email: 'noc@registry-a.example',
    passphrase: 'a long enough passphrase',
  });

  it('is known by its fingerprint', async () => {
    const { armoredPublicKey, fingerprint } = await made;
    await expect(readContactKey(armoredPublicKey)).resolves.toMatchObject({
      fingerprint,
      algorithm: 'Ed25519',
      expiresAt: null,
      emails: ['noc@registry-a.example'],
    });
  });

  it('has an end, which is that of its part for encryption where that comes first', async () => {
    const day = 86_400;
    const made = await generateKey({
      type: 'ecc',
      curve: 'nistP256',
      userIDs: [{ email: 'noc@registry-a.example' }],
      keyExpirationTime: 90 * day,
      subkeys: [{ keyExpirationTime: 30 * day }],
      date: new Date('2026-01-01T00:00:00Z'),
      format: 'armored',
    });
    await expect(readContactKey(made.publicKey)).resolves.toMatchObject({
      algorithm: 'NIST P-256',
      expiresAt: new Date('2026-01-31T00:00:00Z'),
    });
  });

  it('is refused when it is secret, and not repeated', async () => {
    const { armoredPrivateKey } = await made;
    await expect(readContactKey(armoredPrivateKey)).rejects.toMatchObject({
      code: 'mail.key_refused',
      message: expect.not.stringContaining('BEGIN') as unknown,
    });
  });

  it('is refused when it is none, two, cut or too large', async () => {
    const { armoredPublicKey } = await made;
    const broken = [
      '',
      'no key',
      armoredPublicKey.slice(0, 200),
      `${armoredPublicKey}\n${'x'.repeat(300_000)}`,
    ];
    for (const armored of broken)
      await expect(readContactKey(armored)).rejects.toMatchObject({ code: 'mail.key_refused' });
  });
});
