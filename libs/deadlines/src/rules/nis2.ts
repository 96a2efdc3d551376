import type { FiledKind } from '#libs/contracts';
import type { Duty } from './duty.ts';
import { monthsAfter } from './eu-month.ts';
import { hoursAfter } from './instants.ts';
import type { Sentence } from '../words/sentence.ts';

const EARLY_HOURS = 24;
const NOTIFICATION_HOURS = 72;

/** What the clocks of Article 23 run by. */
export interface Nis2Facts {
  /** Empty: of the incident as a whole. */
  operatorId: string | null;
  /** As a named person decided, with the reason. */
  awareAt: Date;
  decidedBy: string;
  reason: string;
  /** How often it was corrected before. */
  corrections: number;
  /** Time zone in which a day of a month ends. */
  zone: string;
  /** When each was filed. */
  filed: Partial<Record<FiledKind, Date>>;
  /** When the incident had been handled; null: it goes on. */
  endedAt: Date | null;
}

/** The clocks of Article 23: two from becoming aware, one from the notification, and where it goes on then, one from its end. */
export function nis2Duties(facts: Nis2Facts, now: Date): Duty[] {
  const { awareAt, filed } = facts;
  const aware: Sentence = {
    code: 'awareSince',
    values: { at: awareAt.toISOString(), by: facts.decidedBy, reason: facts.reason },
  };
  const corrected: Sentence[] =
    facts.corrections === 0 ? [] : [{ code: 'awarenessCorrected', values: { times: facts.corrections } }];
  const hours = (kind: FiledKind, count: number): Duty => ({
    ...base(facts, kind),
    startedAt: awareAt,
    stoppedAt: filed[kind] ?? null,
    dueAt: hoursAfter(awareAt, count),
    start: { code: 'awarenessDecided' },
    stop: filedStop(kind),
    why: [
      aware,
      ...corrected,
      { code: 'hoursFromAwareness', values: { what: kind, hours: count } },
      ...filedSentences(filed, kind),
    ],
  });
  return [
    hours('nis2_early_warning', EARLY_HOURS),
    hours('nis2_notification', NOTIFICATION_HOURS),
    ...reports(facts, now),
  ];
}

/** Nothing runs for reports before the notification was filed: their month begins with it. */
function reports(facts: Nis2Facts, now: Date): Duty[] {
  const { filed, endedAt, zone } = facts;
  const notifiedAt = filed.nis2_notification;
  if (notifiedAt === undefined) return [];
  const first = monthsAfter(notifiedAt, 1, zone);
  const ofTheMonth: Sentence[] = [
    { code: 'monthOfNotification', values: { at: notifiedAt.toISOString(), zone } },
    ...(first.moved === null ? [] : [first.moved]),
    { code: 'holidaysNotCounted' },
  ];
  const goesOnPastTheMonth = endedAt === null ? now >= first.dueAt : endedAt >= first.dueAt;
  const progressNeeded = goesOnPastTheMonth || filed.nis2_progress !== undefined;
  const common = {
    start: filedStop('nis2_notification'),
    startedAt: notifiedAt,
  };
  if (!progressNeeded)
    return [
      {
        ...base(facts, 'nis2_final'),
        ...common,
        stoppedAt: filed.nis2_final ?? null,
        dueAt: first.dueAt,
        stop: { code: 'finalOrProgressFiled' },
        why: [
          ...ofTheMonth,
          endedAt === null
            ? { code: 'stillGoesOn' }
            : { code: 'endedAt', values: { at: endedAt.toISOString(), zone } },
          ...filedSentences(filed, 'nis2_final'),
        ],
      },
    ];
  return [
    {
      ...base(facts, 'nis2_progress'),
      ...common,
      stoppedAt: filed.nis2_progress ?? filed.nis2_final ?? null,
      dueAt: first.dueAt,
      stop: filedStop('nis2_progress'),
      why: [...ofTheMonth, { code: 'progressInstead' }, ...filedSentences(filed, 'nis2_progress')],
    },
    ...finalAfterTheEnd(facts, first.dueAt),
  ];
}

function finalAfterTheEnd(facts: Nis2Facts, monthEndedAt: Date): Duty[] {
  const { endedAt, filed, zone } = facts;
  if (endedAt === null) return [];
  const { dueAt, moved } = monthsAfter(endedAt, 1, zone);
  return [
    {
      ...base(facts, 'nis2_final'),
      startedAt: endedAt,
      stoppedAt: filed.nis2_final ?? null,
      // One that ended between the month and its progress report keeps the later of the two.
      dueAt: dueAt > monthEndedAt ? dueAt : monthEndedAt,
      start: { code: 'endedPastTheMonth' },
      stop: filedStop('nis2_final'),
      why: [
        { code: 'monthOfTheEnd', values: { at: endedAt.toISOString(), zone } },
        ...(moved === null ? [] : [moved]),
        ...filedSentences(filed, 'nis2_final'),
      ],
    },
  ];
}

const base = (
  { operatorId }: Nis2Facts,
  kind: FiledKind,
): Omit<Duty, 'startedAt' | 'stoppedAt' | 'dueAt' | 'start' | 'stop' | 'why'> => ({
  kind,
  subject: operatorId ?? '',
  operatorId,
  pausedSince: null,
  done: true,
  endsItself: false,
  pause: { code: 'nis2NeverPaused' },
  source: { code: 'nis2Source' },
});

const filedStop = (what: FiledKind): Sentence => ({ code: 'filed', values: { what } });

function filedSentences(filed: Nis2Facts['filed'], what: FiledKind): Sentence[] {
  const at = filed[what];
  return at === undefined ? [] : [{ code: 'filedAt', values: { what, at: at.toISOString() } }];
}
