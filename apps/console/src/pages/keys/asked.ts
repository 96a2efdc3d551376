/** What somebody asks who cannot read a message, or cannot encrypt one. */
export type Asked = { by: 'nothing' } | { by: 'key'; id: string } | { by: 'words'; words: string };

/** A key id has 16 hex digits, a fingerprint 40 or 64; mail programs say either, in groups or not, with `0x` or not. */
const WHOLE = /^(?:0x)?([0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{16})$/i;
const WITHIN = /(?:^|[^0-9a-z])(?:0x)?([0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{16})(?![0-9a-z])/i;
/** As the service takes them. */
const LONGEST = 100;

/** From whatever was pasted: a key id, a fingerprint, a mail program's complaint that names one, or words of a contact. */
export function askedIn(text: string): Asked {
  const [, id] = WHOLE.exec(text.replace(/[\s:]/g, '')) ?? WITHIN.exec(text) ?? [];
  if (id !== undefined) return { by: 'key', id: id.toUpperCase() };
  const words = text.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
  return words === '' ? { by: 'nothing' } : { by: 'words', words };
}
