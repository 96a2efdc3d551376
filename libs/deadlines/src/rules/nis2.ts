import type { FiledKind } from '#libs/contracts';
import type { Duty } from './duty.ts';
import { monthsAfter } from './eu-month.ts';
import { hoursAfter, instantText } from './instants.ts';

const SOURCE = 'Directive (EU) 2022/2555 (NIS2), Article 23(4)';
const MONTH = 'Regulation 1182/71, Article 3';
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
  const aware = `Aware since ${instantText(awareAt)}, as ${facts.decidedBy} decided: ${facts.reason}`;
  const corrected =
    facts.corrections === 0
      ? []
      : [`That was corrected ${facts.corrections} times; what was said before stays in the record.`];
  const hours = (kind: FiledKind, count: number, what: string): Duty => ({
    ...base(facts, kind),
    startedAt: awareAt,
    stoppedAt: filed[kind] ?? null,
    dueAt: hoursAfter(awareAt, count),
    start: 'Somebody decided since when the entity was aware of a significant incident.',
    stop: `The ${what} was filed.`,
    why: [
      aware,
      ...corrected,
      `The ${what} is due within ${count} hours of becoming aware; hours run through nights, weekends and holidays.`,
      ...filedText(filed[kind], what),
    ],
  });
  return [
    hours('nis2_early_warning', EARLY_HOURS, 'early warning'),
    hours('nis2_notification', NOTIFICATION_HOURS, 'notification'),
    ...reports(facts, now),
  ];
}

/** Nothing runs for reports before the notification was filed: their month begins with it. */
function reports(facts: Nis2Facts, now: Date): Duty[] {
  const { filed, endedAt, zone } = facts;
  const notifiedAt = filed.nis2_notification;
  if (notifiedAt === undefined) return [];
  const first = monthsAfter(notifiedAt, 1, zone);
  const monthText = [
    `The notification was filed ${instantText(notifiedAt, zone)}; its month ends with the last hour of the day of the same number in ${zone} (${MONTH}).`,
    ...(first.moved === null ? [] : [first.moved]),
    'Public holidays are not counted here: they could only move it later.',
  ];
  const goesOnPastTheMonth = endedAt === null ? now >= first.dueAt : endedAt >= first.dueAt;
  const progressNeeded = goesOnPastTheMonth || filed.nis2_progress !== undefined;
  const common = {
    start: 'The notification was filed.',
    startedAt: notifiedAt,
  };
  if (!progressNeeded)
    return [
      {
        ...base(facts, 'nis2_final'),
        ...common,
        stoppedAt: filed.nis2_final ?? null,
        dueAt: first.dueAt,
        stop: 'The final report was filed; where the incident still goes on then, a progress report.',
        why: [
          ...monthText,
          endedAt === null
            ? 'It still goes on: if it does at that instant, a progress report is due, and the final one a month after its end.'
            : `It ended ${instantText(endedAt, zone)}.`,
          ...filedText(filed.nis2_final, 'final report'),
        ],
      },
    ];
  return [
    {
      ...base(facts, 'nis2_progress'),
      ...common,
      stoppedAt: filed.nis2_progress ?? filed.nis2_final ?? null,
      dueAt: first.dueAt,
      stop: 'The progress report was filed.',
      why: [
        ...monthText,
        'The incident still went on then, so a progress report is due instead of the final one (Article 23(4)(e)).',
        ...filedText(filed.nis2_progress, 'progress report'),
      ],
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
      start: 'The incident ended, after it had gone on past the month of the notification.',
      stop: 'The final report was filed.',
      why: [
        `It went on past the month of the notification and ended ${instantText(endedAt, zone)}; the final report is due within a month of that (${MONTH}).`,
        ...(moved === null ? [] : [moved]),
        ...filedText(filed.nis2_final, 'final report'),
      ],
    },
  ];
}

const base = ({ operatorId }: Nis2Facts, kind: FiledKind) => ({
  kind,
  subject: operatorId ?? '',
  operatorId,
  pausedSince: null,
  done: true,
  endsItself: false,
  pause: 'Nothing lets it rest: hours run through nights and holidays.',
  source: SOURCE,
});

const filedText = (at: Date | undefined, what: string): string[] =>
  at === undefined ? [] : [`The ${what} was filed ${instantText(at)}.`];
