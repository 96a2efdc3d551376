import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StaffReportView } from '#libs/contracts';
import { useReports } from '../../api/reports.ts';
import type { ReportFilter } from '../../api/reports.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Folding } from '../../ui/folding.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import classes from './reports.module.css';

export function ReportsTable({ filter }: { filter: ReportFilter }) {
  const { t } = useTranslation('reports');
  const reports = useReports(filter);
  if (reports.isError) return <Fault error={reports.error} onRetry={() => void reports.refetch()} />;
  if (reports.isPending) return <Loading />;
  const items = reports.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty title={t('none')}>{t('noneWords')}</Empty>;
  return (
    <>
      <Folding label={t('title')}>
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('number')}</Table.Th>
              <Table.Th>{t('summary')}</Table.Th>
              <Table.Th>{t('severity')}</Table.Th>
              <Table.Th>{t('state')}</Table.Th>
              <Table.Th>{t('tlp')}</Table.Th>
              <Table.Th>{t('receivedAt')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((report) => (
              <Row key={report.id} report={report} />
            ))}
          </Table.Tbody>
        </Table>
      </Folding>
      <More
        hasMore={reports.hasNextPage}
        isLoading={reports.isFetchingNextPage}
        onMore={() => void reports.fetchNextPage()}
      />
    </>
  );
}

function Row({ report }: { report: StaffReportView }) {
  const { t } = useTranslation('reports');
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/reports/${report.id}`} style={{ whiteSpace: 'nowrap' }}>
          {report.number}
        </Anchor>
      </Table.Td>
      <Table.Td className={`foreign ${classes['summary'] ?? ''}`}>{report.summary}</Table.Td>
      <Table.Td>{report.severity === null ? '–' : <SeverityMark severity={report.severity} />}</Table.Td>
      <Table.Td>
        <StateMark of="report" state={report.state} />
        {report.awaitsAcceptance ? <Text size="xs">{t('awaits')}</Text> : null}
      </Table.Td>
      <Table.Td>
        <TlpMark tlp={report.tlp} />
      </Table.Td>
      <Table.Td>
        <Instant at={report.receivedAt} />
        <Text size="xs" c="dimmed">
          {t(`channels.${report.channel}`)}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
