import { createHash } from 'node:crypto';

/** Tags of RFC 9580 section 5. */
export const TAG = { secretKey: 5, publicKey: 6, secretSubkey: 7, publicSubkey: 14 } as const;

/**
 * The tags of the packets in one armoured block, in their order, without opening any of them: what costs a lot to open is so
 * refused before. Null where it is not one block of whole packets.
 * @param most after so many the rest is not looked at
 */
export function packetTags(armored: string, most: number): number[] | null {
  return packetsIn(armored, most)?.map(({ tag }) => tag) ?? null;
}

/** Fingerprints of the primary key and the subkeys, upper-case hex, without opening any of them; none of what is no key. */
export function partFingerprints(armored: string): string[] {
  const packets = packetsIn(armored, MOST_PARTS) ?? [];
  const isPart = ({ tag }: Packet) => tag === TAG.publicKey || tag === TAG.publicSubkey;
  return packets.filter(isPart).flatMap(({ body }) => fingerprintOf(body) ?? []);
}

const MOST_PARTS = 1_000;

/** RFC 9580 section 5.5.4. */
function fingerprintOf(body: Uint8Array): string | null {
  const version = body[0];
  if (version !== 4 && version !== 6) return null;
  const length = Buffer.alloc(version === 4 ? 2 : 4);
  length.writeUIntBE(body.length, 0, length.length);
  return createHash(version === 4 ? 'sha1' : 'sha256')
    .update(Uint8Array.of(version === 4 ? 0x99 : 0x9b))
    .update(length)
    .update(body)
    .digest('hex')
    .toUpperCase();
}

interface Packet {
  tag: number;
  body: Uint8Array;
}

function packetsIn(armored: string, most: number): Packet[] | null {
  const bytes = bytesOf(armored);
  if (bytes === null) return null;
  const packets: Packet[] = [];
  let at = 0;
  while (at < bytes.length && packets.length <= most) {
    const head = headAt(bytes, at);
    if (head === null || head.next > bytes.length) return null;
    packets.push({ tag: head.tag, body: bytes.subarray(head.body, head.next) });
    at = head.next;
  }
  return packets;
}

/** Of the only block. Its check sum is for the reader to judge. */
function bytesOf(armored: string): Uint8Array | null {
  const blocks = armored.match(/-----BEGIN PGP [A-Z ]+-----[^]*?-----END PGP [A-Z ]+-----/g) ?? [];
  const [block] = blocks;
  if (block === undefined || blocks.length > 1) return null;
  const lines = block.split(/\r?\n/).slice(1, -1);
  const body = lines.slice(lines.findIndex((line) => line.trim() === '') + 1);
  const coded = body.filter((line) => !line.startsWith('=')).join('');
  return new Uint8Array(Buffer.from(coded, 'base64'));
}

interface Head {
  tag: number;
  /** Where its content begins. */
  body: number;
  /** Where the next packet begins. */
  next: number;
}

function headAt(bytes: Uint8Array, at: number): Head | null {
  const first = bytes[at] ?? 0;
  if ((first & 0x80) === 0) return null;
  return (first & 0x40) === 0 ? oldHead(bytes, at, first) : newHead(bytes, at, first);
}

/** Without a length, which reaches to the end, a packet is no part of a key. */
function oldHead(bytes: Uint8Array, at: number, first: number): Head | null {
  const width = [1, 2, 4][first & 3];
  if (width === undefined) return null;
  const body = at + 1 + width;
  return { tag: (first >> 2) & 15, body, next: body + numberAt(bytes, at + 1, width) };
}

/** A length in parts is for data, not for keys. */
function newHead(bytes: Uint8Array, at: number, first: number): Head | null {
  const tag = first & 63;
  const octet = bytes[at + 1] ?? 0;
  if (octet < 192) return { tag, body: at + 2, next: at + 2 + octet };
  if (octet < 224)
    return { tag, body: at + 3, next: at + 3 + ((octet - 192) << 8) + (bytes[at + 2] ?? 0) + 192 };
  return octet === 255 ? { tag, body: at + 6, next: at + 6 + numberAt(bytes, at + 2, 4) } : null;
}

const numberAt = (bytes: Uint8Array, at: number, width: number): number =>
  bytes.slice(at, at + width).reduce((value, byte) => value * 256 + byte, 0);
