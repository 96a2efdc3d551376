import { join } from 'node:path';
import type { Config } from '#config/config';
import type { Transactions } from '#libs/database';
import type { SigningKey } from '#libs/mail';
import { loadOrMakeSigningKey } from '#libs/mail';

export function keyFilesOf(config: Config): { keyFile: string; passphraseFile: string } {
  return {
    keyFile: config.SIGNING_KEY_FILE ?? join(config.DATA_DIR, 'keys', 'signing.asc'),
    passphraseFile: config.SIGNING_KEY_PASSPHRASE_FILE ?? join(config.DATA_DIR, 'keys', 'passphrase'),
  };
}

/** Our signing key, made at the first time. Only the worker role holds it. */
export async function openOwnKey(config: Config): Promise<SigningKey> {
  return loadOrMakeSigningKey({ ...keyFilesOf(config), name: 'DNS-CERT', email: config.MAIL_FROM });
}

/** Web processes hold no secret key and publish the public one from here. */
export async function publishKey(transactions: Transactions, key: SigningKey): Promise<void> {
  await transactions.reader.query(
    'INSERT INTO published_keys (fingerprint, armored) VALUES ($1, $2) ON CONFLICT (fingerprint) DO NOTHING',
    [key.fingerprint, key.publicKeyArmored],
  );
}
