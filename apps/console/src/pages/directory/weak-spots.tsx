import { useTranslation } from 'react-i18next';
import type { WeakSpot } from '#libs/contracts';
import classes from './directory.module.css';

/** What makes a TLD easy to break, in short words; pointing at one tells more. */
export function WeakSpots({ spots }: { spots: WeakSpot[] }) {
  const { t } = useTranslation('directory');
  if (spots.length === 0) return <span className={classes['dim']}>{t('weak.none')}</span>;
  return (
    <span className={classes['spots']}>
      {spots.map((spot) => (
        <span key={spot} className={classes['spot']} title={t(`weak.${spot}.why`)}>
          {t(`weak.${spot}.short`)}
        </span>
      ))}
    </span>
  );
}
