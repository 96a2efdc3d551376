import { decryptKey, encryptKey, readPrivateKey } from 'openpgp';
import type { PrivateKey } from 'openpgp';
import { SigningKeyFault } from './fault.ts';
import { CONFIG, minimalPublicKey } from './signing-key.ts';
import type { NewSigningKey } from './signing-key.ts';

export interface RotationRequest {
  armoredPrivateKey: string;
  passphrase: string;
  /** Creation time of the new parts; now when absent. */
  date?: Date;
  /** s until the new parts end; absent: they have no end. */
  lastsFor?: number;
}

/** The key with its new parts. */
export interface RotatedSigningKey extends NewSigningKey {
  /** Fingerprints of the new parts: the one that signs, the one that mail is encrypted to. */
  added: { signing: string; encryption: string };
}

/**
 * A new part to sign and a new one to read mail with, under the same primary key: whoever trusts that one trusts these. Earlier
 * parts stay, for what was signed by them still verifies, and what was encrypted to them can still be read.
 * @throws SigningKeyFault, whose text holds neither key nor passphrase
 */
export async function rotateSigningKey(request: RotationRequest): Promise<RotatedSigningKey> {
  const before = await unlocked(request);
  const date = request.date ?? new Date();
  const options = {
    type: 'ecc',
    curve: 'ed25519Legacy',
    date: date < before.getCreationTime() ? before.getCreationTime() : date,
    config: CONFIG,
    ...(request.lastsFor === undefined ? {} : { keyExpirationTime: request.lastsFor }),
  } as const;
  const withSigning = await before.addSubkey({ ...options, sign: true });
  const after = await withSigning.addSubkey({ ...options, sign: false });
  const [signing, encryption] = after.subkeys.slice(-2).map((part) => part.getFingerprint().toUpperCase());
  if (signing === undefined || encryption === undefined) throw new Error('the key has no new parts');
  const locked = await encryptKey({ privateKey: after, passphrase: request.passphrase, config: CONFIG });
  return {
    armoredPrivateKey: locked.armor(),
    armoredPublicKey: minimalPublicKey(locked).armor(),
    fingerprint: locked.getFingerprint().toUpperCase(),
    added: { signing, encryption },
  };
}

async function unlocked({ armoredPrivateKey, passphrase }: RotationRequest): Promise<PrivateKey> {
  try {
    const privateKey = await readPrivateKey({ armoredKey: armoredPrivateKey });
    return await decryptKey({ privateKey, passphrase, config: CONFIG });
  } catch {
    throw new SigningKeyFault(
      'signing_key.wrong_passphrase',
      'The passphrase does not open the signing key.',
    );
  }
}
