import type { SearchWord } from './words.ts';
import { folded } from './words.ts';

/** How well something is found: it is this, it begins so, it holds this; then the same of what stands beside it. */
export const RANKS = { is: 0, begins: 1, holds: 2, beside: 3 } as const;

/** What can be searched of a TLD or operator. */
export interface Searched {
  /** Its own names: label and U-label; slug, country and TLDs. */
  names: string[];
  /** What people call it, or who runs it. */
  beside: string[];
}

/** The rank of the word that is found worst; null where one is not found. */
export function rankOf(words: SearchWord[], { names, beside }: Searched): number | null {
  const own = names.map((name) => ({ name, text: folded(name) }));
  const other = beside.map(folded);
  const ranks = words.map((word) => rankOfWord(word, own, other));
  return ranks.includes(null) ? null : Math.max(0, ...ranks.map(Number));
}

function rankOfWord(
  { text, names }: SearchWord,
  own: { name: string; text: string }[],
  beside: string[],
): number | null {
  if (own.some((one) => one.text === text || names.includes(one.name))) return RANKS.is;
  if (own.some((one) => one.text.startsWith(text))) return RANKS.begins;
  if (own.some((one) => one.text.includes(text))) return RANKS.holds;
  return beside.some((one) => one.includes(text)) ? RANKS.beside : null;
}
