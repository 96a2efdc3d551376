/** In these a string is written as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * Canonical JSON (RFC 8785) of what was read from JSON. As the package `canonicalize` writes it, in less than half of the time: every
 * hash of the record is over such a text, and a check of a million entries writes two million.
 * @throws TypeError for what is not JSON or not well-formed Unicode
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isPlain(value)) return ofObject(value);
  throw new TypeError('what is hashed must be JSON');
}

function ofObject(object: Record<string, unknown>): string {
  let text = '';
  for (const name of inOrder(Object.keys(object))) {
    const value = object[name];
    if (value !== undefined) text += `${text === '' ? '' : ','}${quoted(name)}:${canonical(value)}`;
  }
  return `{${text}}`;
}

/** What writes itself in its own way, as a Date does, was not read from JSON. */
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { toJSON?: unknown }).toJSON !== 'function';

/** By UTF-16 code units; sorts only where it must. */
const inOrder = (names: string[]): string[] =>
  names.some((name, at) => at > 0 && name < (names[at - 1] ?? '')) ? names.sort() : names;

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('what is hashed must be well-formed Unicode');
  return JSON.stringify(text);
}
