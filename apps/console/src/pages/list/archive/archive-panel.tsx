import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isStaffList, useListAlerts } from '../../../api/lists.ts';
import type { AnyListView } from '../../../api/lists.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { More } from '../../../ui/more.tsx';
import { AlertEntry } from './alert-entry.tsx';
import cards from '../../../ui/cards.module.css';

/** What was posted to the list, the newest first; members see what its label allows. */
export default function ArchivePanel({ list }: { list: AnyListView }) {
  const { t } = useTranslation('list');
  const alerts = useListAlerts(list.slug);
  if (alerts.isPending) return <Loading />;
  if (alerts.isError) return <Fault error={alerts.error} onRetry={() => void alerts.refetch()} />;
  if (alerts.items.length === 0)
    return (
      <Empty title={t('archive.none')}>
        {t(isStaffList(list) ? 'archive.noneWords' : 'archive.noneForMembers')}
      </Empty>
    );
  return (
    <Stack gap="md">
      <ul className={cards['list']} aria-label={t('tabs.archive')}>
        {alerts.items.map((alert) => (
          <AlertEntry key={alert.id} alert={alert} />
        ))}
      </ul>
      <More
        hasMore={alerts.hasNextPage}
        isLoading={alerts.isFetchingNextPage}
        onMore={() => void alerts.fetchNextPage()}
      />
    </Stack>
  );
}
