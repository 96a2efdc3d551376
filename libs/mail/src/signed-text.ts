import { createMessage, readCleartextMessage, readKey, readSignature, verify } from 'openpgp';
import type { PublicKey } from 'openpgp';
import { MailFault } from './fault.ts';

export interface SignedText {
  /** What was to be signed, LF line ends, no blanks at the ends of lines. */
  text: string;
  /** Armour: the text signed in the clear, or a detached signature over it. */
  signature: string;
  /** Armoured public keys, any of which may have signed. */
  keys: readonly string[];
  /** A key that has ended by now proves nothing, and neither does a signature that is dated ahead. */
  now: Date;
}

type VerificationResult = Awaited<ReturnType<typeof verify>>['signatures'][number];

/** ms that a signer's clock may be ahead of ours. */
const AHEAD = 10 * 60_000;

/**
 * Whose signature over exactly this text it is: the fingerprint of the primary key, upper-case hex, or null when it is no
 * good signature of any of the keys. MD5, SHA-1 and RIPEMD do not count (OpenPGP.js refuses them).
 * @throws MailFault `mail.signature_unreadable`
 */
export async function signerOf({ text, signature, keys, now }: SignedText): Promise<string | null> {
  const verifyBy = await reader(text, signature);
  for (const armored of keys) {
    const key = await readKey({ armoredKey: armored }).catch(() => null);
    if (key === null) continue;
    for (const result of await verifyBy(key, new Date(now.getTime() + AHEAD))) {
      if (await isGood(result, key, now)) return key.getFingerprint().toUpperCase();
    }
  }
  return null;
}

async function isGood({ verified, keyID }: VerificationResult, key: PublicKey, now: Date): Promise<boolean> {
  try {
    await verified;
    // The signature may be dated back to when the key still held; the key must hold today.
    await key.getSigningKey(keyID, now);
    return true;
  } catch {
    return false;
  }
}

type VerifyBy = (key: PublicKey, date: Date) => Promise<VerificationResult[]>;

async function reader(text: string, armored: string): Promise<VerifyBy> {
  try {
    return armored.includes('-----BEGIN PGP SIGNED MESSAGE-----')
      ? await readClearSigned(text, armored)
      : await readDetached(text, armored);
  } catch {
    throw new MailFault(
      'mail.signature_unreadable',
      'This is neither a text signed in the clear nor an armoured detached signature.',
    );
  }
}

async function readClearSigned(text: string, armored: string): Promise<VerifyBy> {
  const message = await readCleartextMessage({ cleartextMessage: armored });
  // Its signature may be good and of another text.
  if (message.getText().trim() !== text.trim()) return () => Promise.resolve([]);
  return async (key, date) => (await verify({ message, verificationKeys: key, date })).signatures;
}

/** A detached signature covers bytes, and programs differ in how they end the last line of a file, and all others. */
async function readDetached(text: string, armored: string): Promise<VerifyBy> {
  const signature = await readSignature({ armoredSignature: armored });
  const unix = [text, `${text}\n`];
  const versions = [...unix, ...unix.map((version) => version.replaceAll('\n', '\r\n'))];
  return async (key, date) => {
    const results = await Promise.all(
      versions.map(async (version) => {
        const message = await createMessage({ binary: new TextEncoder().encode(version) });
        return (await verify({ message, signature, verificationKeys: key, date })).signatures;
      }),
    );
    // Each result holds a promise that somebody must wait for.
    await Promise.allSettled(results.flat().map(({ verified }) => verified));
    return results.flat();
  };
}
