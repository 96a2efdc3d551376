import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OperatorIncidentView } from '#libs/contracts';
import { useOwnZone } from '../../app/zone.ts';
import { Instant } from '../../ui/instant.tsx';
import { CaseMarks } from './case-marks.tsx';
import classes from './mine.module.css';
import { OwnState } from './own-state.tsx';

/** An incident in a list. */
export function CaseRow({ incident }: { incident: OperatorIncidentView }) {
  const { t } = useTranslation('mine');
  const zone = useOwnZone();
  return (
    <Link to={`/mine/incidents/${incident.id}`} className={classes['row']}>
      <Text component="span" fw={600} className="foreign">
        {incident.title}
      </Text>
      <span className={classes['rowState']}>
        <OwnState state={incident.affected.state} />
      </span>
      <span className={classes['marks']}>
        <CaseMarks incident={incident} />
        <span>{t('ourWork', { state: t(`ui:states.incident.${incident.state}`) })}</span>
        <Instant at={incident.openedAt} zone={zone} />
      </span>
    </Link>
  );
}
