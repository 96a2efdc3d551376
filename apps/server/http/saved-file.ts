/**
 * The header fields of a stranger's file: whatever it claims to be, it is bytes to be saved, and no browser shows it, runs it, or
 * guesses what it is.
 * @param name cleaned; it may hold any letters
 */
export const savedFile = ({ name, bytes }: { name: string; bytes: number }): Record<string, string> => ({
  'Content-Type': 'application/octet-stream',
  'Content-Length': String(bytes),
  'Content-Disposition': `attachment; filename*=UTF-8''${extended(name)}`,
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Cache-Control': 'no-store',
});

/** RFC 8187 section 3.2.1. */
const extended = (name: string) =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
