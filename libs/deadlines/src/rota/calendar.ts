import ical from 'ical-generator';
import type { Shift } from './turns.ts';

/** The rota as a calendar program reads it (RFC 5545), in UTC; a shift keeps its id while it keeps its beginning. */
export function calendarOf(
  shifts: Shift[],
  names: ReadonlyMap<string, string>,
  { host, own }: { host: string; own: string },
): string {
  const calendar = ical({
    name: 'DNS-CERT duty',
    prodId: { company: 'DNS-CERT', product: 'duty rota', language: 'EN' },
    ttl: 3_600,
  });
  for (const { userId, from, until, overrideId } of shifts) {
    const name = names.get(userId) ?? 'somebody';
    calendar.createEvent({
      id: `${overrideId ?? 'turn'}-${from.getTime()}@${host}`,
      start: from,
      end: until,
      stamp: from,
      summary: userId === own ? `On duty: you (${name})` : `On duty: ${name}`,
      description: overrideId === null ? 'A turn of the rota.' : 'Stands in.',
    });
  }
  return calendar.toString();
}
