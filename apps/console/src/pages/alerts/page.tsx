import { Anchor, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { HeldAlertState } from '#libs/contracts';
import { useHeldAlerts } from '../../api/alerts.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { AlertItem } from './alert-item.tsx';
import cards from '../../ui/cards.module.css';

/** What is shown together; the first is what a person can still stop. */
const TABS = {
  waiting: ['held', 'gathering'],
  sent: ['sent'],
  stopped: ['stopped'],
  failed: ['withheld', 'quarantined'],
} as const satisfies Record<string, readonly HeldAlertState[]>;
type Tab = keyof typeof TABS;
const NAMES = Object.keys(TABS) as Tab[];

/** What goes out by itself, when, and shall it? */
export default function AlertsPage() {
  const { t } = useTranslation('alerts');
  const [search, setSearch] = useSearchParams();
  const tab = NAMES.find((name) => name === search.get('show')) ?? 'waiting';
  return (
    <>
      <PageHead title={t('title')}>
        <SegmentedControl
          size="xs"
          aria-label={t('show')}
          value={tab}
          onChange={(value) => setSearch(value === 'waiting' ? {} : { show: value })}
          data={NAMES.map((value) => ({ value, label: t(`tab.${value}`) }))}
        />
      </PageHead>
      <Stack gap="md">
        <Text c="dimmed" maw={720}>
          {t('words')}{' '}
          <Anchor component={Link} to="/lists" underline="always">
            {t('toLists')}
          </Anchor>
        </Text>
        <Alerts key={tab} tab={tab} />
      </Stack>
    </>
  );
}

function Alerts({ tab }: { tab: Tab }) {
  const { t } = useTranslation('alerts');
  const asked = useHeldAlerts(TABS[tab]);
  if (asked.isPending) return <Loading />;
  if (asked.isError) return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  if (asked.items.length === 0) return <Empty title={t(`none.${tab}`)}>{t('noneWords')}</Empty>;
  return (
    <>
      <ul className={cards['list']} aria-label={t('title')}>
        {asked.items.map((alert) => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
      </ul>
      <More
        hasMore={asked.hasNextPage}
        isLoading={asked.isFetchingNextPage}
        onMore={() => void asked.fetchNextPage()}
      />
    </>
  );
}
