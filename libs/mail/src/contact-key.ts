import { enums, readKeys } from 'openpgp';
import type { AlgorithmInfo, PublicKey, Subkey } from 'openpgp';
import { MailFault } from './fault.ts';

/** What we keep of a contact's key beside its armour. */
export interface ContactKey {
  /** Of the primary key, upper-case hex. */
  fingerprint: string;
  /** Of the primary key, for people: `RSA 4096`, `Ed25519`. */
  algorithm: string;
  /** From then on nothing can be encrypted to it any more; null: it has no end. */
  expiresAt: Date | null;
}

/** Bytes of armour. */
const LARGEST = 256 * 1024;

/**
 * Reads an armoured public key as a contact may have one: exactly one key, no secret one, not revoked. A key that ended is
 * taken, for its contact has to be told so.
 * @param email when given, one of the key's user ids must be of this address and hold
 * @throws MailFault `mail.key_refused` in words that say what is wrong; the key is not repeated
 */
export async function readContactKey(armored: string, email?: string): Promise<ContactKey> {
  if (Buffer.byteLength(armored) > LARGEST) throw refused(`has more than ${LARGEST / 1024} KiB`);
  if (armored.includes('PRIVATE KEY BLOCK'))
    throw refused('is a secret key: withdraw it, for it is no secret any more');
  const keys = await readKeys({ armoredKeys: armored }).catch(() => {
    throw refused('cannot be read as OpenPGP');
  });
  const [key, ...others] = keys;
  if (key === undefined || others.length > 0) throw refused(`must be one key; ${keys.length} are in it`);
  if (key.isPrivate()) throw refused('is a secret key: withdraw it, for it is no secret any more');
  if (await key.isRevoked()) throw refused('is revoked');
  if (email !== undefined && !(await isOf(key, email)))
    throw refused(`has no user id with the address ${email} that holds`);
  return {
    fingerprint: key.getFingerprint().toUpperCase(),
    algorithm: algorithmName(key.getAlgorithmInfo()),
    expiresAt: await endOf(key),
  };
}

/** By the key's own word: a user id that it has not signed, or has revoked, is anybody's claim. */
async function isOf(key: PublicKey, email: string): Promise<boolean> {
  for (const user of key.users) {
    if (user.userID?.email.toLowerCase() !== email.toLowerCase()) continue;
    if (await user.verify().catch(() => false)) return true;
  }
  return false;
}

/** A key whose last part for encryption has ended is of no use to us, however long its primary key goes on. */
async function endOf(key: PublicKey): Promise<Date | null> {
  const parts = await Promise.all(key.subkeys.filter(encrypts).map(endOfPart));
  const held = parts.filter((end) => end !== null);
  const primary = (await endOfPart(key)) ?? Infinity;
  const first = Math.min(primary, held.length === 0 ? Infinity : Math.max(...held));
  return first === Infinity ? null : new Date(first);
}

const encrypts = ({ bindingSignatures }: Subkey): boolean =>
  bindingSignatures.some(({ keyFlags }) => ((keyFlags?.[0] ?? 0) & ENCRYPTION) !== 0);
const ENCRYPTION = enums.keyFlags.encryptCommunication | enums.keyFlags.encryptStorage;

/** ms, Infinity without an end; null: it does not hold. */
async function endOfPart(part: {
  getExpirationTime(): Promise<Date | typeof Infinity | null>;
}): Promise<number | null> {
  const end = await part.getExpirationTime().catch(() => null);
  return end instanceof Date ? end.getTime() : end;
}

function algorithmName({ algorithm, bits, curve }: AlgorithmInfo): string {
  const name = NAMES[curve ?? algorithm] ?? curve ?? algorithm;
  return bits === undefined ? name : `${name} ${bits}`;
}

/** As people call them; all others go by the name OpenPGP.js has for them. */
const NAMES: Record<string, string> = {
  rsaEncryptSign: 'RSA',
  rsaSign: 'RSA',
  dsa: 'DSA',
  ed25519Legacy: 'Ed25519',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
  nistP256: 'NIST P-256',
  nistP384: 'NIST P-384',
  nistP521: 'NIST P-521',
};

const refused = (what: string) => new MailFault('mail.key_refused', `The key ${what}.`);
