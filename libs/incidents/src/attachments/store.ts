import type { Readable } from 'node:stream';

/** Injection token of the {@link AttachmentStore}. */
export const ATTACHMENT_STORE = Symbol('AttachmentStore');

/** Bytes that came in whole and are safe on the disk, and that nobody finds yet. */
export interface Received {
  sha256: Buffer;
  bytes: number;
  /** From now on they are found under their hash. More than once does no harm. */
  keep(): Promise<void>;
  /** Throws them away, unless they were kept. */
  discard(): Promise<void>;
}

/**
 * Where the bytes of attachments lie, each under its SHA-256. What is kept never changes. All web processes of an
 * installation share one store.
 */
export interface AttachmentStore {
  /** @throws IncidentFault `attachment.no_room`; then nothing of it stays */
  receive(content: Readable): Promise<Received>;
  /** The bytes, whose hash was checked just now. @throws IncidentFault `attachment.damaged` */
  open(sha256: Buffer): Promise<Readable>;
  /** Throws away what came in and was neither kept nor discarded, because a process died. */
  tidy(): Promise<void>;
}
