import type { Language } from '#libs/contracts';
import { en } from './en/index.ts';
import { fr } from './fr/index.ts';
import type { ReportWords } from './report-words.ts';

export type { ReportWords } from './report-words.ts';
export const REPORT_WORDS: Record<Language, ReportWords> = { en, fr };
