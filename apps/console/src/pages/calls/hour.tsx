import { languageNow } from '../../app/language.ts';
import { useNow } from '../../ui/now.ts';
import { clockWords } from '../../ui/time-words.ts';

/** What o'clock it is there: whoever rings wants to know whom they wake. */
export function Hour({ zone }: { zone: string }) {
  const now = new Date(useNow(30));
  return (
    <time dateTime={now.toISOString()}>
      {clockWords(now, languageNow(), zone)} ({zone})
    </time>
  );
}
