import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { serviceNow } from '../../api/clock.ts';
import { evidenceDocument, evidenceLines, useEvidence } from '../../api/evidence.ts';
import type { Period } from '../../api/evidence.ts';
import { languageNow } from '../../app/language.ts';
import { isStaff, useSession } from '../../app/session.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { FourFigures } from './four-figures.tsx';
import { periodBefore, periodIn, quartersUntil, quickPeriod } from './period.ts';
import { PeriodChoice, QuarterChoice } from './period-choice.tsx';
import { Sections } from './sections.tsx';

/** How often, how bad, how fast are we? Those outside see one quarter that is over, and nothing that stands for too few. */
export default function EvidencePage() {
  const { t } = useTranslation('evidence');
  const staff = isStaff(useSession());
  const [address, setAddress] = useSearchParams();
  const period = periodIn(address) ?? usualPeriod(staff);
  const report = useEvidence(period);
  const before = useEvidence(periodBefore(period), report.data !== undefined);
  const choose = ({ from, to }: Period) => setAddress({ from, to }, { replace: true });
  const Choice = staff ? PeriodChoice : QuarterChoice;
  return (
    <>
      <PageHead title={t('title')}>
        <Button component="a" variant="default" href={evidenceDocument(period, languageNow())}>
          {t('acts.paper')}
        </Button>
        <Button component="a" variant="default" href={evidenceLines(period)}>
          {t('acts.csv')}
        </Button>
        {report.data?.publicPage === undefined || report.data.publicPage === null ? null : (
          <Anchor href={report.data.publicPage}>{t('acts.public')}</Anchor>
        )}
      </PageHead>
      <Stack gap="md">
        <Text c="dimmed" maw={760}>
          {t('lead')} {t('exercises')} {staff ? '' : t('outside')}
        </Text>
        <Choice period={period} onChange={choose} />
        {report.isPending ? <Loading lines={10} /> : null}
        {report.isError ? <Fault error={report.error} onRetry={() => void report.refetch()} /> : null}
        {report.data === undefined ? null : (
          <>
            <FourFigures report={report.data} before={before.data} />
            {report.data.sections.some(({ tables }) =>
              tables.some(({ id, rows }) => id === 'incidents-by-kind' && rows.length === 0),
            ) ? (
              <Empty title={t(staff ? 'empty.title' : 'empty.outside')}>{t('empty.words')}</Empty>
            ) : null}
            <Sections report={report.data} />
          </>
        )}
      </Stack>
    </>
  );
}

function usualPeriod(staff: boolean): Period {
  const now = serviceNow();
  const [quarter] = quartersUntil(now, 1);
  return staff || quarter === undefined ? quickPeriod('days365', now) : quarter;
}
