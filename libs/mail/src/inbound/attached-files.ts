import { createHash } from 'node:crypto';
import { decodeWords } from './charset.ts';
import { bodyOf } from './entity.ts';
import type { Entity } from './entity.ts';
import { READING_LIMITS } from './limits.ts';
import type { Budget } from './limits.ts';
import { cut } from './shown-text.ts';

/** A file that came along, also from inside what was encrypted. */
export interface AttachedFile {
  /** As its sender calls it: no path may be made of it. */
  name: string | null;
  /** As its sender claims. */
  type: string;
  /** Decoded; of one that is left out for its size, as it came. */
  bytes: number;
  /** Of the decoded bytes, hex; null where they are left out. */
  sha256: string | null;
  /** `too_large`: by itself; `too_much`: with those before it. Null: its bytes are there. */
  leftOut: 'too_large' | 'too_much' | null;
}

/** The decoded bytes of one that is not left out. */
export interface FileContent {
  /** Its place among the files, from 1. */
  n: number;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface Attached {
  files: AttachedFile[];
  contents: FileContent[];
  /** How many more came along than are listed. */
  moreFiles: number;
}

/** An encoding adds at most a third and line ends, but quoted-printable, which nobody takes for what is large. */
const MOST_ENCODED = 1.5 * READING_LIMITS.fileBytes;

/** The files of a mail with their bytes, as far as the limits go. What they leave out lies in the mail as it came all the same. */
export function attachedOf(parts: readonly Entity[], budget: Budget): Attached {
  const listed = parts.slice(0, READING_LIMITS.files);
  const contents: FileContent[] = [];
  let room: number = READING_LIMITS.filesBytes;
  const files = listed.map((part, index): AttachedFile => {
    const encoded = part.end - part.bodyStart;
    const told = { name: nameOf(part), type: part.type.value.slice(0, 255) };
    const without = (leftOut: 'too_large' | 'too_much', bytes: number) => ({
      ...told,
      bytes,
      sha256: null,
      leftOut,
    });
    if (encoded > MOST_ENCODED) return without('too_large', encoded);
    if (!budget.hasRoomFor(encoded)) return without('too_much', encoded);
    const body = bodyOf(part, budget);
    if (body.length > READING_LIMITS.fileBytes) return without('too_large', body.length);
    if (body.length > room) return without('too_much', body.length);
    room -= body.length;
    // Of its own: a piece of a larger one would go to another thread with all of that.
    contents.push({ n: index + 1, bytes: new Uint8Array(body) });
    return {
      ...told,
      bytes: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
      leftOut: null,
    };
  });
  return { files, contents, moreFiles: parts.length - listed.length };
}

function nameOf({ disposition, type }: Entity): string | null {
  const name = disposition.parameters.get('filename') ?? type.parameters.get('name');
  return name === undefined ? null : cut(decodeWords(name)).slice(0, 255).toWellFormed();
}
