import type { Language } from '#libs/contracts';
import type { DraftWords } from './draft-words.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type { DraftWords } from './draft-words.ts';
export const DRAFT_WORDS: Record<Language, DraftWords> = { en, fr };
