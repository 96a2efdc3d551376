import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** 256 random bits as text; `prefix` lets scanners for leaked secrets recognise ours. */
export const newSecret = (prefix = '') => `${prefix}${randomBytes(32).toString('base64url')}`;

/** A secret of 256 random bits needs no slow hash. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** argon2id with 19 MiB and two passes, the parameters that OWASP's password storage cheat sheet gives (2024). */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2);

// Of a password that nobody knows: an unknown address must take as long to refuse as a known one.
const decoy = hash(randomBytes(16).toString('hex'), ARGON2);

export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await decoy), password);
  return fits && stored !== null && stored !== undefined;
}
