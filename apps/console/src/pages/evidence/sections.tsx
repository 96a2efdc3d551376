import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EvidenceReportView, EvidenceSectionView } from '#libs/contracts';
import { GAPS } from '#libs/contracts';
import { isStaff, useSession } from '../../app/session.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Definitions } from './definitions.tsx';
import classes from './evidence.module.css';
import { TableFigure } from './table-figure.tsx';
import { TimesBy } from './times-by.tsx';

/** Drawn or told elsewhere on the page. */
const ELSEWHERE = ['definitions'];

/** The questions of 2010 as headings, under each what the record answers. */
export function Sections({ report }: { report: EvidenceReportView }) {
  return (
    <Stack gap="md">
      {report.sections.map((section) => (
        <Section key={section.id} section={section} report={report} />
      ))}
    </Stack>
  );
}

function Section({ section, report }: { section: EvidenceSectionView; report: EvidenceReportView }) {
  const { t } = useTranslation('evidence');
  const staff = isStaff(useSession());
  const period = `${report.from}-${report.to}`;
  return (
    <Panel title={section.question}>
      {section.answer.map((sentence) => (
        <p key={sentence} className={classes['answer']}>
          {sentence}
        </p>
      ))}
      <div className={classes['figures']}>
        {section.tables
          .filter(({ id }) => !ELSEWHERE.includes(id))
          .map((table) => (
            <TableFigure
              key={table.id}
              table={table}
              period={period}
              placeOf={staff && table.id === 'directory-gaps' ? placeOfGap : undefined}
              more={staff && table.id === 'late' ? t('times.late') : undefined}
            />
          ))}
        {section.id === 'run' ? (
          <>
            <TimesBy period={report} />
            <Definitions period={report} />
          </>
        ) : null}
      </div>
    </Panel>
  );
}

const placeOfGap = (key: string) =>
  GAPS.some((gap) => gap === key) ? `/directory/gaps?gap=${key}` : undefined;
