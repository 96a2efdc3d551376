import { randomBytes } from 'node:crypto';

/** Crockford's base32: no letter looks like a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Of 5 bits each, so 80 bits: beyond guessing, and no slow hash is needed. */
const LETTERS = 16;

/** As people write it down: four groups of four. */
export function newRecoveryCode(): string {
  const letters = [...randomBytes(LETTERS)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('');
  return letters.replace(/(?<=^(?:.{4})+)(?!$)/g, '-');
}

/** What is hashed, however it was typed: case, blanks, dashes, and an O for a zero do not matter. */
export const asTyped = (code: string): string =>
  code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0');
