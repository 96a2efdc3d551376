import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImpactView } from '#libs/contracts';
import type { ImpactQuestion } from '../../api/impact.ts';
import { Copy } from '../../ui/copy.tsx';
import { saveCsv } from '../../ui/csv.ts';
import { csvOf } from './csv.ts';
import classes from './impact.module.css';

/** Takes the answer along: into a spreadsheet, or into a report. */
export function AnswerActs({ answer, question }: { answer: ImpactView; question: ImpactQuestion }) {
  const { t } = useTranslation('impact');
  const lines = question.resources.map(({ type, value }) => `${type} ${value}`).join('\n');
  const csv = csvOf(answer);
  return (
    <div className={classes['acts']}>
      <Copy text={csv} what={t('csv')} />
      <Button variant="default" size="compact-sm" onClick={() => saveCsv(csv, `impact-${answer.serial}.csv`)}>
        {t('save')}
      </Button>
      <Button
        component={Link}
        size="compact-sm"
        variant="default"
        to={`/report?${new URLSearchParams({ paste: lines.slice(0, 8_000) }).toString()}`}
      >
        {t('report')}
      </Button>
    </div>
  );
}
