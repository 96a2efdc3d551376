import {
  armor,
  createCleartextMessage,
  createMessage,
  encrypt,
  enums,
  generateKey,
  PacketList,
  readKey,
  readPrivateKey,
  reformatKey,
  revokeKey,
  sign,
  SignaturePacket,
  UserIDPacket,
} from 'openpgp';
import type { AnyPacket, KeyOptions, PrivateKey, PublicKey, SecretKeyPacket } from 'openpgp';

/** A key that somebody might hand in, and what is to come of it. */
export interface HostileKey {
  name: string;
  armored: string;
  /** Handed in for this address; absent: read as one of a directory is. */
  email?: string;
  /** In the refusal; null: it is taken, for it does no harm. */
  refusal: RegExp | null;
}

export const EMAIL = 'noc@registry-a.example';
const DAY = 86_400;
const NOT_BOUND = /no user id that it signed itself/;
const NOT_READ = /cannot be read as OpenPGP/;
const NO_SUCH_ADDRESS = /no user id with the address/;
const SECRET = /is a secret key/;

/** RFC 9580 section 5.2.1: four ways of saying that a user id is of a key. */
const CERTIFICATES: ReadonlySet<number> = new Set([0x10, 0x11, 0x12, 0x13]);

const make = async (more: Omit<Partial<KeyOptions>, 'format'> = {}): Promise<PrivateKey> =>
  (
    await generateKey({
      type: 'ecc',
      curve: 'nistP256',
      userIDs: [{ name: 'NOC', email: EMAIL }],
      format: 'object',
      date: new Date(Date.now() - 90 * DAY * 1_000),
      ...more,
    })
  ).privateKey;

const armored = (bytes: Uint8Array): string => armor(enums.armor.publicKey, bytes);
const packed = (packets: AnyPacket[]): string => {
  const list = new PacketList<AnyPacket>();
  list.push(...packets);
  return armored(list.write());
};
const packetsOf = (key: PrivateKey | PublicKey): AnyPacket[] =>
  [...key.toPublic().toPacketList()] as AnyPacket[];
const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const text = (key: PrivateKey): string => key.toPublic().armor();
const withoutCertificates = (key: PrivateKey): AnyPacket[] =>
  packetsOf(key).filter(
    (packet) => !(packet instanceof SignaturePacket && CERTIFICATES.has(packet.signatureType ?? -1)),
  );

/** Made anew with each call: every way of being wrong that we know, each alone. */
export async function hostileKeys(): Promise<HostileKey[]> {
  const good = await make();
  const other = await make({ userIDs: [{ email: 'other@elsewhere.example' }] });
  return [
    ...noKeys(good),
    ...(await otherMessages(good)),
    ...manyOfThem(good, other),
    ...(await secretOnes(good)),
    ...(await namedOddly()),
    ...(await outOfTime()),
    ...(await weakOnes()),
    ...(await wronglyBound(good, other)),
  ];
}

function noKeys(good: PrivateKey): HostileKey[] {
  const whole = text(good);
  const lines = whole.split('\n');
  const bytes = good.toPublic().write();
  const refusal = NOT_READ;
  return [
    { name: 'nothing', armored: '', refusal },
    { name: 'words', armored: 'here is my key, please use it', refusal },
    { name: 'NUL', armored: '\u0000'.repeat(500), refusal },
    { name: 'a block without an end', armored: lines.slice(0, -3).join('\n'), refusal },
    { name: 'an empty block', armored: armored(new Uint8Array()), refusal: /cannot be read|must be one key/ },
    { name: 'cut within a packet', armored: armored(bytes.slice(0, bytes.length - 40)), refusal },
    { name: 'noise', armored: armored(new Uint8Array(2_000).map((_, index) => (index * 37) % 251)), refusal },
    {
      name: 'a packet that reaches to the end',
      armored: armored(joined(Uint8Array.of(0x9b), bytes)),
      refusal,
    },
    {
      name: 'a length of 4 GiB',
      armored: armored(joined(Uint8Array.of(0xc6, 255, 255, 255, 255, 255), bytes)),
      refusal,
    },
    { name: 'a packet in parts', armored: armored(joined(Uint8Array.of(0xc6, 0xf0), bytes)), refusal },
    { name: 'more than 256 KiB', armored: `${whole}${'x'.repeat(300_000)}`, refusal: /more than 256 KiB/ },
  ];
}

