import { z } from 'zod';

/**
 * A host or domain name in A-labels: lower case, no trailing dot (RFC 1034 section 3.5, RFC 5890), or null when the text
 * is none. U-labels are converted with UTS 46. `.` alone (the root) is kept as it is.
 */
export function toALabel(text: string): string | null {
  const trimmed = text.trim().replace(/\.$/, '');
  if (trimmed === '' && text.trim() === '.') return '.';
  if (trimmed === '' || /[\s/\\?#@:%[\]]/.test(trimmed)) return null;
  const name = /^[\x21-\x7e]+$/.test(trimmed) ? trimmed.toLowerCase() : unicodeToAscii(trimmed);
  if (name === null || name.length > 253) return null;
  // An underscore is no host name, but is met in name server and service names of real zones.
  return name.split('.').every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label))
    ? name
    : null;
}

function unicodeToAscii(text: string): string | null {
  try {
    // WHATWG URL applies UTS 46 to its host; it is the one converter that Node and browsers share.
    return new URL(`http://x.${text}/`).hostname.slice(2);
  } catch {
    return null;
  }
}

export const hostName = z.string().transform((text, ctx) => {
  const name = toALabel(text);
  if (name === null) ctx.addIssue({ code: 'custom', message: 'must be a DNS name' });
  return name ?? '';
});

/** One label of the root zone: `nz`, `xn--p1ai`; a leading dot as people write it (`.nz`) is dropped; `.` is the root itself. */
export const tldLabel = z.string().transform((text, ctx) => {
  const trimmed = text.trim();
  if (trimmed === '.') return '.';
  const name = toALabel(trimmed.replace(/^\./, ''));
  if (name === null || name.includes('.')) {
    ctx.addIssue({ code: 'custom', message: 'must be a top-level domain, for example nz or xn--p1ai' });
    return '';
  }
  return name;
});
