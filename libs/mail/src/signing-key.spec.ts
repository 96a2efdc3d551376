import { beforeAll, describe, expect, it } from '@jest/globals';
import { enums, readKey, readPrivateKey, reformatKey, revokeKey, decryptKey, encryptKey } from 'openpgp';
import { inspect } from 'node:util';
import { SigningKeyFault } from './fault.ts';
import { generateSigningKey, openSigningKey, type NewSigningKey } from './signing-key.ts';

const PASSPHRASE = 'correct horse';
let made: NewSigningKey;
beforeAll(async () => {
  made = await generateSigningKey({
    name: 'DNS-CERT',
    email: 'cert@dns-cert.example',
    passphrase: PASSPHRASE,
    date: new Date('2026-01-01T00:00:00Z'),
  });
});

async function faultOf(opening: Promise<unknown>): Promise<SigningKeyFault> {
  const fault = await opening.catch((error: unknown) => error);
  if (fault instanceof SigningKeyFault) return fault;
  throw new Error('there was no SigningKeyFault');
}

const unlocked = async () =>
  decryptKey({
    privateKey: await readPrivateKey({ armoredKey: made.armoredPrivateKey }),
    passphrase: PASSPHRASE,
  });

describe('our own key', () => {
  it('is a v4 key whose primary certifies only, with one subkey to sign and one to encrypt', async () => {
    const key = await readKey({ armoredKey: made.armoredPublicKey });
    const { keyFlags } = enums;
    expect(key.keyPacket.version).toBe(4);
    expect(key.getAlgorithmInfo()).toEqual({ algorithm: 'eddsaLegacy', curve: 'ed25519Legacy' });
    expect((await key.getPrimaryUser()).selfCertification.keyFlags?.[0]).toBe(keyFlags.certifyKeys);
    const flags = key.subkeys.map((subkey) => subkey.bindingSignatures[0]?.keyFlags?.[0]);
    expect(flags).toEqual([keyFlags.signData, keyFlags.encryptCommunication | keyFlags.encryptStorage]);
    expect(key.isPrivate()).toBe(false);
    expect(made.fingerprint).toMatch(/^[0-9A-F]{40}$/);
  });

  it('opens with its passphrase and shows public facts only', async () => {
    const key = await openSigningKey(made.armoredPrivateKey, PASSPHRASE);
    expect(key).toMatchObject({
      fingerprint: made.fingerprint,
      userId: 'DNS-CERT <cert@dns-cert.example>',
      publicKeyArmored: made.armoredPublicKey,
    });
    const shown = inspect(key, { depth: 9, showHidden: true }) + JSON.stringify(key);
    expect(shown).not.toMatch(/PRIVATE|privateParams|seed/);
  });

  it('is published without what others said of it', async () => {
    const stranger = await generateSigningKey({ name: 'X', email: 'x@y.example', passphrase: 'p' });
    const theirs = await decryptKey({
      privateKey: await readPrivateKey({ armoredKey: stranger.armoredPrivateKey }),
      passphrase: 'p',
    });
    const flooded = await (await unlocked()).signAllUsers([theirs]);
    const locked = await encryptKey({
      privateKey: flooded,
      passphrase: 'p',
    });
    const opened = await openSigningKey(locked.armor(), 'p');
    expect(opened.publicKeyArmored).toBe(made.armoredPublicKey);
  });

  it.each([
    ['text that is no key', () => 'nothing here', 'not_a_private_key'],
    ['a public key', () => made.armoredPublicKey, 'not_a_private_key'],
    ['a key without passphrase', async () => (await unlocked()).armor(), 'unprotected'],
    ['a revoked key', revoked, 'revoked'],
    ['an expired key', expired, 'expired'],
  ])('%s is refused', async (_what, armored, code) => {
    const fault = await faultOf(openSigningKey(await armored(), PASSPHRASE));
    expect(fault.code).toBe(`signing_key.${code}`);
  });

  it('that ends while it is open signs no more, and says so', async () => {
    const key = await openSigningKey(await expired(), PASSPHRASE, new Date('2026-01-01T00:30:00Z'));
    const fault = await faultOf(key.sign(Buffer.from('x'), new Date('2026-01-01T02:00:00Z')));
    expect(fault.code).toBe('signing_key.cannot_sign');
  });

  it('says that the passphrase is wrong, and not what it was', async () => {
    const fault = await faultOf(openSigningKey(made.armoredPrivateKey, 'hunter2'));
    expect(fault.code).toBe('signing_key.wrong_passphrase');
    expect(inspect(fault, { depth: 9, showHidden: true })).not.toMatch(/hunter2|PRIVATE KEY/);
  });
});

async function revoked(): Promise<string> {
  const { privateKey } = await revokeKey({ key: await unlocked(), format: 'object' });
  return (await encryptKey({ privateKey, passphrase: PASSPHRASE })).armor();
}

async function expired(): Promise<string> {
  const { privateKey } = await reformatKey({
    privateKey: await unlocked(),
    userIDs: [{ name: 'DNS-CERT', email: 'cert@dns-cert.example' }],
    keyExpirationTime: 3600,
    date: new Date('2026-01-01T00:00:00Z'),
    passphrase: PASSPHRASE,
    format: 'armored',
  });
  return privateKey;
}
