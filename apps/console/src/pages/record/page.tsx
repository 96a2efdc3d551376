import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCheckpoint } from '../../api/record.ts';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { HeadPanel } from './head-panel.tsx';
import { LeafPanel } from './leaf-panel.tsx';

/** Has anybody rewritten what happened? The reader's own browser reckons the answer. */
export default function RecordPage() {
  const { t } = useTranslation('record');
  const head = useCheckpoint();
  return (
    <>
      <PageHead title={t('title')} />
      <Text c="dimmed" maw={720} mb="md">
        {t('lead')}
      </Text>
      {head.isPending ? <Loading /> : null}
      {head.isError ? <Fault error={head.error} onRetry={() => void head.refetch()} /> : null}
      {head.data === undefined ? null : (
        <Stack gap="lg">
          <HeadPanel head={head.data} />
          <LeafPanel head={head.data} />
        </Stack>
      )}
    </>
  );
}
