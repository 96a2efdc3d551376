import type { en } from './en/index.ts';

/** What the report is made of, in one language: the same sentences in each, of the same figures. */
export type ReportWords = typeof en;
