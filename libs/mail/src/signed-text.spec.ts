import { describe, expect, it } from '@jest/globals';
import { createCleartextMessage, createMessage, generateKey, readPrivateKey, sign } from 'openpgp';
import { signerOf } from './signed-text.ts';

const TEXT = 'I confirm.\nChange: 1\n- a line that begins with a dash\nFrom here';
const HOUR = 3_600_000;

async function keyOf(email: string, more: { date?: Date; keyExpirationTime?: number } = {}) {
  const made = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [{ email }],
    format: 'armored',
    ...more,
  });
  return { publicKey: made.publicKey, signingKeys: await readPrivateKey({ armoredKey: made.privateKey }) };
}

describe('whose signature it is', () => {
  const now = new Date();
  const made = keyOf('a@a.example');

  it('is told for text in the clear and for bytes, however the lines of the file end', async () => {
    const { publicKey, signingKeys } = await made;
    const other = await keyOf('b@a.example');
    const keys = [other.publicKey, publicKey];
    const fingerprint = signingKeys.getFingerprint().toUpperCase();
    const clear: string = await sign({ message: await createCleartextMessage({ text: TEXT }), signingKeys });
    expect(await signerOf({ text: TEXT, signature: clear, keys, now })).toBe(fingerprint);
    expect(await signerOf({ text: TEXT, signature: clear.replaceAll('\n', '\r\n'), keys, now })).toBe(
      fingerprint,
    );
    for (const bytes of [TEXT, `${TEXT}\n`, TEXT.replaceAll('\n', '\r\n')]) {
      const message = await createMessage({ binary: new TextEncoder().encode(bytes) });
      const signature = String(await sign({ message, signingKeys, detached: true, format: 'armored' }));
      expect(await signerOf({ text: TEXT, signature, keys, now })).toBe(fingerprint);
      expect(await signerOf({ text: `${TEXT}.`, signature, keys, now })).toBeNull();
      expect(await signerOf({ text: TEXT, signature, keys: [other.publicKey], now })).toBeNull();
    }
  });

  it('is nobody’s when the key has ended, dated back or not, or the signature is dated ahead', async () => {
    const date = new Date(now.getTime() - 10 * HOUR);
    const { publicKey, signingKeys } = await keyOf('a@a.example', { date, keyExpirationTime: 3_600 });
    const signedAt = async (at: Date, by = signingKeys): Promise<string> =>
      sign({ message: await createCleartextMessage({ text: TEXT }), signingKeys: by, date: at });
    const back = await signedAt(new Date(date.getTime() + 1_000));
    const keys = [publicKey];
    expect(await signerOf({ text: TEXT, signature: back, keys, now: date })).not.toBeNull();
    expect(await signerOf({ text: TEXT, signature: back, keys, now })).toBeNull();
    const lasting = await made;
    const ahead = await signedAt(new Date(now.getTime() + HOUR), lasting.signingKeys);
    expect(await signerOf({ text: TEXT, signature: ahead, keys: [lasting.publicKey], now })).toBeNull();
  });

  it('is refused when it is no signature at all', async () => {
    const { publicKey } = await made;
    for (const signature of ['', 'yes', publicKey, '-----BEGIN PGP SIGNED MESSAGE-----\nyes']) {
      await expect(signerOf({ text: TEXT, signature, keys: [publicKey], now })).rejects.toMatchObject({
        code: 'mail.signature_unreadable',
      });
    }
  });
});
