import { z } from 'zod';
import type { Language } from '#libs/contracts';
import { LANGUAGES } from '#libs/contracts';
import { isKey, textOf } from '../words/index.ts';

/** Field of a query: in what language it is written. */
export const languageQuery = {
  language: z
    .enum(LANGUAGES, { error: `must be one of ${LANGUAGES.join(', ')}` })
    .optional()
    .describe('Absent: that of the reader (Accept-Language).'),
};

/** What kinds of incident are called in a language; null for one that the words do not have. */
export const kindTitleIn =
  (language: Language) =>
  (kind: string): string | null =>
    isKey(`kinds.${kind}`) ? textOf(language, `kinds.${kind}`) : null;
