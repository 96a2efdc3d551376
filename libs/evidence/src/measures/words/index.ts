import type { Language } from '#libs/contracts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { MeasureWords } from './measure-words.ts';

export const MEASURE_WORDS: Record<Language, MeasureWords> = { en, fr };
