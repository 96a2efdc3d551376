import { readKey } from 'openpgp';
import type { PublicKey } from 'openpgp';
import { MailFault } from './fault.ts';

/** A contact's key to which something can be encrypted now. */
export interface RecipientKey {
  /** Of the primary key: upper-case hex. */
  fingerprint: string;
  key: PublicKey;
}

/**
 * Opens a contact's key for encryption at an instant.
 * @throws MailFault `mail.key_unusable`: it has ended, is revoked, or has no part that may encrypt; in words for a person
 */
export async function openRecipientKey(armored: string, at: Date): Promise<RecipientKey> {
  const key = await readKey({ armoredKey: armored }).catch(() => {
    throw new MailFault('mail.key_unusable', 'The key cannot be read as OpenPGP.');
  });
  const fingerprint = key.getFingerprint().toUpperCase();
  if (await key.isRevoked(undefined, undefined, at))
    throw new MailFault('mail.key_unusable', `The key ${fingerprint} is revoked.`);
  const end = await key.getExpirationTime().catch(() => null);
  if (end instanceof Date && end <= at)
    throw new MailFault(
      'mail.key_unusable',
      `The key ${fingerprint} ended on ${end.toISOString().slice(0, 10)}.`,
    );
  try {
    await key.getEncryptionKey(undefined, at);
  } catch {
    throw new MailFault('mail.key_unusable', `The key ${fingerprint} has no part that may encrypt now.`);
  }
  return { fingerprint, key };
}
