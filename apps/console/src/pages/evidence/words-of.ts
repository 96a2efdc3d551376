import type { EvidenceColumnView, EvidenceTableView, Severity } from '#libs/contracts';
import { SEVERITIES } from '#libs/contracts';
import { languageNow } from '../../app/language.ts';
import { durationWords } from '../../ui/time-words.ts';

/** `Mar 2026` */
export const monthWords = (month: string): string =>
  new Intl.DateTimeFormat(languageNow() === 'en' ? 'en-GB' : languageNow(), {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));

/** `40 s`, `3 min`, `2 h 5 min`. */
export const secondsWords = (seconds: number): string =>
  seconds < 60 ? `${Math.round(seconds)} s` : durationWords(seconds * 1_000, languageNow());

/** `1,234.5`; in French `1 234,5`. */
export const numberWords = (value: number): string => new Intl.NumberFormat(languageNow()).format(value);

/** A number of a table with its unit; a dash where it is not told. */
export function valueWords(unit: EvidenceColumnView['unit'], value: string | number | null): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (unit === 'seconds') return secondsWords(value);
  return unit === 'percent' ? `${numberWords(value)}\u00a0%` : numberWords(value);
}

export const isSeverity = (text: string | undefined): text is Severity =>
  SEVERITIES.some((severity) => severity === text);

/** What a row of a table is of, as the service calls it; a month as this page writes months. */
export function rowName({ id, keys, rows }: EvidenceTableView, row: number): string {
  const key = keys[row] ?? '';
  return id === 'incidents-by-month' && key !== 'others' ? monthWords(key) : String(rows[row]?.[0] ?? '');
}
