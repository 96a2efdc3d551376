import { DateTime } from 'luxon';
import { MailFault } from './fault.ts';

const DAY_AND_TIME = 'ccc yyyy-MM-dd HH:mm';

/**
 * An instant for people: `Sun 2026-03-01 02:14 UTC (Sun 2026-03-01 15:14 +13:00 Pacific/Auckland)`, to the minute, cut
 * not rounded. A reader in UTC gets it once.
 * @param zone name of the IANA time zone database
 */
export function instantInZones(date: Date, zone: string): string {
  const utc = DateTime.fromJSDate(date, { zone: 'utc' }).setLocale('en');
  const local = utc.setZone(zone);
  if (!utc.isValid) throw new MailFault('mail.date_refused', 'This is no instant.');
  if (!local.isValid) throw new MailFault('mail.zone_unknown', `${JSON.stringify(zone)} is no time zone.`);
  const inUtc = `${utc.toFormat(DAY_AND_TIME)} UTC`;
  if (/^(UTC|GMT|Z|Etc\/.*)$/i.test(zone) && local.offset === 0) return inUtc;
  return `${inUtc} (${local.toFormat(`${DAY_AND_TIME} ZZ`)} ${zone})`;
}
