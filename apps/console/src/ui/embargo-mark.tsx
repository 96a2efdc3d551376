import { useTranslation } from 'react-i18next';
import classes from './embargo-mark.module.css';
import { Instant } from './instant.tsx';
import { useNow } from './now.ts';

/** Nothing of it may be told on before an instant, RFC 3339; nothing to see once that has come. */
export function EmbargoMark({ until }: { until: string }) {
  const { t } = useTranslation('ui');
  const now = useNow(10);
  if (Date.parse(until) <= now) return null;
  return (
    <span className={classes['mark']} title={t('embargo.words')}>
      <strong>{t('embargo.mark')}</strong> {t('embargo.until')} <Instant at={until} />
    </span>
  );
}
