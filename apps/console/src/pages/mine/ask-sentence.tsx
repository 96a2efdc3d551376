import { useTranslation } from 'react-i18next';
import type { AskView } from '#libs/contracts';
import classes from './mine.module.css';

/** TLDs named in a sentence; more than these make it no clearer. */
const NAMED = 5;

/** What is asked, in words. */
export function AskSentence({ ask }: { ask: AskView }) {
  const { t } = useTranslation('mine');
  const named = ask.tlds.slice(0, NAMED).map((label) => (label === '.' ? t('root') : `.${label}`));
  const more = ask.tlds.length - named.length;
  const tlds = [...named, ...(more > 0 ? [t('moreTlds', { count: more })] : [])].join(', ');
  const subject = tlds === '' ? t('yourServices') : tlds;
  const state = ask.affected.state;
  const isUntold = ask.asked === 'nothing' && state !== 'not_affected' && state !== 'recovered';
  return (
    <p className={`${classes['sentence']} foreign`}>
      {isUntold
        ? t('sentence.untold', { tlds: subject })
        : t(`sentence.${ask.asked}`, { tlds: subject, said: t(`own.${state}`) })}
    </p>
  );
}
