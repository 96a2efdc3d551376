import { DateTime, IANAZone } from 'luxon';
import type { Language } from '#libs/contracts';

/** `Sun 2026-03-01 14:14:05 UTC`: an instant for people, to the second. */
export function instantText(at: Date, zone = 'UTC', language: Language = 'en'): string {
  const local = DateTime.fromJSDate(at).setZone(zone).setLocale(language);
  const name = local.offset === 0 && zone === 'UTC' ? 'UTC' : `${local.toFormat('ZZ')} ${zone}`;
  return `${local.toFormat('ccc yyyy-MM-dd HH:mm:ss')} ${name}`;
}

const HOUR = 3_600_000;

export const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * HOUR);
export const secondsAfter = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1_000);
export const latest = (instants: Date[]): Date | null =>
  instants.reduce<Date | null>((last, at) => (last === null || at > last ? at : last), null);

const UNITS: [seconds: number, words: Record<Language, string>][] = [
  [86_400, { en: 'day', fr: 'jour' }],
  [3_600, { en: 'hour', fr: 'heure' }],
  [60, { en: 'minute', fr: 'minute' }],
];
const SECOND: Record<Language, string> = { en: 'second', fr: 'seconde' };

/** `90 minutes`, `1 hour`, `2 days`: the largest unit that is whole. */
export function durationText(seconds: number, language: Language): string {
  const whole = UNITS.find(([size]) => seconds >= size && seconds % size === 0);
  const [size, words] = whole ?? [1, SECOND];
  const count = seconds / size;
  const isOne = language === 'fr' ? count < 2 : count === 1;
  return `${count} ${words[language]}${isOne ? '' : 's'}`;
}

export type LocalInstant = { at: Date; twice: boolean } | { fault: string };

/**
 * The instant of a local time such as `2026-10-25T02:30`. Where clocks are put back and it is there twice, the later one is
 * meant: nothing is told on too early. Where they are put forward over it, there is no such time.
 */
export function localInstant(local: string, zone: string): LocalInstant {
  if (!IANAZone.isValidZone(zone)) return { fault: `${zone} is no time zone.` };
  const read = DateTime.fromISO(local, { zone });
  if (!read.isValid) return { fault: `${local} is no date and time.` };
  if (read.toFormat(`yyyy-MM-dd'T'HH:mm`) !== local)
    return { fault: `There is no ${local} in ${zone}: clocks are put forward over it.` };
  const possible = read.getPossibleOffsets().map((one) => one.toJSDate());
  const at = latest(possible) ?? read.toJSDate();
  return { at, twice: possible.length > 1 };
}
