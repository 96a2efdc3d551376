import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useInvitations } from '../../api/invitations.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { InvitationsTable } from './invitations-table.tsx';
import { InviteForm } from './invite-form.tsx';

/** Whom did we ask in, and who has come? */
export default function InvitationsPage() {
  const { t } = useTranslation('invitations');
  const [asked, setAsked] = useSearchParams();
  const isInviting = asked.has('new');
  const invitations = useInvitations();
  const items = invitations.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead title={t('title')}>
        {isInviting ? null : <Button onClick={() => setAsked({ new: '' })}>{t('begin')}</Button>}
      </PageHead>
      <Stack gap="md">
        {isInviting ? (
          <Panel title={t('begin')}>
            <InviteForm onDone={() => setAsked({})} />
          </Panel>
        ) : null}
        {invitations.isPending ? <Loading /> : null}
        {invitations.isError ? (
          <Fault error={invitations.error} onRetry={() => void invitations.refetch()} />
        ) : null}
        {invitations.data !== undefined && items.length === 0 ? (
          <Empty title={t('none')}>{t('noneWords')}</Empty>
        ) : null}
        {items.length === 0 ? null : <InvitationsTable invitations={items} />}
        <More
          hasMore={invitations.hasNextPage}
          isLoading={invitations.isFetchingNextPage}
          onMore={() => void invitations.fetchNextPage()}
        />
        <Text c="dimmed">{t('byMailAlone')}</Text>
      </Stack>
    </>
  );
}
