import { z } from 'zod';
import type { DirectoryOperator } from '#libs/contracts';
import { directoryContact, directoryOperator, faultWords } from '#libs/contracts';
import type { DirectoryFault } from './reading.ts';

/** An operator as written, not yet believed. Paths are those of zod, from the operator downwards. */
export interface RawEntry {
  raw: unknown;
  /** Where this stands in the file; several lines of a CSV file may say the same thing. */
  places(path: PropertyKey[]): [string, ...string[]];
  /** What a message has to begin with for the place to be clear: the column, in a CSV file. */
  subject(path: PropertyKey[]): string;
}

/** Refused before it can be stored anywhere; what a public key is worth is judged where keys are read. */
const publicKeyBlock = z
  .string({ error: 'must be the text of a public key' })
  .refine((text) => !text.includes('PRIVATE KEY BLOCK'), {
    error: 'holds a private key. Treat it as exposed, and give the public key alone',
    abort: true,
  })
  .refine(isPublicKeyBlock, 'must be one armoured OpenPGP public key block')
  .pipe(directoryContact.shape.key.unwrap());

const entry = directoryOperator.extend({
  contacts: z
    .array(directoryContact.extend({ key: publicKeyBlock.optional() }))
    .min(1, 'must have at least one contact with a usable address'),
});

/** The operator when nothing is wrong with it by itself, else every fault of it. */
export function readEntry(given: RawEntry): { operator?: DirectoryOperator; faults: DirectoryFault[] } {
  const read = entry.safeParse(given.raw);
  if (read.success) return { operator: read.data, faults: [] };
  return { faults: read.error.issues.flatMap((issue) => faultsOf(issue, given)) };
}

/** The slug as written, for naming the operator in a fault. */
export function slugOf(raw: unknown): { slug?: string } {
  const slug = fieldOf(raw, 'slug');
  return typeof slug === 'string' && slug !== '' ? { slug } : {};
}

/** A field of something that may be anything. */
export function fieldOf(raw: unknown, name: string): unknown {
  if (typeof raw !== 'object' || raw === null) return undefined;
  return Object.entries(raw).find(([field]) => field === name)?.[1];
}

function faultsOf(issue: z.core.$ZodIssue, given: RawEntry): DirectoryFault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.flatMap((key) => faultsAt(given, [...issue.path, key], 'is not a known field'));
  return faultsAt(given, issue.path, faultWords(issue));
}

function faultsAt(given: RawEntry, path: PropertyKey[], words: string): DirectoryFault[] {
  const message = `${given.subject(path)} ${words}`.trimStart();
  return given.places(path).map((where) => ({ where, ...slugOf(given.raw), message }));
}

function isPublicKeyBlock(text: string): boolean {
  const begins = text.split('-----BEGIN PGP ').length - 1;
  return (
    begins === 1 &&
    /^\s*-----BEGIN PGP PUBLIC KEY BLOCK-----\r?\n[^]+\n-----END PGP PUBLIC KEY BLOCK-----\s*$/.test(text)
  );
}
