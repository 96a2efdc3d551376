import { Alert, Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router';
import type { OperatorReportView } from '#libs/contracts';
import { useOwnReport } from '../../../api/own-report.ts';
import { ExerciseBanner } from '../../../ui/exercise-banner.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { MinePlaces } from '../mine-places.tsx';
import { ReceiptPanel } from './receipt-panel.tsx';
import { SaidPanel } from './said-panel.tsx';
import { WhatNext } from './what-next.tsx';

/** One report: what became of it, the proof that it came in, and what was said. */
export default function OwnReportPage() {
  const { t } = useTranslation('mine');
  const { id = '' } = useParams();
  const report = useOwnReport(id);
  if (report.data !== undefined) return <Report report={report.data} />;
  return (
    <>
      <PageHead title={t('reports.one')} />
      <MinePlaces />
      {report.isError ? <Fault error={report.error} onRetry={() => void report.refetch()} /> : <Loading />}
    </>
  );
}

function Report({ report }: { report: OperatorReportView }) {
  const { t } = useTranslation('mine');
  const wasJustSent = (useLocation().state as { sent?: boolean } | null)?.sent === true;
  return (
    <>
      <ExerciseBanner is={report.exercise} />
      <PageHead title={report.summary}>
        <Button component={Link} to="/report" variant="default">
          {t('reportPage.another')}
        </Button>
      </PageHead>
      <MinePlaces />
      <Stack gap="md">
        {wasJustSent ? (
          <Alert color="green" variant="outline" role="status" title={t('reportPage.sent')}>
            {t('reportPage.sentWords', { number: report.number })}
          </Alert>
        ) : null}
        <WhatNext report={report} />
        <ReceiptPanel report={report} />
        <SaidPanel report={report} />
      </Stack>
    </>
  );
}
