import { Anchor, Button, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StaffIncidentView, StaffReportView } from '#libs/contracts';
import { useAffected } from '../../../api/incident.ts';
import { useReportsOf } from '../../../api/joins.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Folding } from '../../../ui/folding.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SeverityMark } from '../../../ui/severity-mark.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import { SplitDialog } from '../joins/split-dialog.tsx';

/** Who told us what of this incident, oldest first. */
export default function ReportsPanel({ incident }: { incident: StaffIncidentView }) {
  const { t } = useTranslation('incident');
  const reports = useReportsOf(incident.id, true);
  const items = reports.data ?? [];
  const [isSplitting, splitting] = useDisclosure(false);
  return (
    <Panel
      title={t('parts.reports')}
      actions={
        items.length < 2 ? null : (
          <Button variant="default" size="compact-sm" onClick={splitting.open}>
            {t('acts.split')}
          </Button>
        )
      }
    >
      {reports.isError && reports.data === undefined ? (
        <Fault error={reports.error} onRetry={() => void reports.refetch()} />
      ) : null}
      {reports.isPending ? <Loading /> : null}
      {reports.data !== undefined && items.length === 0 ? (
        <Empty title={t('reports.none')}>{t('reports.noneWords')}</Empty>
      ) : null}
      {items.length === 0 ? null : <ReportTable incidentId={incident.id} reports={items} />}
      <SplitDialog incident={incident} opened={isSplitting} onClose={splitting.close} />
    </Panel>
  );
}

function ReportTable({ incidentId, reports }: { incidentId: string; reports: StaffReportView[] }) {
  const { t } = useTranslation('incident');
  const affected = useAffected(incidentId);
  const names = new Map(affected.data?.items.map(({ operatorId, operator }) => [operatorId, operator.name]));
  return (
    <Folding label={t('parts.reports')}>
      <Table miw={{ base: 0, sm: 640 }}>
        <caption className="spoken">{t('parts.reports')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('reports.report')}</Table.Th>
            <Table.Th>{t('reports.from')}</Table.Th>
            <Table.Th>{t('reports.judged')}</Table.Th>
            <Table.Th>{t('reports.received')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {reports.map((report) => (
            <Table.Tr key={report.id}>
              <Table.Th scope="row">
                <Anchor component={Link} to={`/reports/${report.id}`}>
                  {report.number}
                </Anchor>
                <Text className="foreign">{report.summary}</Text>
              </Table.Th>
              <Table.Td className="foreign">
                <From report={report} operator={names.get(report.operatorId ?? '')} />
              </Table.Td>
              <Table.Td>
                {report.severity === null ? null : <SeverityMark severity={report.severity} />}{' '}
                <TlpMark tlp={report.tlp} />
                <div>
                  <StateMark of="report" state={report.state} />
                </div>
              </Table.Td>
              <Table.Td>
                <Instant at={report.receivedAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Folding>
  );
}

/** Whoever reports without an account is known by an address alone. */
function From({ report, operator }: { report: StaffReportView; operator: string | undefined }) {
  const { t } = useTranslation('incident');
  if (report.reporter !== null)
    return (
      <>
        {report.reporter.name} ({report.reporter.email})
        <Text size="xs" c="dimmed">
          {t(report.awaitsAcceptance ? 'reports.publicAwaits' : 'reports.public')}
        </Text>
      </>
    );
  return <>{operator ?? (report.operatorId === null ? t('reports.own') : t('somebody'))}</>;
}
