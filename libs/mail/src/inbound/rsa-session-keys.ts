import { constants, createPrivateKey, privateDecrypt, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { enums } from 'openpgp';
import type { Message, SessionKey } from 'openpgp';
import type { OwnKeys } from './own-keys.ts';
import { READING_CONFIG } from './signatures.ts';

/** What OpenPGP.js holds of a session key that is encrypted by RSA (RFC 9580 section 5.1). */
interface EncryptedSessionKey {
  version: number;
  publicKeyID: { isWildcard(): boolean };
  publicKeyAlgorithm: number;
  encrypted: { c: Uint8Array };
}

interface RsaNumbers {
  publicParams: Record<'n' | 'e', Uint8Array>;
  privateParams: Record<'d' | 'p' | 'q' | 'u', Uint8Array>;
}

/** The ciphers that a message to an RSA key is read in, with the bytes of their keys; the same as OpenPGP.js takes then. */
const CIPHERS = [
  { algorithm: 'aes256', bytes: 32 },
  { algorithm: 'aes192', bytes: 24 },
  { algorithm: 'aes128', bytes: 16 },
] as const;

/**
 * What may be the session key of a message to an RSA key of ours; null where it is to none. OpenPGP.js would reckon in
 * JavaScript's own numbers, once for each cipher: half a second for one mail to a key of 4,096 bits. Here OpenSSL does, once.
 *
 * As there, nothing tells whether what came out was well formed (the attack of Bleichenbacher): there is always one key for
 * each cipher, made up where it does not fit, and none of them opens a message that is not ours.
 */
export async function rsaSessionKeys(
  message: Message<Uint8Array>,
  own: OwnKeys,
): Promise<SessionKey[] | null> {
  const packets = message.packets.filterByTag(
    enums.packet.publicKeyEncryptedSessionKey,
  ) as unknown as EncryptedSessionKey[];
  for (const packet of packets) {
    const key = isPlainRsa(packet) ? await ownRsaKey(packet, own) : null;
    if (key === null) continue;
    const encoded = decryptRaw(packet.encrypted.c, key);
    return CIPHERS.map((cipher) => ({ ...cipher, data: keyOrMadeUp(encoded, cipher) }));
  }
  return null;
}

/** For all uses, and for encryption alone. */
const RSA: number[] = [enums.publicKey.rsaEncryptSign, enums.publicKey.rsaEncrypt];

const isPlainRsa = ({ version, publicKeyID, publicKeyAlgorithm }: EncryptedSessionKey) =>
  version === 3 && !publicKeyID.isWildcard() && RSA.includes(publicKeyAlgorithm);

/** The part of ours that it names; one that has ended still opens what came before. */
async function ownRsaKey({ publicKeyID }: EncryptedSessionKey, own: OwnKeys): Promise<RsaNumbers | null> {
  for (const key of own) {
    const found = await key
      .getDecryptionKeys(publicKeyID as never, null, undefined, READING_CONFIG)
      .catch(() => []);
    const [part] = found.map(({ keyPacket }) => keyPacket as unknown as RsaNumbers);
    if (part?.publicParams.n !== undefined) return part;
  }
  return null;
}

/** The bare operation of RSA: as many bytes as the modulus has. */
function decryptRaw(encrypted: Uint8Array, numbers: RsaNumbers): Buffer {
  const { n } = numbers.publicParams;
  const padded = Buffer.alloc(n.length);
  padded.set(encrypted.subarray(-n.length), Math.max(0, n.length - encrypted.length));
  return privateDecrypt({ key: keyOf(numbers), padding: constants.RSA_NO_PADDING }, padded);
}

function keyOf({ publicParams: { n, e }, privateParams: { d, p, q, u } }: RsaNumbers): KeyObject {
  const exponent = (prime: Uint8Array) => bytesOf(numberOf(d) % (numberOf(prime) - 1n), prime.length);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  // OpenPGP has the inverse of the first prime by the second one, JWK that of the second by the first.
  return createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: text(n),
      e: text(e),
      d: text(d),
      p: text(q),
      q: text(p),
      dp: text(exponent(q)),
      dq: text(exponent(p)),
      qi: text(u),
    },
  });
}

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

const bytesOf = (number: bigint, length: number): Buffer =>
  Buffer.from(number.toString(16).padStart(2 * length, '0'), 'hex');

/**
 * 00 02, at least eight random bytes that are not zero, 00, the cipher, its key, the sum of the key's bytes (RFC 8017 section
 * 7.2.2). No branch and no length depends on what is in it.
 */
function keyOrMadeUp(encoded: Buffer, { algorithm, bytes }: (typeof CIPHERS)[number]): Uint8Array {
  const at = encoded.length - bytes - 2;
  const separator = at - 2;
  let wrong = byteAt(encoded, 0) | (byteAt(encoded, 1) ^ 2) | byteAt(encoded, separator);
  wrong |= byteAt(encoded, separator + 1) ^ enums.symmetric[algorithm];
  for (let index = 2; index < separator; index += 1) wrong |= isZero(byteAt(encoded, index));
  let sum = 0;
  for (let index = at; index < at + bytes; index += 1) sum += byteAt(encoded, index);
  wrong |= (sum & 0xffff) ^ ((byteAt(encoded, at + bytes) << 8) | byteAt(encoded, at + bytes + 1));
  const madeUp = randomBytes(bytes);
  // All ones where it is right, else none.
  const right = ((wrong - 1) >> 31) & 0xff;
  return madeUp.map((made, index) => (byteAt(encoded, at + index) & right) | (made & ~right & 0xff));
}

const byteAt = (bytes: Buffer, index: number): number => bytes[index] ?? 0;

/** 1 for zero and 0 for any other byte, without a branch. */
const isZero = (byte: number): number => ((byte - 1) >> 8) & 1;
