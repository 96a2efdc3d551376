import {
  createCleartextMessage,
  createMessage,
  decryptKey,
  encrypt,
  encryptKey,
  enums,
  generateKey,
  readPrivateKey,
  sign,
  SignaturePacket,
  type AnyPacket,
  type PartialConfig,
  type PrivateKey,
  type PublicKey,
  type SecretKeyPacket,
} from 'openpgp';
import { SigningKeyFault } from './fault.ts';
import type { RecipientKey } from './recipient-key.ts';

/**
 * v4 keys with the older encodings of Curve25519 (RFC 9580 section 9.2 "Legacy"): the newer ones are unknown to
 * GnuPG 2.2, rnp 0.16 and PGPainless 1.3. SHA-512 is what RFC 9580 section 5.2.3.2 wants at least for that curve and up.
 */
export const CONFIG = {
  v6Keys: false,
  preferredHashAlgorithm: enums.hash.sha512,
  showVersion: false,
} as const;

export interface DetachedSignature {
  /** ASCII armour, LF line ends. */
  armored: string;
  /** Lower-case name of the hash really used, as `micalg=pgp-<hash>` wants it (RFC 3156 section 5). */
  hash: string;
}

export interface NewSigningKey {
  /** Encrypted with the passphrase. */
  armoredPrivateKey: string;
  armoredPublicKey: string;
  /** 40 upper-case hex digits. */
  fingerprint: string;
}

export interface SigningKeyRequest {
  name: string;
  email: string;
  passphrase: string;
  /** Creation time; now when absent. */
  date?: Date;
}

/** Whatever signs for us: the unlocked key itself, or a pool of workers that hold it. */
export interface Signer {
  /** A detached signature over exactly these bytes, dated `at`. */
  sign(bytes: Uint8Array, at: Date): Promise<DetachedSignature>;
}

/** Whatever signs and encrypts for us in one. */
export interface Sealer {
  /** ASCII armour of these bytes, signed by us and readable by that recipient alone. */
  seal(bytes: Uint8Array, at: Date, recipient: RecipientKey): Promise<string>;
}

/** Our own key, unlocked. The secret part is private to the object: printing or serialising it shows public facts only. */
export class SigningKey implements Signer, Sealer {
  /** Of the primary key: 40 upper-case hex digits. */
  readonly fingerprint: string;
  /** For example `DNS-CERT <cert@dns-cert.example>`. */
  readonly userId: string;
  /** With our own certifications only, as it may be published. */
  readonly publicKeyArmored: string;
  readonly #key: PrivateKey;

  constructor(unlocked: PrivateKey) {
    this.#key = unlocked;
    this.fingerprint = unlocked.getFingerprint().toUpperCase();
    this.userId = unlocked.getUserIDs()[0] ?? '';
    this.publicKeyArmored = minimalPublicKey(unlocked).armor();
  }

  /** For what reads mail to us, in the thread that does. */
  toOpenMail(): PrivateKey {
    return this.#key;
  }

  /** @throws SigningKeyFault when the key has ended since it was opened. */
  async sign(bytes: Uint8Array, at: Date): Promise<DetachedSignature> {
    const signature = await sign({
      message: await createMessage({ binary: bytes }),
      signingKeys: this.#key,
      detached: true,
      date: this.#notBeforeTheKey(at),
      format: 'object',
      config: CONFIG,
    }).catch((error: unknown) => {
      throw new SigningKeyFault(
        'signing_key.cannot_sign',
        `The key ${this.fingerprint} does not sign: ${(error as Error).message}`,
      );
    });
    return { armored: signature.armor(), hash: hashName(signature.packets[0]) };
  }

  /**
   * The text with our signature around it (RFC 9580 section 7). Blanks at the ends of lines are no part of what is signed.
   * @throws SigningKeyFault when the key has ended since it was opened.
   */
  async clearSign(text: string, at: Date): Promise<string> {
    return sign({
      message: await createCleartextMessage({ text }),
      signingKeys: this.#key,
      date: this.#notBeforeTheKey(at),
      config: CONFIG,
    }).catch((error: unknown) => {
      throw new SigningKeyFault(
        'signing_key.cannot_sign',
        `The key ${this.fingerprint} does not sign: ${(error as Error).message}`,
      );
    });
  }

  /** @throws SigningKeyFault when it cannot be sealed. */
  async seal(bytes: Uint8Array, at: Date, { fingerprint, key }: RecipientKey): Promise<string> {
    const date = this.#notBeforeTheKey(at);
    const sealed = await encrypt({
      message: await createMessage({ binary: bytes }),
      encryptionKeys: key,
      signingKeys: this.#key,
      date,
      format: 'object',
      config: CONFIG,
    }).catch((error: unknown) => {
      throw new SigningKeyFault(
        'signing_key.cannot_seal',
        `Nothing can be sealed for ${fingerprint} by ${this.fingerprint}: ${(error as Error).message}`,
      );
    });
    return sealed.armor();
  }

