import type { TFunction } from 'i18next';
import type { ReasonPart, ReasonView } from '#libs/contracts';

interface Speech {
  /** Of the words of `reasons`. */
  t: TFunction;
  kindTitle: (name: string) => string;
}

/**
 * A reason of the machine in the reader's words. One without a code, or of a code or rule that is not known here, as the
 * service said it: an installation may have rules of its own.
 */
export function reasonWords({ code, parts, text }: ReasonView, speech: Speech): string {
  if (code === undefined || parts === undefined) return text;
  const said: Record<string, string | number> = {};
  for (const [name, part] of Object.entries(parts)) {
    const words = partWords(name, part, code, speech);
    if (words === null) return text;
    said[name] = words;
  }
  return speech.t(`codes.${code}`, { ...said, defaultValue: text });
}

/** Null: there is no word for it here. */
function partWords(
  name: string,
  part: ReasonPart,
  code: string,
  { t, kindTitle }: Speech,
): string | number | null {
  if (typeof part === 'number') return name === 'more' ? moreWords(part, t) : part;
  if (typeof part !== 'string') return listWords(name, part, t);
  switch (name) {
    case 'kind':
    case 'other':
      return kindTitle(part);
    case 'severity':
      return t(`ui:severity.${part}`, { defaultValue: part });
    case 'rule':
      return known(t(`rules.${part}`, { defaultValue: '' }));
    case 'type':
      return known(t(`${code === 'names_resource' ? 'hints' : 'types'}.${part}`, { defaultValue: '' }));
    case 'tld':
    case 'under':
      return labelWords(part, t);
    default:
      return part;
  }
}

const known = (words: string) => (words === '' ? null : words);

const moreWords = (count: number, t: TFunction) => (count > 0 ? t('reasons:more', { count }) : '');

const listWords = (name: string, parts: readonly string[], t: TFunction) =>
  name === 'tlds'
    ? parts.map((label) => labelWords(label, t)).join(', ')
    : parts.map((words) => t('reasons:quoted', { words })).join(t('reasons:with'));

const labelWords = (label: string, t: TFunction) => (label === '.' ? t('reasons:root') : `.${label}`);
