import { enums, readKey } from 'openpgp';
import type { PublicKey, Subkey } from 'openpgp';
import { algorithmName } from './contact-key.ts';

export type PartPurpose = 'certify' | 'sign' | 'encrypt';

/** The primary key of an OpenPGP key, or one of its subkeys. */
export interface KeyPart {
  /** Upper-case hex. */
  fingerprint: string;
  purposes: PartPurpose[];
  /** For people: `Ed25519`. */
  algorithm: string;
  madeAt: Date;
  /** Null: it has no end. */
  endsAt: Date | null;
  isRevoked: boolean;
}

export interface KeyParts {
  fingerprint: string;
  userIds: string[];
  /** The primary key first, then the newest. */
  parts: KeyPart[];
  /** Fingerprints of the parts that sign, and are encrypted to, at that instant; null where none can. */
  signing: string | null;
  encryption: string | null;
}

/**
 * What an armoured public key of our own is made of.
 * @throws Error when it is none
 */
export async function partsOfKey(armored: string, at: Date): Promise<KeyParts> {
  const key = await readKey({ armoredKey: armored });
  const subkeys = await Promise.all(
    key.subkeys.map(async (subkey) => partOf(subkey, flagsOf(subkey), key, at)),
  );
  const used = async (found: Promise<PublicKey | Subkey>) =>
    found.then(
      (part) => nameOf(part),
      () => null,
    );
  return {
    fingerprint: nameOf(key),
    userIds: key.getUserIDs(),
    parts: [
      await partOf(key, await primaryFlags(key), key, at),
      ...subkeys.sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime()),
    ],
    signing: await used(key.getSigningKey(undefined, at)),
    encryption: await used(key.getEncryptionKey(undefined, at)),
  };
}

async function partOf(part: PublicKey | Subkey, flags: number, key: PublicKey, at: Date): Promise<KeyPart> {
  const end = await part.getExpirationTime().catch(() => null);
  return {
    fingerprint: nameOf(part),
    purposes: PURPOSES.flatMap(([purpose, mask]) => ((flags & mask) === 0 ? [] : [purpose])),
    algorithm: algorithmName(part.getAlgorithmInfo()),
    madeAt: part.getCreationTime(),
    endsAt: end instanceof Date ? end : null,
    isRevoked: await isRevoked(part, key, at),
  };
}

async function isRevoked(part: PublicKey | Subkey, key: PublicKey, at: Date): Promise<boolean> {
  if (part === key) return key.isRevoked(undefined, undefined, at);
  const subkey = part as Subkey;
  const [binding] = subkey.bindingSignatures;
  return binding === undefined || subkey.isRevoked(binding, key.keyPacket, at);
}

const PURPOSES: [PartPurpose, number][] = [
  ['certify', enums.keyFlags.certifyKeys],
  ['sign', enums.keyFlags.signData],
  ['encrypt', enums.keyFlags.encryptCommunication | enums.keyFlags.encryptStorage],
];

const flagsOf = ({ bindingSignatures }: Subkey): number => bindingSignatures.at(-1)?.keyFlags?.[0] ?? 0;

async function primaryFlags(key: PublicKey): Promise<number> {
  const user = await key.getPrimaryUser().catch(() => null);
  return user?.selfCertification.keyFlags?.[0] ?? 0;
}

const nameOf = (part: PublicKey | Subkey): string => part.getFingerprint().toUpperCase();
