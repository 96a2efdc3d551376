import { useTranslation } from 'react-i18next';
import { languageNow } from '../app/language.ts';
import { useNow } from './now.ts';
import { clockWords, dateWords, DAY, durationWords, ownZone } from './time-words.ts';

interface Props {
  /** RFC 3339. */
  at: string;
  /** IANA name; UTC unless the reader has one of their own on this page. */
  zone?: string | undefined;
  /** `full`: always date and hour. Else relative up to a day, then the date. */
  form?: 'short' | 'full';
}

/** A time with its zone. Pointing at it tells UTC, the browser's and the page's zone. */
export function Instant({ at, zone = 'UTC', form = 'short' }: Props) {
  const { t } = useTranslation('ui');
  const now = useNow(30);
  const instant = new Date(at);
  const locale = languageNow();
  const age = now - instant.getTime();
  const isNear = form === 'short' && Math.abs(age) < DAY;
  const words = isNear
    ? t(age < 60_000 && age > -60_000 ? 'time.now' : age > 0 ? 'time.ago' : 'time.ahead', {
        duration: durationWords(age, languageNow()),
        clock: clockWords(instant, locale, zone),
      })
    : dateWords(instant, locale, zone);
  return (
    <time dateTime={at} title={inAllZones(instant, locale, zone)} style={{ whiteSpace: 'nowrap' }}>
      {words}
    </time>
  );
}

function inAllZones(at: Date, locale: string, zone: string): string {
  const zones = [...new Set(['UTC', ownZone(), zone])];
  return zones.map((name) => `${dateWords(at, locale, name)} (${name})`).join('\n');
}
