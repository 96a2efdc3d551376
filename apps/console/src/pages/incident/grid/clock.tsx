import { languageNow } from '../../../app/language.ts';
import { useNow } from '../../../ui/now.ts';
import { clockWords, dateWords, DAY, ownZone } from '../../../ui/time-words.ts';

interface Props {
  at: string;
  /** Of the operator, for whoever points at it. */
  zone: string | null;
}

/** A time in a narrow column: the hour within a day, else with its date; always with the zone. */
export function Clock({ at, zone }: Props) {
  const now = useNow(60);
  const instant = new Date(at);
  const locale = languageNow();
  const zones = [...new Set(['UTC', ownZone(), zone ?? 'UTC'])];
  const isNear = Math.abs(now - instant.getTime()) < DAY;
  return (
    <time
      dateTime={at}
      title={zones.map((name) => `${dateWords(instant, locale, name)} (${name})`).join('\n')}
    >
      {isNear ? clockWords(instant, locale) : dateWords(instant, locale)}
    </time>
  );
}
