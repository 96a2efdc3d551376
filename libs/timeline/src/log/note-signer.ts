import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { cosign, signNote, textOfKey } from './note.ts';
import type { NoteKey } from './note.ts';

/** Signs notes in one name: as a log its checkpoints, as a witness those of others. The secret half leaves it nowhere. */
export class NoteSigner {
  readonly #secret: KeyObject;

  private constructor(
    readonly key: NoteKey,
    secret: KeyObject,
  ) {
    this.#secret = secret;
  }

  /** A new secret key as its file holds it: PKCS #8 in PEM. */
  static newText(): string {
    return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  }

  /** Null for what is no Ed25519 key. */
  static fromText(text: string, name: string, kind: NoteKey['kind']): NoteSigner | null {
    try {
      const secret = createPrivateKey(text);
      if (secret.asymmetricKeyType !== 'ed25519') return null;
      const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
      return new NoteSigner({ name, kind, publicKey: spki.subarray(-32) }, secret);
    } catch {
      return null;
    }
  }

  /** The public half in one line, to hand on. */
  get text(): string {
    return textOfKey(this.key);
  }

  sign(text: string): string {
    return signNote(text, this.key, this.#secret);
  }

  /** @param at s since 1970 */
  cosign(text: string, at: number): string {
    return cosign(text, at, this.key, this.#secret);
  }
}
