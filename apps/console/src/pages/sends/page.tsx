import { Anchor, SegmentedControl, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { NotificationState } from '#libs/contracts';
import { NOTIFICATION_STATES } from '#libs/contracts';
import { useHeldSends } from '../../api/notices.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { HeldSend } from './held-send.tsx';

/** What waits for my word? Sends that take a second person, and what became of earlier ones. */
export default function SendsPage() {
  const { t } = useTranslation('sends');
  const [search, setSearch] = useSearchParams();
  const state = stateIn(search.get('state'));
  return (
    <>
      <PageHead title={t('title')}>
        <SegmentedControl
          size="xs"
          aria-label={t('show')}
          value={state}
          onChange={(value) => setSearch(value === 'awaiting_approval' ? {} : { state: value })}
          data={NOTIFICATION_STATES.map((value) => ({ value, label: t(`tab.${value}`) }))}
        />
      </PageHead>
      <Sends key={state} state={state} />
    </>
  );
}

const stateIn = (text: string | null): NotificationState =>
  NOTIFICATION_STATES.find((state) => state === text) ?? 'awaiting_approval';

function Sends({ state }: { state: NotificationState }) {
  const { t } = useTranslation('sends');
  const asked = useHeldSends(state);
  if (asked.isPending) return <Loading />;
  if (asked.isError) return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  if (asked.items.length === 0)
    return (
      <Empty title={t(state === 'awaiting_approval' ? 'none' : 'noneBefore')}>
        {t('noneWords')}{' '}
        <Anchor component={Link} to="/incidents" underline="always">
          {t('toIncidents')}
        </Anchor>
      </Empty>
    );
  return (
    <Stack gap="lg">
      {asked.items.map((send) => (
        <HeldSend key={send.id} send={send} />
      ))}
      <More
        hasMore={asked.hasNextPage}
        isLoading={asked.isFetchingNextPage}
        onMore={() => void asked.fetchNextPage()}
      />
    </Stack>
  );
}
