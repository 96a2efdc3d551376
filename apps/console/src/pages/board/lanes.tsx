import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SeverityLaneView } from '#libs/contracts';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import classes from './board.module.css';
import { severitiesIn, toggled } from './filter.ts';
import type { Filtering } from './filter.ts';

/** How much there is of each severity; pressed, it shows that alone. */
export function Lanes({ lanes, filtering }: { lanes: SeverityLaneView[]; filtering: Filtering }) {
  const { t } = useTranslation('board');
  const chosen = severitiesIn(filtering.filter);
  return (
    <div className={classes['lanes']} role="group" aria-label={t('lanes')}>
      {lanes.map((lane) => (
        <UnstyledButton
          key={lane.severity}
          className={classes['lane'] ?? ''}
          aria-pressed={chosen.includes(lane.severity)}
          onClick={() => filtering.set('severity', toggled(filtering.filter, lane.severity))}
        >
          <SeverityMark severity={lane.severity} />
          <span className={classes['count']}>{lane.open}</span>
          <span className={classes['counts']}>
            <span className={lane.overdue > 0 ? classes['over'] : undefined}>
              {t('lane.overdue', { count: lane.overdue })}
            </span>
            <span>{t('lane.silent', { count: lane.silent })}</span>
            <span>{t('lane.unassigned', { count: lane.unassigned })}</span>
          </span>
        </UnstyledButton>
      ))}
    </div>
  );
}
