import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Under which the database knows the fingerprint of its access key. */
export const ACCESS_KEY_NAME = 'access';

const CIPHER = 'aes-256-gcm';
/** Bytes; NIST SP 800-38D section 8.2. */
const NONCE = 12;
const TAG = 16;
const KEY = 32;

/** The key of secrets that the service itself must be able to read again. Printing or serialising it shows no secret. */
export class AccessKey {
  /** By which a database knows whether this is the key of its secrets: 32 hex digits. */
  readonly fingerprint: string;
  readonly #key: Buffer;

  /** @param key 32 random bytes */
  constructor(key: Buffer) {
    this.#key = key;
    this.fingerprint = createHash('sha256')
      .update('dnscert access key\n')
      .update(key)
      .digest('hex')
      .slice(0, 32);
  }

  /** A new key as its file holds it. */
  static newText(): string {
    return `${randomBytes(KEY).toString('base64url')}\n`;
  }

  /** Null when it is no such key. */
  static fromText(text: string): AccessKey | null {
    const found = /^[A-Za-z0-9_-]{43}(?=\r?\n?$)/.exec(text)?.[0];
    return found === undefined ? null : new AccessKey(Buffer.from(found, 'base64url'));
  }

  /** @param owner what the secret belongs to: copied to another owner's row, it opens no more */
  seal(secret: string, owner: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, this.#key, nonce, { authTagLength: TAG }).setAAD(
      Buffer.from(owner),
    );
    return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** Null when it was sealed under another key, for another owner, or was changed. */
  open(sealed: Buffer, owner: string): string | null {
    const opener = createDecipheriv(CIPHER, this.#key, sealed.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.subarray(-TAG));
    try {
      return Buffer.concat([opener.update(sealed.subarray(NONCE, -TAG)), opener.final()]).toString('utf8');
    } catch {
      return null;
    }
  }
}
