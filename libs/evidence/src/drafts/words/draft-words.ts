import type { en } from './en.ts';

/** What a draft is made of, in one language: the same sentences in each, of the same facts. */
export type DraftWords = typeof en;
