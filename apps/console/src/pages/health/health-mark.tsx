import { useTranslation } from 'react-i18next';
import type { HealthState } from '#libs/contracts';
import classes from './page.module.css';

const SIGNS: Record<HealthState, string> = { ok: '✓', warn: '▲', bad: '■' };

/** By shape and word, and by colour. */
export function HealthMark({ state }: { state: HealthState }) {
  const { t } = useTranslation('health');
  return (
    <span className={`${classes['mark']} ${classes[state]}`}>
      <span aria-hidden="true" className={classes['sign']}>
        {SIGNS[state]}
      </span>
      {t(`states.${state}`)}
    </span>
  );
}
