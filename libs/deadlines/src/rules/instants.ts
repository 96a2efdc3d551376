import { DateTime, IANAZone } from 'luxon';

/** `Sun 2026-03-01 14:14:05 UTC`: an instant for people, to the second. */
export function instantText(at: Date, zone = 'UTC'): string {
  const local = DateTime.fromJSDate(at).setZone(zone).setLocale('en');
  const name = local.offset === 0 && zone === 'UTC' ? 'UTC' : `${local.toFormat('ZZ')} ${zone}`;
  return `${local.toFormat('ccc yyyy-MM-dd HH:mm:ss')} ${name}`;
}

const HOUR = 3_600_000;

export const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * HOUR);
export const secondsAfter = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1_000);
export const latest = (instants: Date[]): Date | null =>
  instants.reduce<Date | null>((last, at) => (last === null || at > last ? at : last), null);

/** `90 minutes`, `1 hour`, `2 days`: the largest unit that is whole. */
export function durationText(seconds: number): string {
  const [count, unit] = (
    [
      [86_400, 'day'],
      [3_600, 'hour'],
      [60, 'minute'],
    ] as const
  )
    .filter(([size]) => seconds >= size && seconds % size === 0)
    .map(([size, name]) => [seconds / size, name] as const)[0] ?? [seconds, 'second'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
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