  /** A signature dated before its key is worthless, and clocks of two machines differ by some seconds at the first start. */
  #notBeforeTheKey(at: Date): Date {
    const made = this.#key.getCreationTime();
    return at < made ? made : at;
  }
}

/** A new key of our own: the primary certifies and does nothing else, one subkey signs, one encrypts. It does not expire. */
export async function generateSigningKey(given: SigningKeyRequest): Promise<NewSigningKey> {
  const { privateKey } = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [{ name: given.name, email: given.email }],
    subkeys: [{ sign: true }, { sign: false }],
    date: given.date ?? new Date(),
    format: 'object',
    config: CONFIG,
  });
  await keepPrimaryForCertification(privateKey);
  const locked = await encryptKey({ privateKey, passphrase: given.passphrase, config: CONFIG });
  return {
    armoredPrivateKey: locked.armor(),
    armoredPublicKey: minimalPublicKey(locked).armor(),
    fingerprint: locked.getFingerprint().toUpperCase(),
  };
}

/**
 * Unlocks a key of our own and makes sure that it can sign at `at` (now when absent).
 * @throws SigningKeyFault, whose text holds neither key nor passphrase.
 */
export async function openSigningKey(
  armored: string,
  passphrase: string,
  at = new Date(),
): Promise<SigningKey> {
  const key = await readLocked(armored);
  await refuseUnlessUsable(key, at);
  if (key.isDecrypted())
    throw new SigningKeyFault('signing_key.unprotected', 'The signing key is not protected by a passphrase.');
  return new SigningKey(await unlock(key, passphrase));
}

async function readLocked(armored: string): Promise<PrivateKey> {
  try {
    return await readPrivateKey({ armoredKey: armored });
  } catch {
    throw new SigningKeyFault('signing_key.not_a_private_key', 'There is no OpenPGP private key in it.');
  }
}

async function refuseUnlessUsable(key: PrivateKey, at: Date): Promise<void> {
  const name = key.getFingerprint().toUpperCase();
  const when = at < key.getCreationTime() ? key.getCreationTime() : at;
  if (await key.isRevoked(undefined, undefined, when))
    throw new SigningKeyFault('signing_key.revoked', `The signing key ${name} is revoked.`);
  const end = await key.getExpirationTime();
  if (end instanceof Date && end <= when)
    throw new SigningKeyFault(
      'signing_key.expired',
      `The signing key ${name} expired at ${end.toISOString()}.`,
    );
  try {
    await key.getSigningKey(undefined, when);
  } catch {
    throw new SigningKeyFault('signing_key.cannot_sign', `The key ${name} has no valid part that may sign.`);
  }
}

async function unlock(key: PrivateKey, passphrase: string): Promise<PrivateKey> {
  try {
    return await decryptKey({ privateKey: key, passphrase, config: CONFIG });
  } catch {
    throw new SigningKeyFault(
      'signing_key.wrong_passphrase',
      `The passphrase does not open the signing key ${key.getFingerprint().toUpperCase()}.`,
    );
  }
}

/** OpenPGP.js marks every primary as one that also signs mail and has no option against it, so its user id is certified anew. */
async function keepPrimaryForCertification(key: PrivateKey): Promise<void> {
  const primary = key.keyPacket as SecretKeyPacket;
  for (const user of key.users)
    for (const certification of user.selfCertifications) {
      certification.keyFlags = Uint8Array.of(enums.keyFlags.certifyKeys);
      // Its list names SHA-3, which GnuPG 2.2 warns of.
      certification.preferredHashAlgorithms = [enums.hash.sha512, enums.hash.sha256];
      certification.rawNotations = [];
      await (certification as unknown as Certification).sign(
        primary,
        { userID: user.userID, key: primary },
        certification.created ?? key.getCreationTime(),
        false,
        { nonDeterministicSignaturesViaNotation: false },
      );
    }
}

/** What `SignaturePacket.sign` takes; its declaration leaves out the packets it certifies and the configuration. */
interface Certification {
  sign(
    key: SecretKeyPacket,
    about: object,
    at: Date,
    detached: boolean,
    config: PartialConfig,
  ): Promise<void>;
}

/** Third parties' certifications are no part of what we publish. */
export function minimalPublicKey(key: PrivateKey): PublicKey {
  const minimal = key.toPublic();
  for (const user of minimal.users) user.otherCertifications = [];
  return minimal;
}

function hashName(packet: AnyPacket | undefined): string {
  const algorithm = packet instanceof SignaturePacket ? packet.hashAlgorithm : null;
  const name = Object.entries(enums.hash).find(([, number]) => number === algorithm)?.[0];
  if (name === undefined) throw new Error('the signature has no known hash');
  return name.replace('_', '-');
}
