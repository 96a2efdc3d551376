import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { EntryType, TimelineActor } from '#libs/contracts';

/** What one entry says: the part that is hashed. Instants are RFC 3339 in UTC with milliseconds. */
export interface EntryContent {
  stream: 'incident' | 'report';
  streamId: string;
  /** From 0, without gaps within its stream. */
  index: number;
  /** When it happened, as far as we know. */
  at: string;
  /** When we wrote it down, by the database's clock. */
  recordedAt: string;
  actor: TimelineActor;
  type: EntryType;
  data: Record<string, unknown>;
  /** Leaf hash of the entry before it (hex), null for the first. */
  prev: string | null;
}

/**
 * Leaf hash as in RFC 6962 section 2.1: SHA-256(0x00 || leaf). The leaf is itself SHA-256(salt || content), content being
 * canonical JSON (RFC 8785): one entry can be disclosed, or its text erased, without touching the hashes around it, and
 * nobody can guess a short text from its hash.
 */
export function leafHash(content: EntryContent, salt: Buffer): Buffer {
  const canonical = canonicalize(content);
  if (canonical === undefined) throw new TypeError('a timeline entry must be JSON');
  const leaf = createHash('sha256').update(salt).update(canonical, 'utf8').digest();
  return createHash('sha256').update(Uint8Array.of(0)).update(leaf).digest();
}
