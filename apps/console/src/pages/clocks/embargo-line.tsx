import { useTranslation } from 'react-i18next';
import type { EmbargoView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import classes from './clocks.module.css';

/** Until when what is told must not be told on, as people in its zone read it. */
export function EmbargoLine({ embargo }: { embargo: EmbargoView }) {
  const { t } = useTranslation('clocks');
  return (
    <p className={`${classes['embargo']} foreign`}>
      <strong>{t('embargo')}</strong> {embargo.words} (<Instant at={embargo.until} form="full" />
      ): {embargo.reason} <span className={classes['dim']}>{t('by', { name: embargo.setBy.name })}</span>
    </p>
  );
}
