import { useTranslation } from 'react-i18next';
import type { EvidenceColumnView, EvidenceTableView, Severity } from '#libs/contracts';
import { SEVERITIES } from '#libs/contracts';
import { useKindTitle } from '../../api/kinds.ts';
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

/** Which words of ours name the rows of a table; those of the others have names of their own. */
const ROWS: Record<string, string> = {
  totals: 'totals',
  'directory-gaps': 'gaps',
  'weak-spots': 'spots',
  late: 'measures',
  'response-times': 'measures',
  definitions: 'measures',
  participation: 'parties',
  workload: 'work',
  'reports-by-channel': 'channels',
};

export const isSeverity = (text: string | undefined): text is Severity =>
  SEVERITIES.some((severity) => severity === text);

/** What the report says in its codes, in the reader's language; what the service has no code for, as it says it. */
export function useEvidenceWords() {
  const { t } = useTranslation('evidence');
  const kindTitle = useKindTitle();
  const rowName = (table: Pick<EvidenceTableView, 'id' | 'keys' | 'rows'>, row: number): string => {
    const [key, told] = [table.keys[row] ?? '', String(table.rows[row]?.[0] ?? '')];
    if (key === 'others') return t('rows.others');
    if (isSeverity(key)) return t(`ui:severity.${key}`);
    if (table.id === 'incidents-by-kind') return kindTitle(key);
    if (table.id === 'incidents-by-month') return monthWords(key);
    const words = ROWS[table.id];
    return words === undefined ? told : t(`rows.${words}.${key}`, { defaultValue: told });
  };
  return {
    rowName,
    title: ({ id, title }: EvidenceTableView) => t(`tables.${id}.title`, { defaultValue: title }),
    note: ({ id, note }: EvidenceTableView) => t(`tables.${id}.note`, { defaultValue: note ?? '' }),
    first: ({ id }: EvidenceTableView, { title }: EvidenceColumnView) =>
      t(`tables.${id}.first`, { defaultValue: title }),
    column: ({ id, title }: EvidenceColumnView) =>
      isSeverity(id) ? t(`ui:severity.${id}`) : t(`columns.${id}`, { defaultValue: title }),
  };
}
