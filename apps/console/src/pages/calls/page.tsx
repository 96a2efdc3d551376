import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { CALL_STATES } from '#libs/contracts';
import { useCalls } from '../../api/calls.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { CallItem } from './call-item.tsx';
import cards from '../../ui/cards.module.css';

/** Whom must somebody ring, because mail cannot do it? */
export default function CallsPage() {
  const { t } = useTranslation('calls');
  const [address, setAddress] = useSearchParams();
  const state = CALL_STATES.find((one) => one === address.get('state')) ?? 'open';
  const calls = useCalls(state);
  return (
    <>
      <PageHead title={t('title')}>
        <SegmentedControl
          size="xs"
          aria-label={t('show')}
          value={state}
          onChange={(value) => setAddress(value === 'open' ? {} : { state: value })}
          data={CALL_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
      </PageHead>
      <Stack gap="md">
        <Text c="dimmed" maw={720}>
          {t('lead')}
        </Text>
        {calls.isPending ? <Loading /> : null}
        {calls.isError ? <Fault error={calls.error} onRetry={() => void calls.refetch()} /> : null}
        {calls.data !== undefined && calls.items.length === 0 ? (
          <Empty title={t(`none.${state}`)}>{t('noneWords')}</Empty>
        ) : null}
        <ul className={cards['list']}>
          {calls.items.map((call) => (
            <CallItem key={call.id} call={call} />
          ))}
        </ul>
        <More
          hasMore={calls.hasNextPage}
          isLoading={calls.isFetchingNextPage}
          onMore={() => void calls.fetchNextPage()}
        />
      </Stack>
    </>
  );
}
