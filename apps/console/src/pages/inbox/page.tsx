import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../api/inbox.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { InboxFilters } from './inbox-filters.tsx';
import { InboxTable } from './inbox-table.tsx';
import { useInboxFilter } from './use-inbox-filter.ts';

/** What came in by mail, from whom is it really, and what became of it? */
export default function InboxPage() {
  const { t } = useTranslation('inbox');
  // Ready before a part of the page asks for them: a page that has to wait again loses the focus.
  useTranslation('verdicts');
  const narrowing = useInboxFilter();
  const mails = useInbox(narrowing.filter);
  return (
    <>
      <PageHead title={t('title')} />
      <Stack gap="md">
        <Text c="dimmed" maw={720}>
          {t('words')}
        </Text>
        <InboxFilters narrowing={narrowing} />
        {mails.isPending ? <Loading /> : null}
        {mails.isError ? <Fault error={mails.error} onRetry={() => void mails.refetch()} /> : null}
        {mails.data !== undefined && mails.items.length === 0 ? (
          <Empty title={t(narrowing.isNarrowed ? 'noneSo' : 'none')}>
            {narrowing.isNarrowed ? undefined : t('noneWords')}
          </Empty>
        ) : null}
        {mails.items.length === 0 ? null : <InboxTable mails={mails.items} />}
        <More
          hasMore={mails.hasNextPage}
          isLoading={mails.isFetchingNextPage}
          onMore={() => void mails.fetchNextPage()}
        />
      </Stack>
    </>
  );
}
