import { useTranslation } from 'react-i18next';
import { useCaseReports } from '../../../api/cases.ts';
import { Panel } from '../../../ui/panel.tsx';
import classes from '../mine.module.css';
import { ReportRow } from '../reports/report-row.tsx';

/** One's own reports in it; where there is none, nothing is missing. */
export function CaseReports({ id }: { id: string }) {
  const { t } = useTranslation('mine');
  const reports = useCaseReports(id);
  if (reports.data === undefined || reports.data.length === 0) return null;
  return (
    <Panel title={t('caseReports')}>
      <ul className={classes['rowsInPanel']}>
        {reports.data.map((report) => (
          <li key={report.id}>
            <ReportRow report={report} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