async function otherMessages(good: PrivateKey): Promise<HostileKey[]> {
  const message = await createMessage({ text: 'x' });
  const { publicKey } = await revokeKey({ key: good, format: 'object' });
  const [revocation] = publicKey.revocationSignatures;
  if (revocation === undefined) throw new Error('a revoked key has no revocation');
  const refusal = NOT_READ;
  return [
    {
      name: 'a detached signature',
      armored: String(await sign({ message, signingKeys: good, detached: true })),
      refusal,
    },
    {
      name: 'an encrypted message',
      armored: String(await encrypt({ message, encryptionKeys: good.toPublic() })),
      refusal,
    },
    {
      name: 'a text signed in the clear',
      armored: await sign({ message: await createCleartextMessage({ text: 'x' }), signingKeys: good }),
      refusal,
    },
    { name: 'a revocation alone', armored: packed([revocation]), refusal: /cannot be read|must be one key/ },
  ];
}

function manyOfThem(good: PrivateKey, other: PrivateKey): HostileKey[] {
  const packets = packetsOf(good);
  const userIds = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      UserIDPacket.fromObject({ email: `n${index}@flood.example` }),
    );
  const flood = packets.find((packet) => packet instanceof SignaturePacket);
  if (flood === undefined) throw new Error('a key has no signature');
  const most = /more than 200 packets/;
  return [
    {
      name: 'two keys in one block',
      armored: packed([...packets, ...packetsOf(other)]),
      refusal: /must be one key; 2/,
    },
    { name: 'two blocks', armored: `${text(good)}\n${text(other)}`, refusal: NOT_READ },
    {
      name: '250 signatures on one name',
      armored: packed([...packets.slice(0, 2), ...Array<AnyPacket>(250).fill(flood)]),
      refusal: most,
    },
    { name: '5,000 user ids', armored: packed([...packets, ...userIds(5_000)]), refusal: most },
    {
      name: '150 user ids that nobody signed',
      armored: packed([...packets, ...userIds(150)]),
      refusal: null,
    },
  ];
}

async function secretOnes(good: PrivateKey): Promise<HostileKey[]> {
  const secret = good.write();
  const own = await readPrivateKey({ binaryKey: secret });
  const [, ...rest] = [...own.toPacketList()] as AnyPacket[];
  const [primary] = packetsOf(good);
  if (primary === undefined) throw new Error('a key has no packets');
  return [
    { name: 'a secret key', armored: good.armor(), refusal: SECRET },
    { name: 'a secret key in a public block', armored: armored(secret), refusal: SECRET },
    { name: 'a public key with a secret part', armored: packed([primary, ...rest]), refusal: SECRET },
  ];
}

async function namedOddly(): Promise<HostileKey[]> {
  const named = async (name: string, userID: { name?: string; email?: string; comment?: string }) => ({
    name,
    armored: text(await make({ userIDs: [userID] })),
    email: EMAIL,
  });
  return [
    { ...(await named('of somebody else', { email: 'other@elsewhere.example' })), refusal: NO_SUCH_ADDRESS },
    {
      ...(await named('our address as a comment', { comment: EMAIL, email: 'x@elsewhere.example' })),
      refusal: NO_SUCH_ADDRESS,
    },
    {
      ...(await named('our address as a name', { name: EMAIL, email: 'x@elsewhere.example' })),
      refusal: NO_SUCH_ADDRESS,
    },
    {
      ...(await named('an address that looks like ours', { email: 'n\u043ec@registry-a.example' })),
      refusal: NO_SUCH_ADDRESS,
    },
    {
      ...(await named('line breaks in a name', { name: 'NOC\r\nBcc: x@elsewhere.example', email: EMAIL })),
      refusal: null,
    },
    {
      ...(await named('HTML in a name', { name: '<img src=x onerror=alert(1)>', email: EMAIL })),
      refusal: NO_SUCH_ADDRESS,
    },
    { ...(await named('text that turns round', { name: '\u202egro.CON', email: EMAIL })), refusal: null },
  ];
}

