import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BoardView, WaitingReportView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import classes from './board.module.css';

/** Reports that nothing goes on with before a person looks: of strangers, and those that could not be read. */
export function WaitingPanel({
  name,
  reports,
}: {
  name: 'awaiting' | 'quarantined';
  reports: BoardView['awaiting'];
}) {
  const { t } = useTranslation('board');
  if (reports.total === 0) return null;
  return (
    <Panel title={t(`waiting.${name}`)} beside={<Text fw={600}>{reports.total}</Text>}>
      <Text c="dimmed" mb="xs">
        {t(`waiting.${name}Words`)}
      </Text>
      <ul className={classes['list']}>
        {reports.items.map((report) => (
          <WaitingReport key={report.id} report={report} />
        ))}
      </ul>
    </Panel>
  );
}

const WaitingReport = ({ report }: { report: WaitingReportView }) => (
  <li className={classes['fresh']}>
    <div className={classes['marks']}>
      <TlpMark tlp={report.tlp} />
      <Instant at={report.receivedAt} />
    </div>
    <Link to={`/reports/${report.id}`} className={classes['title']}>
      <span className={classes['number']}>{report.number}</span>{' '}
      <span className="foreign">{report.summary}</span>
    </Link>
  </li>
);
