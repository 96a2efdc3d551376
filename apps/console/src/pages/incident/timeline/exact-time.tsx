import { languageNow } from '../../../app/language.ts';
import { dateWords, ownZone } from '../../../ui/time-words.ts';
import { clockOf } from './clock-of.ts';

/** To the second, in UTC; pointing at it tells the reader's own zone as well. */
export function ExactTime({ at }: { at: string }) {
  const instant = new Date(at);
  const zones = [...new Set(['UTC', ownZone()])];
  return (
    <time
      dateTime={at}
      title={zones.map((zone) => `${dateWords(instant, languageNow(), zone)} (${zone})`).join('\n')}
    >
      {clockOf(instant)}
    </time>
  );
}
