import { readKeys } from 'openpgp';
import type { PublicKey } from 'openpgp';
import { MailFault } from './fault.ts';

/** What we keep of a contact's key beside its armour. */
export interface ContactKey {
  /** Of the primary key, upper-case hex. */
  fingerprint: string;
  /** Null: it has no end. */
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
  return { fingerprint: key.getFingerprint().toUpperCase(), expiresAt: await endOf(key) };
}

/** By the key's own word: a user id that it has not signed, or has revoked, is anybody's claim. */
async function isOf(key: PublicKey, email: string): Promise<boolean> {
  for (const user of key.users) {
    if (user.userID?.email.toLowerCase() !== email.toLowerCase()) continue;
    if (await user.verify().catch(() => false)) return true;
  }
  return false;
}

async function endOf(key: {
  getExpirationTime(): Promise<Date | typeof Infinity | null>;
}): Promise<Date | null> {
  const end = await key.getExpirationTime().catch(() => null);
  return end instanceof Date ? end : null;
}

const refused = (what: string) => new MailFault('mail.key_refused', `The key ${what}.`);
