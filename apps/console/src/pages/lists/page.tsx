import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLists } from '../../api/lists.ts';
import { isStaff, useSession } from '../../app/session.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ListsTable } from './lists-table.tsx';
import { WaitingLine } from './waiting-line.tsx';

/** Whom do we reach at once, by which lists, and what waits to go out by itself? */
export default function ListsPage() {
  const { t } = useTranslation('lists');
  const session = useSession();
  const lists = useLists();
  const staff = isStaff(session);
  return (
    <>
      <PageHead title={t('title')}>
        {session.role === 'lead' ? (
          <Button component={Link} to="/lists/new">
            {t('make')}
          </Button>
        ) : null}
      </PageHead>
      <Stack gap="md">
        <Text c="dimmed" maw={720}>
          {t(staff ? 'words' : 'wordsForMembers')}
        </Text>
        {staff ? <WaitingLine /> : null}
        {lists.isPending ? <Loading /> : null}
        {lists.isError ? <Fault error={lists.error} onRetry={() => void lists.refetch()} /> : null}
        {lists.data !== undefined && lists.items.length === 0 ? (
          <Empty title={t('none')}>{t(staff ? 'noneWords' : 'noneForMembers')}</Empty>
        ) : null}
        {lists.items.length === 0 ? null : <ListsTable lists={lists.items} />}
        <More
          hasMore={lists.hasNextPage}
          isLoading={lists.isFetchingNextPage}
          onMore={() => void lists.fetchNextPage()}
        />
      </Stack>
    </>
  );
}