async function outOfTime(): Promise<HostileKey[]> {
  const good = await make();
  const { publicKey } = await revokeKey({ key: good, format: 'armored' });
  return [
    {
      name: 'ended',
      armored: text(await make({ keyExpirationTime: 30 * DAY })),
      email: EMAIL,
      refusal: null,
    },
    {
      name: 'with a part that ended',
      armored: text(await make({ subkeys: [{ keyExpirationTime: DAY }] })),
      email: EMAIL,
      refusal: null,
    },
    {
      name: 'dated ahead',
      armored: text(await make({ date: new Date('2090-01-01') })),
      email: EMAIL,
      refusal: /dated ahead/,
    },
    { name: 'revoked', armored: publicKey, email: EMAIL, refusal: /is revoked/ },
  ];
}

async function weakOnes(): Promise<HostileKey[]> {
  const rsa = async (rsaBits: number) =>
    text(await make({ type: 'rsa', rsaBits, config: { minRSABits: 1_023 } }));
  const two = await rsa(2_048);
  return [
    { name: 'RSA of 1,024 bits', armored: await rsa(1_024), refusal: /RSA of 1024 bits/ },
    { name: 'RSA of 2,048 bits, handed in now', armored: two, email: EMAIL, refusal: /3072 or more/ },
    { name: 'RSA of 2,048 bits, of a directory', armored: two, refusal: null },
    { name: 'bound by SHA-1', armored: await boundBy(enums.hash.sha1), email: EMAIL, refusal: NOT_BOUND },
    { name: 'bound by MD5', armored: await boundBy(enums.hash.md5), email: EMAIL, refusal: NOT_BOUND },
    {
      name: 'without a part that encrypts',
      armored: text(await make({ subkeys: [{ sign: true }] })),
      email: EMAIL,
      refusal: /no part that may encrypt/,
    },
  ];
}

/** With self-signatures by that hash alone. */
async function boundBy(hash: enums.hash): Promise<string> {
  const key = await make();
  const primary = key.keyPacket as SecretKeyPacket;
  for (const user of key.users)
    for (const certification of user.selfCertifications) {
      certification.hashAlgorithm = hash;
      await (certification as unknown as Certification).sign(
        primary,
        { userID: user.userID, key: primary },
        key.getCreationTime(),
        false,
        { nonDeterministicSignaturesViaNotation: false },
      );
    }
  return text(key);
}

/** What `SignaturePacket.sign` takes; its declaration leaves out the packets it certifies and the configuration. */
interface Certification {
  sign(key: SecretKeyPacket, about: object, at: Date, detached: boolean, config: object): Promise<void>;
}

async function wronglyBound(good: PrivateKey, other: PrivateKey): Promise<HostileKey[]> {
  const stranger = await make({ userIDs: [{ email: 'x@elsewhere.example' }] });
  const bySomebody = await (
    await readKey({ armoredKey: packed(withoutCertificates(good)) })
  ).signAllUsers([stranger]);
  const renamed = await reformatKey({
    privateKey: other,
    userIDs: [{ email: 'x@elsewhere.example' }],
    format: 'object',
  });
  const added = UserIDPacket.fromObject({ email: EMAIL });
  const [primary, ...rest] = packetsOf(good);
  const [, ...parts] = packetsOf(other).filter((packet) => !(packet instanceof UserIDPacket));
  if (primary === undefined) throw new Error('a key has no packets');
  const names = rest.slice(0, 2);
  return [
    {
      name: 'a user id that nobody signed',
      armored: packed(withoutCertificates(good)),
      email: EMAIL,
      refusal: NOT_BOUND,
    },
    {
      name: 'a user id that a stranger signed',
      armored: bySomebody.armor(),
      email: EMAIL,
      refusal: NOT_BOUND,
    },
    {
      name: 'our address added to the key of another',
      armored: packed([...packetsOf(renamed.privateKey), added]),
      email: EMAIL,
      refusal: NO_SUCH_ADDRESS,
    },
    {
      name: 'the part of another key',
      armored: packed([primary, ...names, ...parts.slice(-2)]),
      email: EMAIL,
      refusal: /no part that may encrypt/,
    },
    {
      name: 'names and no key',
      armored: packed(rest.slice(0, 2)),
      refusal: /cannot be read|must be one key/,
    },
  ];
}
