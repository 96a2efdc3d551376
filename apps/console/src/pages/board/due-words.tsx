import { useTranslation } from 'react-i18next';
import type { BoardItemView } from '#libs/contracts';
import { Countdown } from '../../ui/countdown.tsx';
import classes from './board.module.css';

/** Until when, and what to do by then. */
export function DueWords({ item }: { item: BoardItemView }) {
  const { t } = useTranslation('board');
  const { due } = item;
  if (due === null) return <span className={classes['dim']}>{t('due.nothing')}</span>;
  return (
    <>
      <Countdown at={due.at} from={due.startedAt} />
      <span className={classes['what']}>{t(`due.${due.what}`)}</span>
    </>
  );
}

/** How far the operators are; who is silent stands out, hatched and by name. */
export function OperatorWords({ item: { operators, silent } }: { item: BoardItemView }) {
  const { t } = useTranslation('board');
  if (operators.touched === 0) return <span className={classes['dim']}>{t('operators.none')}</span>;
  const more = operators.silent - silent.length;
  return (
    <>
      <span className={classes['figures']}>
        {t('operators.touched', { count: operators.touched })} ·{' '}
        {t('operators.told', { count: operators.told })} ·{' '}
        {t('operators.answered', { count: operators.answered })}
      </span>
      {operators.silent === 0 ? null : (
        <span className={`${classes['silent']} foreign`}>
          {t('operators.silent', { count: operators.silent })}: {silent.join(', ')}
          {more > 0 ? ` ${t('operators.more', { count: more })}` : ''}
        </span>
      )}
    </>
  );
}
