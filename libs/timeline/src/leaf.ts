import type { EntryType, TimelineActor } from '#libs/contracts';
import { canonical } from './canonical.ts';
import { hashOfLeaf, sha256 } from './merkle/hash.ts';

/** What one entry says: the part that is hashed. Instants are RFC 3339 in UTC with milliseconds. */
export interface EntryContent {
  /** How it is hashed; absent, 1. */
  version?: 1 | 2;
  stream: 'incident' | 'report';
  streamId: string;
  /** From 0, without gaps within its stream. */
  index: number;
  /** When it happened or began, as far as we know. */
  at: string;
  /** When it ended; null where it was one moment, or nobody knows. */
  until?: string | null;
  /** True: whoever said so was not sure of these times. */
  uncertain?: boolean;
  /** When somebody first saw it; null where that was not told. */
  observedAt?: string | null;
  /** When we wrote it down, by the database's clock. */
  recordedAt: string;
  actor: TimelineActor;
  type: EntryType;
  data: Record<string, unknown>;
  /** Names of what of `data` can be shown to the operator it concerns, and proven, without the rest. */
  shared?: string[];
  /** Leaf hash of the entry before it (hex), null for the first. */
  prev: string | null;
}

/** What of an entry can be shown alone. */
export interface SharedContent {
  v: 2;
  at: string;
  until: string | null;
  uncertain: boolean;
  observedAt: string | null;
  recordedAt: string;
  actor: TimelineActor;
  type: EntryType;
  data: Record<string, unknown>;
}

/** Before the two parts of an entry of version 2. */
const TWO_PARTS = Uint8Array.of(2);
/** Each part has a salt of its own, so that the salt of one part says nothing of the other. */
const SHARED_PART = Uint8Array.of(1);
const OWN_PART = Uint8Array.of(2);

/**
 * Leaf hash as in RFC 6962 section 2.1: SHA-256(0x00 || leaf). The leaf is itself a salted hash over canonical JSON (RFC 8785):
 * one entry can be disclosed, or its text erased, without touching the hashes around it, and nobody can guess a short text from
 * its hash. Version 1: SHA-256(salt || content). Version 2: SHA-256(0x02 || shared part || own part), each part salted in the
 * same way, so that an operator can be given what concerns it, with proof, and nothing else.
 */
export function leafHash(content: EntryContent, salt: Buffer): Buffer {
  if (content.version !== 2) return hashOfLeaf(salted(salt, firstVersion(content)));
  return leafOfParts(
    salted(sharedSalt(salt), sharedContent(content)),
    salted(saltOf(salt, OWN_PART), ownContent(content)),
  );
}

/** The leaf hash of an entry of version 2 by the hashes of its two parts. */
export const leafOfParts = (shared: Buffer, own: Buffer): Buffer =>
  hashOfLeaf(sha256(Buffer.concat([TWO_PARTS, shared, own])));

export const sharedSalt = (salt: Buffer): Buffer => saltOf(salt, SHARED_PART);

export const hashOfShared = (content: SharedContent, salt: Buffer): Buffer => salted(salt, content);

export const hashOfOwn = (content: EntryContent, salt: Buffer): Buffer =>
  salted(saltOf(salt, OWN_PART), ownContent(content));

const firstVersion = ({
  stream,
  streamId,
  index,
  at,
  recordedAt,
  actor,
  type,
  data,
  prev,
}: EntryContent) => ({
  stream,
  streamId,
  index,
  at,
  recordedAt,
  actor,
  type,
  data,
  prev,
});

/** Our own people are not named to operators. */
export function sharedContent(content: EntryContent): SharedContent {
  const { at, until = null, uncertain = false, observedAt = null, recordedAt, actor, type, data } = content;
  const shown = new Set(content.shared);
  return {
    v: 2,
    at,
    until,
    uncertain,
    observedAt,
    recordedAt,
    actor:
      actor.kind === 'operator' || actor.kind === 'contact'
        ? { kind: actor.kind, name: actor.name }
        : { kind: 'system', name: 'DNS-CERT' },
    type,
    data: Object.fromEntries(Object.entries(data).filter(([name]) => shown.has(name))),
  };
}

const ownContent = ({ stream, streamId, index, actor, data, shared = [], prev }: EntryContent) => ({
  stream,
  streamId,
  index,
  actor,
  data,
  shared,
  prev,
});

function salted(salt: Buffer, content: unknown): Buffer {
  const text = canonical(content);
  const bytes = Buffer.allocUnsafe(salt.length + Buffer.byteLength(text));
  bytes.set(salt);
  bytes.write(text, salt.length);
  return sha256(bytes);
}

const saltOf = (salt: Buffer, part: Uint8Array): Buffer =>
  sha256(Buffer.concat([salt, part])).subarray(0, 16);
