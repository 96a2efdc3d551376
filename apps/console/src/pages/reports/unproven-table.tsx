import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PublicReportView } from '#libs/contracts';
import { useUnproven } from '../../api/reports.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Folding } from '../../ui/folding.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import classes from './reports.module.css';

/** What the public form brought and nobody confirmed: no report yet, but somebody may have meant it. */
export function UnprovenTable() {
  const { t } = useTranslation('reports');
  const reports = useUnproven();
  if (reports.isError) return <Fault error={reports.error} onRetry={() => void reports.refetch()} />;
  if (reports.isPending) return <Loading />;
  const items = reports.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty title={t('unprovenNone')}>{t('unprovenWords')}</Empty>;
  return (
    <>
      <Text c="dimmed" mb="sm">
        {t('unprovenWords')}
      </Text>
      <Folding label={t('tabs.unproven')}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('number')}</Table.Th>
              <Table.Th>{t('receivedAt')}</Table.Th>
              <Table.Th>{t('proof')}</Table.Th>
              <Table.Th>{t('tlp')}</Table.Th>
              <Table.Th>{t('summary')}</Table.Th>
              <Table.Th>{t('reporter')}</Table.Th>
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

function Row({ report }: { report: PublicReportView }) {
  const { t } = useTranslation('reports');
  return (
    <Table.Tr>
      <Table.Td>{report.number}</Table.Td>
      <Table.Td>
        <Instant at={report.receivedAt} />
      </Table.Td>
      <Table.Td>
        {t(`proofs.${report.state}`)} <Instant at={report.expiresAt} />
      </Table.Td>
      <Table.Td>{report.content === null ? '–' : <TlpMark tlp={report.content.tlp} />}</Table.Td>
      <Table.Td className={`foreign ${classes['summary'] ?? ''}`}>
        {report.content?.summary ?? t('erased')}
      </Table.Td>
      <Table.Td className="foreign">
        {report.reporter === null ? '–' : `${report.reporter.name}, ${report.reporter.email}`}
      </Table.Td>
    </Table.Tr>
  );
}
