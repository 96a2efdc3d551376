import type { Language } from '#libs/contracts';
import type { PageWords } from '../paging/pager.service.ts';
import { inWords } from '../words/in-words.ts';
import type { Said } from '../words/sentence.ts';
import type { OpenWork } from './open-work.ts';
import type { Stretch } from './stretches.ts';

export interface Beginning {
  duty: Stretch;
  /** By name; null: nobody was on duty. */
  before: string | null;
  work: OpenWork;
  /** In which our people live, by the rota. */
  zone: string;
  publicUrl: string;
}

export const instantIn = (at: Date, zone: string, language: Language): string =>
  inWords({ code: 'dutyInstant', values: { at: at.toISOString(), zone } }, language);

/** What a page says to whoever comes on duty: it goes over others' machines. */
export function pageOf(beginning: Beginning, language: Language): PageWords {
  const { duty, before, work, zone, publicUrl } = beginning;
  const values = { from: duty.from.toISOString(), to: duty.until.toISOString(), zone };
  const [next] = work.next;
  const text: Said[] = [
    { code: 'dutyTime', values },
    before === null ? { code: 'dutyAfterNobody' } : { code: 'dutyAfter', values: { name: before } },
    openOf(work),
    ...(next === undefined ? [] : [{ code: 'dutyNext' } as const, dueOf(next)]),
  ];
  return {
    title: inWords({ code: 'dutyTitle' }, language),
    text: text.map((said) => inWords(said, language)).join(' '),
    url: `${publicUrl}/console`,
  };
}

/** The same by mail, with what is due next a line each. */
export function letterOf(
  { duty, before, work, zone }: Beginning,
  language: Language,
): Record<string, string> {
  const next = work.next.map((one) => `- ${inWords(dueOf(one), language)}`);
  const lines = [
    inWords(openOf(work), language),
    inWords({ code: next.length === 0 ? 'dutyNothingNext' : 'dutyNext' }, language),
    ...next,
  ];
  return {
    dutyFrom: instantIn(duty.from, zone, language),
    dutyUntil: instantIn(duty.until, zone, language),
    dutyBefore: before ?? '',
    openWork: lines.join('\n'),
  };
}

const openOf = ({ incidents, overdue }: OpenWork): Said => ({
  code: 'dutyOpen',
  values: { incidents, overdue },
});

const dueOf = ({ number, severity, kind, deadlineAt }: OpenWork['next'][number]): Said => ({
  code: 'dutyDue',
  values: { number, severity, kind, at: deadlineAt.toISOString() },
});
