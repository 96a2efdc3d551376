import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OperatorReportView } from '#libs/contracts';
import { useOwnZone } from '../../../app/zone.ts';
import { Instant } from '../../../ui/instant.tsx';
import { SeverityMark } from '../../../ui/severity-mark.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import classes from '../mine.module.css';

export function ReportRow({ report }: { report: OperatorReportView }) {
  const { t } = useTranslation('mine');
  const zone = useOwnZone();
  return (
    <Link to={`/mine/reports/${report.id}`} className={classes['row']}>
      <Text component="span" fw={600} className="foreign">
        {report.summary}
      </Text>
      <span className={classes['rowState']}>
        <StateMark of="report" state={report.state} />
      </span>
      <span className={classes['marks']}>
        {report.exercise ? <span className={classes['drill']}>{t('drill')}</span> : null}
        {report.severity === null ? null : <SeverityMark severity={report.severity} />}
        <TlpMark tlp={report.tlp} />
        <span>{report.number}</span>
        <Instant at={report.receivedAt} zone={zone} />
      </span>
    </Link>
  );
}
