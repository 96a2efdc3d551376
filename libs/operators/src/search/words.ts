import { domainToUnicode } from 'node:url';
import { toALabel } from '#libs/contracts';

/** A word as typed, in each form under which it may be kept. */
export interface SearchWord {
  /** Folded, see {@link folded}. */
  text: string;
  /** What it is as a DNS name, in both forms; equal to the text, or else it is found by its whole self alone. */
  names: string[];
}

/** Letters alone count: neither case nor accents, nor full or half width. */
export const folded = (text: string): string =>
  // Most of a directory is ASCII, where the way round takes ten times as long.
  /^[\x20-\x7e]*$/.test(text)
    ? text.toLowerCase()
    : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC');

/** The words of a search, each of which has to be found. A leading dot, as people write a TLD, is dropped. */
export const wordsOf = (q: string): SearchWord[] =>
  q
    .split(/\s+/u)
    .map((word) => word.replace(/^[.。]/u, ''))
    .filter((word) => word !== '')
    .map((word) => ({ text: folded(word), names: namesOf(word) }));

function namesOf(word: string): string[] {
  const label = toALabel(word);
  return label === null ? [] : [label, domainToUnicode(label)];
}
