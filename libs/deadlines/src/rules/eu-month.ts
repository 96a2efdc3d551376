import { DateTime } from 'luxon';
import type { Sentence } from '../words/sentence.ts';

/**
 * When a period of months ends by Regulation (EEC, Euratom) 1182/71, Article 3: with the last hour of the day that has the
 * same number as the day of the event; where the month has no such day, of its last day (2 c); where that is a Saturday or a
 * Sunday, of the next working day (4). The day is the one in `zone`. Public holidays differ by country and are not known
 * here: on one, the period ends later than this says, never earlier.
 * @returns the first instant that is too late
 */
export function monthsAfter(
  event: Date,
  months: number,
  zone: string,
): { dueAt: Date; moved: Sentence | null } {
  const day = DateTime.fromJSDate(event).setZone(zone).startOf('day');
  // luxon goes to the last day of a month that is too short, as the regulation does.
  const nominal = day.plus({ months });
  const working = firstWorkingDay(nominal);
  return {
    dueAt: working.plus({ days: 1 }).startOf('day').toJSDate(),
    moved: working.equals(nominal)
      ? null
      : {
          code: 'monthMoved',
          values: {
            from: nominal.toFormat('yyyy-MM-dd'),
            weekday: nominal.weekday === SATURDAY ? 6 : 7,
            to: working.toFormat('yyyy-MM-dd'),
          },
        },
  };
}

const SATURDAY = 6;

const firstWorkingDay = (day: DateTime): DateTime =>
  day.weekday < SATURDAY ? day : day.plus({ days: 8 - day.weekday });
