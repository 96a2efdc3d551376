/** Times as people read them: pure, so that each case is tested. ms everywhere; `locale` is a language tag. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Signs of a day: minutes and hours have the same everywhere. */
const DAY_SIGNS: Record<string, string> = { fr: 'j' };

/** `12 min`, `3 h 5 min`, `2 d 4 h` (in French `2 j 4 h`): two units at most, rounded down. Below a minute `0 min`. */
export function durationWords(ms: number, locale = 'en'): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  const whole = `${days} ${DAY_SIGNS[locale] ?? 'd'}`;
  return hours % 24 === 0 ? whole : `${whole} ${hours % 24} h`;
}

/** `00:12` below an hour as minutes and seconds, `01:40 h` above: what a countdown shows. */
export function countdownWords(ms: number, locale = 'en'): string {
  const seconds = Math.floor(Math.abs(ms) / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 3_600) return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  const hours = Math.floor(seconds / 3_600);
  return hours < 48 ? `${two(hours)}:${two(Math.floor(seconds / 60) % 60)} h` : durationWords(ms, locale);
}

/** Formatters are slow to make, and a page shows hundreds of times in two or three zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, zone: string, withDate: boolean): Intl.DateTimeFormat {
  const name = `${locale} ${zone} ${withDate}`;
  const known = formatters.get(name);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: zone,
    ...(withDate ? { day: 'numeric', month: 'short', year: 'numeric' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  formatters.set(name, made);
  return made;
}

/** `02:14 UTC`. */
export const clockWords = (at: Date, locale: string, zone = 'UTC'): string =>
  formatter(locale, zone, false).format(at);

/** `3 Nov 2026, 02:14 UTC`. */
export const dateWords = (at: Date, locale: string, zone = 'UTC'): string =>
  formatter(locale, zone, true).format(at);

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
