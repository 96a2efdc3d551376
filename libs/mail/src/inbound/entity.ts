import { decodeCharset, decodeQ } from './charset.ts';
import { readParameters, type Parameters } from './content-type.ts';
import { firstOf, readHeader, type Field } from './header-fields.ts';
import type { Budget } from './limits.ts';

/** A MIME entity, with where its bytes lie: a signature covers those, not what we make of them. */
export interface Entity {
  bytes: Buffer;
  /** Its header and body: `bytes[start, end)`, without the line end before the next boundary (RFC 2046 section 5.1.1). */
  start: number;
  bodyStart: number;
  end: number;
  fields: readonly Field[];
  type: Parameters;
  /** `inline`, `attachment`, or empty. */
  disposition: Parameters;
  encoding: string;
  parts: Entity[];
}

const LF = 10;
const CR = 13;

/** Splits a mail into its entities. @throws ReadingLimitExceeded */
export function readEntity(bytes: Buffer, budget: Budget, depth = 0): Entity {
  return entityAt(bytes, 0, bytes.length, budget, depth, 'text/plain');
}

function entityAt(
  bytes: Buffer,
  start: number,
  end: number,
  budget: Budget,
  depth: number,
  fallback: string,
): Entity {
  budget.part(depth);
  const { fields, bodyStart } = readHeader(bytes, start, end);
  const type = readParameters(firstOf(fields, 'content-type') ?? fallback);
  const entity: Entity = {
    bytes,
    start,
    bodyStart,
    end,
    fields,
    type,
    disposition: readParameters(firstOf(fields, 'content-disposition')),
    encoding: (firstOf(fields, 'content-transfer-encoding') ?? '').toLowerCase().replace(/[^a-z0-9-].*$/, ''),
    parts: [],
  };
  const boundary = type.parameters.get('boundary')?.trimEnd();
  if (type.value.startsWith('multipart/') && boundary !== undefined && boundary !== '') {
    const within = type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    for (const [from, to] of rangesOf(entity, boundary))
      entity.parts.push(entityAt(bytes, from, to, budget, depth + 1, within));
  }
  return entity;
}

/** Where the parts of a multipart lie. One that never ends, ends with its parent. */
function* rangesOf({ bytes, bodyStart, end }: Entity, boundary: string): Generator<[number, number]> {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  let open: number | null = null;
  let at = bodyStart;
  for (;;) {
    const found = nextMark(bytes, mark, at, bodyStart, end);
    if (found === null) break;
    const isLast = bytes[found.after] === 45 && bytes[found.after + 1] === 45;
    if (open !== null) yield [open, Math.max(open, withoutLineEnd(bytes, found.start))];
    open = isLast ? null : found.lineEnd;
    if (isLast) return;
    at = found.lineEnd;
  }
  if (open !== null) yield [open, end];
}

interface Mark {
  start: number;
  after: number;
  lineEnd: number;
}

function nextMark(bytes: Buffer, mark: Buffer, from: number, bodyStart: number, end: number): Mark | null {
  for (let at = from; ;) {
    const start = bytes.indexOf(mark, at);
    if (start === -1 || start + mark.length > end) return null;
    at = start + 1;
    if (start !== bodyStart && bytes[start - 1] !== LF) continue;
    const after = start + mark.length;
    const found = bytes.indexOf(LF, after);
    const lineEnd = found === -1 || found >= end ? end : found + 1;
    // Only blanks may follow, or the two hyphens of the last.
    if (/^(?:--)?[ \t]*\r?\n?$/.test(bytes.toString('latin1', after, Math.min(lineEnd, after + 200))))
      return { start, after, lineEnd };
  }
}

function withoutLineEnd(bytes: Buffer, end: number): number {
  if (bytes[end - 1] !== LF) return end;
  return bytes[end - 2] === CR ? end - 2 : end - 1;
}

/** The body with its transfer encoding undone. @throws ReadingLimitExceeded */
export function bodyOf({ bytes, bodyStart, end, encoding }: Entity, budget: Budget): Buffer {
  budget.decode(end - bodyStart);
  if (encoding === 'base64') return Buffer.from(bytes.toString('latin1', bodyStart, end), 'base64');
  if (encoding === 'quoted-printable') return decodeQ(bytes.toString('latin1', bodyStart, end));
  return bytes.subarray(bodyStart, end);
}

/** A text body as text with LF line ends. @throws ReadingLimitExceeded */
export const textOf = (entity: Entity, budget: Budget): string =>
  decodeCharset(bodyOf(entity, budget), entity.type.parameters.get('charset')).replaceAll('\r\n', '\n');

/** Its header and body as they were signed: with CRLF line ends (RFC 3156 section 5). */
export function signedBytesOf({ bytes, start, end }: Entity): Buffer {
  const text = bytes.toString('latin1', start, end);
  return Buffer.from(text.replace(/\r\n|\n/g, '\r\n'), 'latin1');
}
