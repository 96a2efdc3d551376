import { toALabel } from '#libs/contracts';
import { RootZoneFault } from './fault.ts';

/**
 * A name of the file in the form we keep: lower case, no trailing dot, the root as `.`.
 * A name without trailing dot is relative to `origin`, and `@` is the origin itself.
 */
export function absoluteName(text: string | undefined, origin: string, line: number): string {
  if (text === '@') return origin;
  const name = text !== undefined && /^[\x21-\x7e]+$/.test(text) ? toALabel(completed(text, origin)) : null;
  if (name === null)
    throw new RootZoneFault('rootzone.bad_record', line, `${quoted(text)} is no domain name`);
  return name;
}

/** A piece of the file for a message: short, and without anything that a terminal would obey. */
export function quoted(text = ''): string {
  return `"${text.slice(0, 60).replace(/[^\x20-\x7e]/g, '?')}"`;
}

function completed(text: string, origin: string): string {
  if (text.endsWith('.')) return text;
  return origin === '.' ? text : `${text}.${origin}`;
}
