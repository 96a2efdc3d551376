import type { Severity, Tlp } from '#libs/contracts';
import { ApiFault } from '../../../api/fault.ts';
import type { NewRule } from '../../../api/lists.ts';

/** A rule as it is typed: TLDs as words, numbers as text. */
export interface TypedRule {
  name: string;
  kinds: string[];
  tlds: string;
  countries: string;
  severity: Severity;
  tlp: Tlp;
  holdMinutes: string;
  mostAlerts: string;
  windowMinutes: string;
}

/** What most lists want: serious, a quarter of an hour to stop it, three an hour before they are gathered. */
export const firstRule = (tlp: Tlp): TypedRule => ({
  name: '',
  kinds: [],
  tlds: '',
  countries: '',
  severity: 'high',
  tlp,
  holdMinutes: '15',
  mostAlerts: '3',
  windowMinutes: '60',
});

/** `.nz, .fj` or one a line. */
export const tldsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .map((word) => word.replace(/^\.|\.$/g, '').toLowerCase())
      .filter((word) => word !== ''),
  ),
];

/** `NZ, fj`, as ISO 3166 has them. */
export const countriesOf = (text: string): string[] => tldsOf(text).map((code) => code.toUpperCase());

/** What is no number goes as it is: the service says what it must be. */
const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

export const requestOf = (typed: TypedRule): NewRule => ({
  ...typed,
  name: typed.name.trim(),
  tlds: tldsOf(typed.tlds),
  countries: countriesOf(typed.countries),
  holdMinutes: numberOf(typed.holdMinutes),
  mostAlerts: numberOf(typed.mostAlerts),
  windowMinutes: numberOf(typed.windowMinutes),
});

/** Faults of a field that takes several words, each with the word that it is about. */
export function wordsFault(error: unknown, field: 'tlds' | 'countries', words: string[]): string | null {
  if (!(error instanceof ApiFault)) return null;
  const faults = words.flatMap((word, index) => {
    const fault = error.at(`/${field}/${index}`);
    return fault === null ? [] : [`${word}: ${fault}`];
  });
  return error.at(`/${field}`) ?? (faults.length === 0 ? null : faults.join('; '));
}
