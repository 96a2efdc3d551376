/**
 * A text as the vocabulary reads it: one flat list in which {@link PAUSE} ends a clause and {@link STOP} a sentence.
 * Lower case, no accents, no articles; every `can't`, `cannot`, `doesn't` is `not`; `.nz` is `tld`, `ns1.nic.nz` is
 * `hostname`. Linear in the length of the text.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let sinceStop = 0;
  for (const token of fold(text).match(TOKENS) ?? []) {
    const word = wordOf(token);
    if (word === null) continue;
    sinceStop = word === STOP ? 0 : sinceStop + 1;
    words.push(word);
    if (sinceStop === LONGEST_SENTENCE) {
      words.push(STOP);
      sinceStop = 0;
    }
  }
  return words;
}

export const PAUSE = ',';
export const STOP = '.';

/** Words that belong together stand close together; a list without a full stop must not tie its ends to each other. */
const LONGEST_SENTENCE = 60;

const LETTER = '[a-z0-9_\\u00aa\\u00b5\\u00ba\\u00c0-\\u1fff\\u2c00-\\ud7ff\\uf900-\\ufffd]';
// No repetition in it can match the same text in two ways: that keeps the scan linear.
const TOKENS = new RegExp(
  `\\.?${LETTER}+(?:\\.${LETTER}+)*(?:'t(?!${LETTER}))?|[,;:()]|[.!?]|\\n[ \\t]*(?:\\n|[-*\\u2022])`,
  'g',
);

function fold(text: string): string {
  const lower = text.toLowerCase();
  // eslint-disable-next-line no-control-regex -- ASCII is asked for, all of it
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[‘’ʼ]/g, "'")
    .replaceAll('ß', 'ss');
}

const ARTICLES = new Set(['the', 'a', 'an']);
const NOT = /^(?:can|could|do|does|did|is|are|was|were|has|have|had|will|would|wo)n?'?t$/;

function wordOf(token: string): string | null {
  const first = token.charCodeAt(0);
  if (first === 0x0a) return STOP;
  if (token.length === 1 && !isLetter(first)) return /[,;:()]/.test(token) ? PAUSE : STOP;
  if (first === 0x2e) return token.includes('.', 1) ? 'hostname' : 'tld';
  if (token.includes('.')) return nameOrNumber(token);
  if (ARTICLES.has(token)) return null;
  if (token === 'cannot' || (token.endsWith('t') && NOT.test(token))) return isNegated(token) ? 'not' : token;
  return token;
}

function isLetter(code: number): boolean {
  return code > 0x7f || code === 0x5f || (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/** `cant`, `doesnt` and the like; but `cat`, `dot`, `wot` are words of their own. */
function isNegated(token: string): boolean {
  return token === 'cannot' || token.endsWith("'t") || token.endsWith('nt');
}

function nameOrNumber(token: string): string {
  return /[a-z\u0080-\uffff]/.test(token) ? 'hostname' : 'number';
}
