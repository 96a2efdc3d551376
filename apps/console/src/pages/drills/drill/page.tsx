import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { DrillDetailView } from '#libs/contracts';
import { useDrill } from '../../../api/drills.ts';
import { languageNow } from '../../../app/language.ts';
import { Fault } from '../../../ui/fault.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { dateWords } from '../../../ui/time-words.ts';
import { DrillStateWords } from '../drill-state-words.tsx';
import { countIn } from '../shares.ts';
import { CoveragePanel } from './coverage-panel.tsx';
import { SecondPerson } from './second-person.tsx';
import { OperatorsPanel } from './operators-panel.tsx';

/** Of one drill: how many have answered, where, and who has not. */
export default function DrillPage() {
  const { t } = useTranslation('drills');
  const { id = '' } = useParams();
  const drill = useDrill(id);
  if (drill.data !== undefined) return <Drill drill={drill.data} />;
  return (
    <>
      <PageHead title={t('title')} />
      {drill.isError ? <Fault error={drill.error} onRetry={() => void drill.refetch()} /> : <Loading />}
    </>
  );
}

function Drill({ drill }: { drill: DrillDetailView }) {
  const { t } = useTranslation('drills');
  const { coverage } = drill;
  const isWaiting = drill.state === 'waits_for_second';
  return (
    <>
      <PageHead
        title={t('drill', { date: dateWords(new Date(drill.startedAt ?? drill.askedAt), languageNow()) })}
      >
        <Link to="/drills">{t('back')}</Link>
      </PageHead>
      {isWaiting ? null : (
        <Text size="lg" fw={600}>
          {t('sentence', { answered: countIn(coverage, 'answered'), operators: coverage.operators })}
        </Text>
      )}
      <Text c="dimmed" mb="md" className="foreign">
        {t(isWaiting ? 'askedBy' : 'by', { name: drill.startedBy.name })}
        {drill.approvedBy === null ? null : `, ${t('agreed', { name: drill.approvedBy.name })}`} ·{' '}
        <DrillStateWords drill={drill} />
        {drill.answerBy === null ? null : (
          <>
            {' '}
            · {t('answerBy')} <Instant at={drill.answerBy} form="full" />
          </>
        )}
        {drill.note === '' ? null : ` · ${drill.note}`}
      </Text>
      <Stack gap="lg">
        {isWaiting ? (
          <SecondPerson drill={drill} />
        ) : (
          <>
            <CoveragePanel drill={drill} />
            <OperatorsPanel id={drill.id} />
          </>
        )}
      </Stack>
    </>
  );
}
