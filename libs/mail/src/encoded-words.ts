/** In base64 between `=?UTF-8?B?` and `?=` these make 64 characters, which fit on a line of 76 behind any field name of ours. */
const BYTES_PER_WORD = 39;
/** A longer word could not be folded within the 78 columns of RFC 5322 section 2.1.1. */
const LONGEST_PLAIN_WORD = 70;

/**
 * Header text in ASCII: as it is where it can be, from the first word that cannot on as encoded words, so that a plain
 * prefix such as `[DNS-CERT #2026-000123]` stays readable for filters.
 */
export function encodeHeaderText(text: string): string {
  const words = text.split(' ');
  const first = words.findIndex(needsEncoding);
  if (first === -1) return text;
  // The blank between plain text and an encoded word is shown, further ones are not (section 6.2): they go inside.
  let plain = words.slice(0, first);
  while (plain.at(-1) === '') plain = plain.slice(0, -1);
  const encoded = encodedWords(words.slice(plain.length).join(' '));
  return [...plain, encoded].join(' ');
}

/** Would a reader take this word for something else, or a line of it be too long? */
export function needsEncoding(word: string): boolean {
  return word.length > LONGEST_PLAIN_WORD || word.includes('=?') || !/^[\x20-\x7e]*$/.test(word);
}

/** The whole text as encoded words; a letter is never split between two (RFC 2047 section 5). */
export function encodedWords(text: string): string {
  const words: string[] = [];
  let chunk = '';
  for (const letter of text) {
    if (Buffer.byteLength(chunk + letter) > BYTES_PER_WORD) {
      words.push(chunk);
      chunk = '';
    }
    chunk += letter;
  }
  return [...words, chunk].map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ');
}
