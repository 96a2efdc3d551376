import { useTranslation } from 'react-i18next';
import type { GridRowView } from '#libs/contracts';
import { languageNow } from '../../../app/language.ts';
import { useNow } from '../../../ui/now.ts';
import { durationWords } from '../../../ui/time-words.ts';
import classes from './grid.module.css';

/** What comes next for an operator: by itself at an instant, or by a person now. */
export function NextStep({ row }: { row: GridRowView }) {
  const { t } = useTranslation('incident');
  if (row.next === null) return <>–</>;
  const { what, at } = row.next;
  return (
    <span className={classes['next']}>
      {t(`grid.next.${what}`)}
      {at === null ? null : <InTime at={at} />}
      {what === 'call' && row.call !== null ? (
        <a href={`tel:${row.call.phone.replace(/[^+\d]/g, '')}`} className={classes['phone']}>
          {row.call.phone}
        </a>
      ) : null}
    </span>
  );
}

function InTime({ at }: { at: string }) {
  const { t } = useTranslation('incident');
  const left = Date.parse(at) - useNow(10);
  return (
    <>
      {' '}
      {left <= 0 ? t('grid.now') : t('grid.in', { duration: durationWords(left + 59_999, languageNow()) })}
    </>
  );
}
