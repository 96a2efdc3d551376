import { useTranslation } from 'react-i18next';
import type { Family } from './families.ts';
import { shapeOf } from './shapes.ts';
import classes from './timeline.module.css';

/** The shape that the picture draws for an entry of this sort, with its name for whoever does not see it. */
export function Sign({ family }: { family: Family }) {
  const { t } = useTranslation('timeline');
  return (
    <svg width={14} height={14} viewBox="-7 -7 14 14" role="img" aria-label={t(`families.${family}`)}>
      <path d={shapeOf(family, 4.5)} className={classes[family]} />
    </svg>
  );
}
