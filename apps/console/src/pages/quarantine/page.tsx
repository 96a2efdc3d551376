import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuarantine } from '../../api/quarantine.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Aside } from './aside.tsx';
import cards from '../../ui/cards.module.css';

/** What did we fail to do, and shall it be tried again? */
export default function QuarantinePage() {
  const { t } = useTranslation('quarantine');
  const aside = useQuarantine();
  const items = aside.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead title={t('title')} />
      <Stack gap="md">
        <Text c="dimmed" maw={720}>
          {t('words')}
        </Text>
        {aside.isPending ? <Loading /> : null}
        {aside.isError ? <Fault error={aside.error} onRetry={() => void aside.refetch()} /> : null}
        {aside.data !== undefined && items.length === 0 ? (
          <Empty title={t('none')}>{t('noneWords')}</Empty>
        ) : null}
        <ul className={cards['list']} aria-label={t('title')}>
          {items.map((item) => (
            <Aside key={`${item.kind} ${item.id}`} item={item} />
          ))}
        </ul>
        <More
          hasMore={aside.hasNextPage}
          isLoading={aside.isFetchingNextPage}
          onMore={() => void aside.fetchNextPage()}
        />
      </Stack>
    </>
  );
}
