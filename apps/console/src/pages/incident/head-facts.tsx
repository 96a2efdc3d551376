import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentOverviewView } from '#libs/contracts';
import { useKindTitle } from '../../api/kinds.ts';
import { useIncidentDeadlines } from '../../api/deadlines.ts';
import { Countdown } from '../../ui/countdown.tsx';
import { EmbargoMark } from '../../ui/embargo-mark.tsx';
import { Instant } from '../../ui/instant.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import classes from './head.module.css';

interface Props {
  overview: IncidentOverviewView;
  /** Null where it is the reader's already. */
  onAssign: (() => void) | null;
}

/** The judgement by its marks, and the instants that everything is counted from. */
export function HeadFacts({ overview, onAssign }: Props) {
  const { t } = useTranslation('incident');
  const { incident, awareAt, assignee } = overview;
  const kindTitle = useKindTitle();
  const embargo = useIncidentDeadlines(incident.id).data?.embargo ?? null;
  return (
    <div className={classes['facts']}>
      <span className={classes['marks']}>
        <SeverityMark severity={incident.severity} />
        <TlpMark tlp={incident.tlp} />
        <StateMark of="incident" state={incident.state} />
        {embargo === null ? null : <EmbargoMark until={embargo.until} />}
        {incident.exercise ? <strong className={classes['tag']}>{t('exercise')}</strong> : null}
        {incident.confirmed ? null : <strong className={classes['tag']}>{t('unconfirmed')}</strong>}
        <span>{kindTitle(incident.kind)}</span>
      </span>
      {overview.due === null ? null : (
        <span title={overview.due.why}>
          <Countdown at={overview.due.at} from={overview.due.startedAt} /> {t(`due.${overview.due.what}`)}
        </span>
      )}
      <span>
        <span className={classes['name']}>{t('since')}</span>{' '}
        {incident.occurredAt === null ? t('sinceUnknown') : <Instant at={incident.occurredAt} />}
      </span>
      <span>
        <span className={classes['name']}>{t('aware')}</span> <Instant at={awareAt} />
      </span>
      <span>
        <span className={classes['name']}>{t('lastReport')}</span> <Instant at={incident.lastReportAt} />
      </span>
      {incident.closedAt === null ? null : (
        <span>
          <span className={classes['name']}>{t('closed')}</span> <Instant at={incident.closedAt} />
        </span>
      )}
      <span>
        <span className={classes['name']}>{t('assignee')}</span>{' '}
        <span className="foreign">{assignee?.name ?? t('nobody')}</span>
        {onAssign === null ? null : (
          <Button variant="subtle" size="compact-xs" onClick={onAssign} ml={4}>
            {t('acts.assign')}
          </Button>
        )}
      </span>
    </div>
  );
}
