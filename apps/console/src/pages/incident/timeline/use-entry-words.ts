import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntryView, TimelineNamesView } from '#libs/contracts';
import { useKindTitle } from '../../../api/kinds.ts';
import type { Told } from './filter.ts';

/** What a sentence is made with. */
interface Speech {
  t: TFunction;
  names: TimelineNamesView;
  kindTitle: (name: string) => string;
}

/** Every entry with the sentence that a person reads; the entry itself stays what the record holds. */
export function useToldEntries(entries: readonly TimelineEntryView[], names: TimelineNamesView): Told[] {
  const { t } = useTranslation('timeline');
  const kindTitle = useKindTitle();
  return useMemo(
    () => entries.map((entry) => ({ entry, words: wordsOf(entry, { t, names, kindTitle }) })),
    [entries, names, t, kindTitle],
  );
}

function wordsOf(entry: TimelineEntryView, speech: Speech): string {
  const { data, type } = entry;
  if (entry.erased === true) return speech.t('erase.erased');
  const key = `entry.${type.replace('.', '_')}`;
  const variant = variantOf(data);
  const sentence = speech.t([variant === null ? key : `${key}_${variant}`, key, 'entry.other'], {
    ...plainOf(data),
    ...namedOf(entry, speech),
    type,
    defaultValue: type,
  });
  const { reason } = data;
  return typeof reason === 'string' && !OWN_REASON.includes(type) ? `${sentence} “${reason}”` : sentence;
}

/** Their sentences say the reason themselves. */
const OWN_REASON: readonly string[] = ['delivery.escalated', 'delivery.withheld', 'delivery.failed'];

/** Some entries tell of one thing from two sides. */
function variantOf(data: TimelineEntryView['data']): string | null {
  if (typeof data['into'] === 'string') return 'into';
  if (typeof data['incidentNumber'] === 'string') return 'here';
  if (typeof data['splitFrom'] === 'string') return 'split';
  if (typeof data['mergedFrom'] === 'string') return 'merged';
  return typeof data['from'] === 'string' && data['from'] === data['to'] ? 'again' : null;
}

/** What stands in an entry as a number or a text. */
const plainOf = (data: TimelineEntryView['data']) =>
  Object.fromEntries(
    Object.entries(data).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  );

function namedOf({ type, data }: TimelineEntryView, { t, names, kindTitle }: Speech) {
  const noun = type.startsWith('operator.') ? 'affected' : type.startsWith('incident.') ? 'incident' : null;
  const state = (value: unknown) =>
    typeof value === 'string' && noun !== null
      ? t(`ui:states.${noun}.${value}`, { defaultValue: value })
      : value;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const isAssigned = type === 'incident.assigned';
  const person = (value: unknown) =>
    typeof value === 'string' ? (names.users[value] ?? t('somebody')) : t('nobody');
  return {
    operator: names.operators[text(data['operatorId'])]?.name ?? '',
    contact: names.contacts[text(data['contactId'])] ?? t('itsContact'),
    from: isAssigned ? person(data['from']) : state(data['from']),
    to: isAssigned ? person(data['to']) : state(data['to'] ?? data['state']),
    kind: kindTitle(text(data['kind'])),
    severity: t(`ui:severity.${text(data['severity'])}`, { defaultValue: text(data['severity']) }),
    answer: t(`ui:states.affected.${text(data['answer'])}`, { defaultValue: text(data['answer']) }),
    fields: fieldsIn(data['to'], t),
  };
}

/** Names of the fields that an edit changed. */
const fieldsIn = (to: unknown, t: TFunction): string =>
  typeof to === 'object' && to !== null
    ? Object.entries(to)
        .map(
          ([name, value]) => `${t(`incident:edit.fields.${name}`, { defaultValue: name })}: ${String(value)}`,
        )
        .join(', ')
    : '';
