import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * Signed notes (C2SP signed-note): text that ends in a newline, an empty line, and a line a signature. Key types are 0x01 for
 * the log (Ed25519 over the text) and 0x04 for a witness (tlog-cosignature: over a time and the text).
 */
const LOG = 0x01;
const WITNESS = 0x04;
const ID_BYTES = 4;
const KEY_BYTES = 32;
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** The public half of whoever signs. `name` holds no blank and no plus sign. */
export interface NoteKey {
  name: string;
  kind: 'log' | 'witness';
  /** Ed25519, 32 bytes. */
  publicKey: Buffer;
}

const kindByte = ({ kind }: NoteKey): number => (kind === 'log' ? LOG : WITNESS);

const idOf = (key: NoteKey): Buffer =>
  createHash('sha256')
    .update(`${key.name}\n`)
    .update(Uint8Array.of(kindByte(key)))
    .update(key.publicKey)
    .digest()
    .subarray(0, ID_BYTES);

/** One line to hand on: `name+id+key`, the vkey of C2SP. */
export const textOfKey = (key: NoteKey): string =>
  `${key.name}+${idOf(key).toString('hex')}+${Buffer.concat([Uint8Array.of(kindByte(key)), key.publicKey]).toString('base64')}`;

/** Null for what is no such key, or not whole. */
export function readNoteKey(text: string): NoteKey | null {
  const [name = '', id = '', ...rest] = text.trim().split('+');
  // Base64 has plus signs too.
  const bytes = Buffer.from(rest.join('+'), 'base64');
  const kind = bytes[0] === LOG ? 'log' : bytes[0] === WITNESS ? 'witness' : null;
  if (name === '' || /\s/.test(name) || kind === null || bytes.length !== 1 + KEY_BYTES) return null;
  const key: NoteKey = { name, kind, publicKey: bytes.subarray(1) };
  return idOf(key).toString('hex') === id ? key : null;
}

const SPKI_OF_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** To make one takes as long as to check a signature, and a whole check has many of one key. */
const made = new WeakMap<NoteKey, KeyObject>();

function publicKeyOf(key: NoteKey): KeyObject {
  const known = made.get(key);
  if (known !== undefined) return known;
  const spki = Buffer.concat([SPKI_OF_ED25519, key.publicKey]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  made.set(key, publicKey);
  return publicKey;
}

/** One signature of a note. `at` is told by witnesses alone. */
export interface NoteSignature {
  name: string;
  id: string;
  bytes: Buffer;
}

export interface Note {
  /** With its last newline. */
  text: string;
  signatures: NoteSignature[];
}

/** Null for what is no signed note. */
export function readNote(note: string): Note | null {
  const split = note.lastIndexOf('\n\n');
  if (split === -1 || !note.endsWith('\n')) return null;
  const lines = note.slice(split + 2, -1).split('\n');
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const [, name = '', base64 = ''] = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
    const bytes = Buffer.from(base64, 'base64');
    // Base64 has bits that mean nothing: with another of them it is not what was written.
    if (bytes.length <= ID_BYTES || bytes.toString('base64') !== base64) return null;
    signatures.push({
      name,
      id: bytes.subarray(0, ID_BYTES).toString('hex'),
      bytes: bytes.subarray(ID_BYTES),
    });
  }
  return { text: note.slice(0, split + 1), signatures };
}

const lineOf = (key: NoteKey, signature: Buffer): string =>
  `— ${key.name} ${Buffer.concat([idOf(key), signature]).toString('base64')}\n`;

/** The note that the log signs. @param text ends in a newline */
export const signNote = (text: string, key: NoteKey, secret: KeyObject): string =>
  `${text}\n${lineOf(key, sign(null, Buffer.from(text), secret))}`;

/** The line that a witness adds to a note. @param at s since 1970 */
export function cosign(text: string, at: number, key: NoteKey, secret: KeyObject): string {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(at));
  return lineOf(key, Buffer.concat([time, sign(null, witnessed(text, at), secret)]));
}

const witnessed = (text: string, at: number): Buffer => Buffer.from(`cosignature/v1\ntime ${at}\n${text}`);

/** Did this log sign the note? */
export function isSignedBy({ text, signatures }: Note, key: NoteKey): boolean {
  return signaturesOf(signatures, key).some(
    ({ bytes }) =>
      bytes.length === SIGNATURE_BYTES && verify(null, Buffer.from(text), publicKeyOf(key), bytes),
  );
}

const verifyApart = promisify(verify);

/** Did one of these logs sign the note, and nobody else? Worked out beside this thread: for a log of many heads. */
export async function isSignedByOneOf(
  { text, signatures }: Note,
  keys: readonly NoteKey[],
): Promise<boolean> {
  const [only, ...more] = signatures;
  if (only?.bytes.length !== SIGNATURE_BYTES || more.length > 0) return false;
  for (const key of keys.filter((one) => signaturesOf([only], one).length > 0))
    if (await verifyApart(null, Buffer.from(text), publicKeyOf(key), only.bytes)) return true;
  return false;
}

/** When this witness saw the note, s since 1970; null where it has not. */
export function witnessedAt({ text, signatures }: Note, key: NoteKey): number | null {
  for (const { bytes } of signaturesOf(signatures, key)) {
    if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) continue;
    const at = Number(bytes.readBigUInt64BE(0));
    if (verify(null, witnessed(text, at), publicKeyOf(key), bytes.subarray(TIME_BYTES))) return at;
  }
  return null;
}

const signaturesOf = (signatures: NoteSignature[], key: NoteKey): NoteSignature[] =>
  signatures.filter(({ name, id }) => name === key.name && id === idOf(key).toString('hex'));
