import type { en } from './en.ts';

/** What is measured, in one language. */
export type MeasureWords = typeof en;
