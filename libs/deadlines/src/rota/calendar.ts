import ical from 'ical-generator';
import type { Language } from '#libs/contracts';
import { inWords } from '../words/in-words.ts';
import type { Shift } from './turns.ts';

/** The rota as a calendar program reads it (RFC 5545), in UTC, for its owner in their language; a shift keeps its id while it keeps its beginning. */
export function calendarOf(
  shifts: Shift[],
  names: ReadonlyMap<string, string>,
  { host, own, language }: { host: string; own: string; language: Language },
): string {
  const calendar = ical({
    name: inWords({ code: 'calendarName' }, language),
    prodId: { company: 'DNS-CERT', product: 'duty rota', language: language.toUpperCase() },
    ttl: 3_600,
  });
  for (const { userId, from, until, overrideId } of shifts) {
    const name = names.get(userId) ?? inWords({ code: 'calendarSomebody' }, language);
    calendar.createEvent({
      id: `${overrideId ?? 'turn'}-${from.getTime()}@${host}`,
      start: from,
      end: until,
      stamp: from,
      summary: inWords(
        { code: userId === own ? 'calendarOwn' : 'calendarOther', values: { name } },
        language,
      ),
      description: inWords({ code: overrideId === null ? 'calendarTurn' : 'calendarStandIn' }, language),
    });
  }
  return calendar.toString();
}
