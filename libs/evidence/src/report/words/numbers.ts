import type { Language } from '#libs/contracts';

/** `1,234.5`; in French `1 234,5`. */
export const numberWords = (value: number, language: Language): string =>
  new Intl.NumberFormat(language).format(value);

/** With one digit after the sign, be it a zero: `12.0`; in French `12,0`. */
export const averageWords = (value: number, language: Language): string =>
  new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
