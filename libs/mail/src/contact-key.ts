import {
  armor,
  config as defaults,
  enums,
  PacketList,
  readKeys,
  SignaturePacket,
  UserAttributePacket,
  UserIDPacket,
} from 'openpgp';
import type { AlgorithmInfo, AnyPacket, PublicKey, Subkey, User } from 'openpgp';
import { MailFault } from './fault.ts';
import { packetTags, TAG } from './key-packets.ts';

/** What we keep of a contact's key. */
export interface ContactKey {
  /** Of the primary key, upper-case hex. */
  fingerprint: string;
  /** Of the primary key, for people: `RSA 4096`, `Ed25519`. */
  algorithm: string;
  /** Of all its parts, 16 upper-case hex digits each: a signature names the part that made it. */
  keyIds: string[];
  /** From then on nothing can be encrypted to it any more; null: it has no end. */
  expiresAt: Date | null;
  /** Lower-case addresses of its user ids, by its own word. */
  emails: string[];
  /** With its own signatures and names alone: what others said of it, and pictures, are left out. */
  armored: string;
}

/** Bytes of armour. */
const LARGEST = 256 * 1024;
const MOST_PACKETS = 200;
/** bits of RSA; of a key that somebody hands in for a contact now. */
const LEAST_RSA = 2_048;
const LEAST_NEW_RSA = 3_072;
/** ms that a maker's clock may be ahead of ours. */
const AHEAD = 86_400_000;

/** What a key says of itself by SHA-1 or MD5 others can have said. */
const STRICT = {
  ...defaults,
  rejectHashAlgorithms: new Set([...defaults.rejectHashAlgorithms, enums.hash.sha1]),
  minRSABits: LEAST_RSA - 1,
};
const SECRET = 'is a secret key: withdraw it, for it is no secret any more';

/**
 * Reads an armoured public key as a contact may have one: exactly one key, no secret one, not revoked, with a part that encrypts,
 * and bound by signatures that hold. A key that ended is taken, for its contact has to be told so.
 * @param email when given, it is handed in for this contact now: one of its user ids must be of this address and hold
 * @throws MailFault `mail.key_refused` in words that say what is wrong; the key is not repeated
 */
export async function readContactKey(armored: string, email?: string): Promise<ContactKey> {
  refuseByItsLook(armored);
  const keys = await readKeys({ armoredKeys: armored }).catch(() => {
    throw refused('cannot be read as OpenPGP');
  });
  const [key, ...others] = keys;
  if (key === undefined || others.length > 0) throw refused(`must be one key; ${keys.length} are in it`);
  if (key.isPrivate()) throw refused(SECRET);
  if (await key.isRevoked()) throw refused('is revoked');
  if (key.getCreationTime().getTime() > Date.now() + AHEAD)
    throw refused('is dated ahead: it is not valid yet');
  refuseIfShort(key, email === undefined ? LEAST_RSA : LEAST_NEW_RSA);
  const expiresAt = await endOf(key);
  const at = instantAt(key, expiresAt);
  await refuseUnlessBound(key, at);
  const users = await usersThatHold(key, at);
  const emails = [...new Set(users.map(({ userID }) => userID?.email.toLowerCase() ?? ''))].filter(Boolean);
  if (email !== undefined && !emails.includes(email.toLowerCase()))
    throw refused(`has no user id with the address ${email} that holds`);
  return {
    fingerprint: key.getFingerprint().toUpperCase(),
    algorithm: algorithmName(key.getAlgorithmInfo()),
    keyIds: key.getKeys().map((part) => part.getKeyID().toHex().toUpperCase()),
    expiresAt,
    emails,
    armored: ownPartsOf(key, users),
  };
}

/** Before anything of it is opened, for that can cost a lot. */
function refuseByItsLook(armored: string): void {
  if (Buffer.byteLength(armored) > LARGEST) throw refused(`has more than ${LARGEST / 1024} KiB`);
  if (armored.includes('PRIVATE KEY BLOCK')) throw refused(SECRET);
  const tags = packetTags(armored, MOST_PACKETS);
  if (tags === null) throw refused('cannot be read as OpenPGP: it must be one armoured block, whole');
  if (tags.some((tag) => tag === TAG.secretKey || tag === TAG.secretSubkey)) throw refused(SECRET);
  if (tags.length > MOST_PACKETS)
    throw refused(
      `has more than ${MOST_PACKETS} packets: export it without what others signed (gpg --export-options export-minimal)`,
    );
  const count = tags.filter((tag) => tag === TAG.publicKey).length;
  if (count > 1) throw refused(`must be one key; ${count} are in it`);
}

function refuseIfShort(key: PublicKey, least: number): void {
  for (const { algorithm, bits } of [key, ...key.subkeys].map((part) => part.getAlgorithmInfo()))
    if (algorithm.startsWith('rsa') && bits !== undefined && bits < least)
      throw refused(`has RSA of ${bits} bits; it must have ${least} or more`);
}

/** Now, or the last moment at which it held. */
function instantAt(key: PublicKey, end: Date | null): Date {
  const now = new Date(Math.max(Date.now(), key.getCreationTime().getTime()));
  return end !== null && end <= now ? new Date(end.getTime() - 1_000) : now;
}

async function refuseUnlessBound(key: PublicKey, at: Date): Promise<void> {
  await key.getPrimaryUser(at, undefined, STRICT).catch(() => {
    throw refused('has no user id that it signed itself in a way that counts (not by SHA-1 or MD5)');
  });
  await key.getEncryptionKey(undefined, at, undefined, STRICT).catch(() => {
    throw refused('has no part that may encrypt');
  });
}

/** By the key's own word: a user id that it has not signed, or has revoked, is anybody's claim. */
async function usersThatHold(key: PublicKey, at: Date): Promise<User[]> {
  const holds = await Promise.all(
    key.users.map(
      async (user) => user.userID !== null && (await user.verify(at, STRICT).catch(() => null)) === true,
    ),
  );
  return key.users.filter((_, index) => holds[index]);
}

/** Packet by packet: a name that does not hold goes with all that stands under it, and whatever somebody else signed goes alone. */
function ownPartsOf(key: PublicKey, users: User[]): string {
  const names = new Set(users.map(({ userID }) => userID?.userID));
  const own = new PacketList<AnyPacket>();
  let isLeftOut = false;
  for (const packet of key.toPublic().toPacketList() as Iterable<AnyPacket>) {
    if (packet instanceof SignaturePacket) {
      if (!isLeftOut && packet.issuerKeyID.equals(key.getKeyID())) own.push(packet);
      continue;
    }
    isLeftOut =
      packet instanceof UserAttributePacket || (packet instanceof UserIDPacket && !names.has(packet.userID));
    if (!isLeftOut) own.push(packet);
  }
  return armor(enums.armor.publicKey, own.write());
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

/** As people call it: `RSA 4096`, `Ed25519`. */
export function algorithmName({ algorithm, bits, curve }: AlgorithmInfo): string {
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
