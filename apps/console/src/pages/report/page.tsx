import { SimpleGrid, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/SimpleGrid.css';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { StaffReportView } from '#libs/contracts';
import { useReport } from '../../api/reports.ts';
import { ExerciseBanner } from '../../ui/exercise-banner.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ResourceList } from '../../ui/resource-list.tsx';
import { ConsentPanel } from './consent-panel.tsx';
import { Judgement } from './judgement.tsx';
import { ReceivedFacts } from './received-facts.tsx';
import { References } from './references.tsx';
import { Verdict } from './verdict.tsx';

/** One report: what was told, as it was told, and what triage made of it and why. */
export default function ReportPage() {
  const { t } = useTranslation('report');
  const { id = '' } = useParams();
  const report = useReport(id);
  if (report.isError)
    return (
      <>
        <PageHead title={t('title')} />
        <Fault error={report.error} onRetry={() => void report.refetch()} />
      </>
    );
  if (report.isPending)
    return (
      <>
        <PageHead title={t('title')} />
        <Loading />
      </>
    );
  return <Whole report={report.data} />;
}

function Whole({ report }: { report: StaffReportView }) {
  const { t } = useTranslation('report');
  return (
    <>
      <ExerciseBanner is={report.exercise} />
      <PageHead title={`${report.number} ${report.summary}`} />
      <Stack gap="md">
        <Judgement report={report} />
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Panel title={t('told')}>
            {report.description === '' ? (
              <Text c="dimmed">{t('noWords')}</Text>
            ) : (
              <pre className="raw">{report.description}</pre>
            )}
          </Panel>
          <Stack gap="md">
            <Panel title={t('received')}>
              <ReceivedFacts report={report} />
            </Panel>
            <Panel title={t('about')}>
              {report.resources.length === 0 ? (
                <Text c="dimmed">{t('noResources')}</Text>
              ) : (
                <ResourceList resources={report.resources} />
              )}
              <References addresses={report.references} />
            </Panel>
          </Stack>
        </SimpleGrid>
        <Panel title={t('verdict')}>
          <Verdict report={report} />
        </Panel>
        <ConsentPanel report={report} />
      </Stack>
    </>
  );
}
