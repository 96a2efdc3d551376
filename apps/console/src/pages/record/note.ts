import { hexOf, joined, sha256 } from './tree.ts';
import type { Hash } from './tree.ts';

/** What a signed checkpoint says (C2SP tlog-checkpoint in a signed-note). */
export interface Head {
  origin: string;
  size: number;
  root: Hash;
}

interface Signature {
  name: string;
  /** Of the key, hex. */
  id: string;
  bytes: Hash;
}

export interface Note {
  head: Head;
  /** The bytes that are signed. */
  text: string;
  signatures: Signature[];
}

const ID_BYTES = 4;
const LOG = 0x01;

/** Null for what is no checkpoint. */
export function readNote(note: string): Note | null {
  const split = note.lastIndexOf('\n\n');
  if (split === -1 || !note.endsWith('\n')) return null;
  const text = note.slice(0, split + 1);
  const [origin = '', size = '', root = ''] = text.split('\n');
  const rootBytes = bytesOf(root);
  if (origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size) || rootBytes?.length !== 32) return null;
  const signatures: Signature[] = [];
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name = '', base64 = ''] = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
    const bytes = bytesOf(base64);
    if (bytes === null || bytes.length <= ID_BYTES) return null;
    signatures.push({ name, id: hexOf(bytes.slice(0, ID_BYTES)), bytes: bytes.slice(ID_BYTES) });
  }
  return { head: { origin, size: Number(size), root: rootBytes }, text, signatures };
}

/** `unable`: this browser has no Ed25519. */
export type Signed = 'good' | 'bad' | 'unable';

/** Did the log with this key (`name+id+key`) sign the note? The key's own id is reckoned again. */
export async function isSignedBy({ text, signatures }: Note, key: string): Promise<Signed> {
  const [name = '', id = '', ...rest] = key.split('+');
  // Base64 has plus signs too.
  const bytes = bytesOf(rest.join('+'));
  if (bytes?.[0] !== LOG || bytes.length !== 33) return 'bad';
  const encoder = new TextEncoder();
  const reckoned = await sha256(joined([encoder.encode(`${name}\n`), bytes]));
  const signature = signatures.find((one) => one.name === name && one.id === id);
  if (hexOf(reckoned.slice(0, ID_BYTES)) !== id || signature === undefined) return 'bad';
  const publicKey = await crypto.subtle
    .importKey('raw', bytes.slice(1), { name: 'Ed25519' }, false, ['verify'])
    .catch(() => null);
  if (publicKey === null) return 'unable';
  const isGood = await crypto.subtle.verify('Ed25519', publicKey, signature.bytes, encoder.encode(text));
  return isGood ? 'good' : 'bad';
}

function bytesOf(base64: string): Hash | null {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
