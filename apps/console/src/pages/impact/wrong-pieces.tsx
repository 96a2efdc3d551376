import { useTranslation } from 'react-i18next';
import classes from './impact.module.css';
import type { Understood } from './understood.ts';

/** What was taken for what, and what could not be. */
export function WrongPieces({ understood: { resources, wrong, left } }: { understood: Understood }) {
  const { t } = useTranslation('impact');
  return (
    <>
      {resources.length === 0 ? null : (
        <p className={classes['asked']}>
          {t('askedFor')}{' '}
          {resources.slice(0, 12).map(({ type, value }) => (
            <span key={`${type} ${value}`} className={classes['piece']}>
              <span className={classes['dim']}>{t(`types.${type}`)}</span>{' '}
              <code className="foreign">{value}</code>
            </span>
          ))}
          {resources.length > 12 ? t('andMore', { count: resources.length - 12 }) : null}
        </p>
      )}
      {wrong.length === 0 && left === 0 ? null : (
        <div className={classes['notice']} role="status">
          <strong>{t('wrong', { count: wrong.length })}</strong>
          <ul className={classes['wrong']}>
            {wrong.slice(0, 20).map(({ type, value, fault }) => (
              <li key={`${type} ${value}`}>
                <code className="foreign">{value}</code> {fault ?? t('noResource')}
              </li>
            ))}
          </ul>
          {wrong.length > 20 ? t('andMore', { count: wrong.length - 20 }) : null}
          {left > 0 ? t('tooMany', { count: left }) : null}
        </div>
      )}
    </>
  );
}
