import { useTranslation } from 'react-i18next';
import { languageNow } from '../app/language.ts';
import classes from './countdown.module.css';
import { useNow } from './now.ts';
import { countdownWords, dateWords, ownZone } from './time-words.ts';

interface Props {
  /** RFC 3339: when it is due. */
  at: string;
  /** RFC 3339: from when it counts; a quarter of the whole is "soon". */
  from: string;
  zone?: string | undefined;
}

/** Time that is left, by the service's clock: amber at a quarter left, red when over, and it says the words. */
export function Countdown({ at, from, zone = 'UTC' }: Props) {
  const { t } = useTranslation('ui');
  const due = Date.parse(at);
  const left = due - useNow();
  const state = left < 0 ? 'over' : left < (due - Date.parse(from)) / 4 ? 'soon' : 'calm';
  const title = [...new Set(['UTC', zone, ownZone()])]
    .map((name) => `${dateWords(new Date(due), languageNow(), name)} (${name})`)
    .join('\n');
  return (
    <time dateTime={at} title={title} className={classes[state]}>
      <span className={classes['digits']}>{countdownWords(left, languageNow())}</span>{' '}
      <span className={classes['words']}>{t(`countdown.${state}`)}</span>
    </time>
  );
}
