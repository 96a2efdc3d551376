import { createHash } from 'node:crypto';
import { readKey } from 'openpgp';

/** RFC 6189 section 5.1.6. */
const Z_BASE_32 = 'ybndrfg8ejkmcpqxot1uwisza345h769';
const BITS = 5;

/**
 * By what a Web Key Directory finds the key of an address: 32 letters from the part before the `@`, in lower case
 * (draft-koch-openpgp-webkey-service section 3.1).
 */
export function webKeyHash(address: string): string {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase();
  const digest = createHash('sha1').update(local).digest();
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(new RegExp(`.{${BITS}}`, 'g')) ?? [])
    .map((five) => Z_BASE_32.charAt(Number.parseInt(five, 2)))
    .join('');
}

/** The bytes of an armoured key, as a Web Key Directory serves them. */
export async function binaryKey(armored: string): Promise<Buffer> {
  return Buffer.from((await readKey({ armoredKey: armored })).write());
}
