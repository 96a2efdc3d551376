import { encryptKey, generateKey } from 'openpgp';
import type { PrivateKey } from 'openpgp';

export const MAIL_KEYS = {
  Curve25519: { type: 'ecc', curve: 'ed25519Legacy' },
  'RSA 4096': { type: 'rsa', rsaBits: 4096 },
} as const;
export type MailKeyKind = keyof typeof MAIL_KEYS;

export interface MailKey {
  open: PrivateKey;
  publicKey: string;
  /** Armoured, under the passphrase. */
  secretKey: string;
}

/** A key of that kind, a minute old. */
export async function mailKey(kind: MailKeyKind, email: string, passphrase: string): Promise<MailKey> {
  const { privateKey, publicKey } = await generateKey({
    ...MAIL_KEYS[kind],
    userIDs: [{ email }],
    date: new Date(Date.now() - 60_000),
    format: 'object',
    config: { v6Keys: false },
  });
  const locked = await encryptKey({ privateKey, passphrase });
  return {
    open: privateKey,
    publicKey: publicKey.armor(),
    secretKey: locked.armor(),
  };
}
