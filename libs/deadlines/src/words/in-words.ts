import type { Language } from '#libs/contracts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Said, Words } from './sentence.ts';

const WORDS: Record<Language, Words> = { en, fr };

export function inWords(said: Said, language: Language): string {
  if (typeof said === 'string') return said;
  const words = WORDS[language][said.code];
  return typeof words === 'string' ? words : words(('values' in said ? said.values : {}) as never);
}

export const allInWords = (said: readonly Said[], language: Language): string[] =>
  said.map((one) => inWords(one, language));
