import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OperatorReportView } from '#libs/contracts';
import { usePages } from '../../../api/pages.ts';
import { Empty } from '../../../ui/empty.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { MinePlaces } from '../mine-places.tsx';
import { RowList } from '../row-list.tsx';
import { ReportRow } from './report-row.tsx';

/** What one's operator has reported, newest first. */
export default function OwnReportsPage() {
  const { t } = useTranslation('mine');
  const reports = usePages<OperatorReportView>(['reports', 'own'], 'reports');
  return (
    <>
      <PageHead title={t('reports.title')}>
        <Button component={Link} to="/report">
          {t('report')}
        </Button>
      </PageHead>
      <MinePlaces />
      <RowList
        list={reports}
        keyOf={({ id }) => id}
        row={(report) => <ReportRow report={report} />}
        empty={<Empty title={t('reports.none')}>{t('reports.noneWords')}</Empty>}
      />
    </>
  );
}
