import { READING_LIMITS, ReadingLimitExceeded } from './limits.ts';

/** One field of a header, unfolded, as bytes in Latin-1. */
export interface Field {
  /** Lower case. */
  name: string;
  value: string;
}

export interface Header {
  fields: readonly Field[];
  /** Where the body begins. */
  bodyStart: number;
}

const LF = 10;

/**
 * Reads the header of the entity in `bytes[start, end)`. It ends with the first empty line, or where a line is neither a
 * field nor the rest of one (some mailers forget the empty line). @throws ReadingLimitExceeded
 */
export function readHeader(bytes: Buffer, start: number, end: number): Header {
  const fields: Field[] = [];
  let at = start;
  while (at < end) {
    const next = lineEnd(bytes, at, end);
    if (next - start > READING_LIMITS.headerBytes)
      throw new ReadingLimitExceeded(
        'headerBytes',
        `The header of a part has more than ${READING_LIMITS.headerBytes} bytes.`,
      );
    const line = bytes.toString('latin1', at, next).replace(/\r?\n$/, '');
    if (line === '') return { fields, bodyStart: next };
    const last = fields.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last === undefined) return { fields, bodyStart: at };
      last.value += clean(line.replace(/^[ \t]+/, ' '));
    } else {
      const colon = line.indexOf(':');
      const name = colon === -1 ? '' : line.slice(0, colon).trimEnd();
      if (/^[\x21-\x39\x3b-\x7e]+$/.test(name)) addField(fields, name, line.slice(colon + 1));
      // What a Unix mailbox puts before each mail.
      else if (!(fields.length === 0 && /^>?From /.test(line))) return { fields, bodyStart: at };
    }
    at = next;
  }
  return { fields, bodyStart: end };
}

function addField(fields: Field[], name: string, value: string): void {
  if (fields.length >= READING_LIMITS.headerFields)
    throw new ReadingLimitExceeded(
      'headerFields',
      `The header of a part has more than ${READING_LIMITS.headerFields} fields.`,
    );
  fields.push({ name: name.toLowerCase(), value: clean(value).trimStart() });
}

/** No field may hold them (RFC 5322 section 2.2), and no database takes them. */
const clean = (value: string): string =>
  value.replace(/(?!\t)\p{Cc}/gu, (letter) => (letter < '\x80' ? '' : letter));

/** Where the line at `at` has ended, its line end included. */
function lineEnd(bytes: Buffer, at: number, end: number): number {
  const found = bytes.indexOf(LF, at);
  return found === -1 || found >= end ? end : found + 1;
}

export const allOf = (fields: readonly Field[], name: string): string[] =>
  fields.filter((field) => field.name === name).map(({ value }) => value.trim());

/** Null where it is not there; the first where it is there more than once. */
export const firstOf = (fields: readonly Field[], name: string): string | null =>
  fields.find((field) => field.name === name)?.value.trim() ?? null;
