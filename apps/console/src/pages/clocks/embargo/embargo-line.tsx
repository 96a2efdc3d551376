import { useTranslation } from 'react-i18next';
import type { EmbargoView } from '#libs/contracts';
import { Instant } from '../../../ui/instant.tsx';
import classes from '../clocks.module.css';

/** Until when what is told must not be told on, as people in its zone read it; who agreed, and why. */
export function EmbargoLine({ embargo }: { embargo: EmbargoView }) {
  const { t } = useTranslation('clocks');
  const { until, words, agreedWith, reason, setBy } = embargo;
  return (
    <p className={`${classes['embargo']} foreign`}>
      <strong>{t('embargo.until')}</strong> {words} (<Instant at={until} form="full" />
      ): {reason}{' '}
      <span className={classes['dim']}>
        {agreedWith === '' ? '' : `${t('embargo.agreed', { who: agreedWith })} · `}
        {t('by', { name: setBy.name })}
      </span>
    </p>
  );
}
