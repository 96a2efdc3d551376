import { NativeSelect, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { INBOUND_MAILBOXES, INBOUND_OUTCOMES, INBOUND_STATES } from '#libs/contracts';
import { useInbox } from '../../api/inbox.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import classes from './inbox.module.css';
import { InboxTable } from './inbox-table.tsx';

const oneOf = <T extends string>(all: readonly T[], text: string | null): T | undefined =>
  all.find((one) => one === text);

/** What came in by mail, from whom is it really, and what became of it? */
export default function InboxPage() {
  const { t } = useTranslation('inbox');
  const [search, setSearch] = useSearchParams();
  const filter = {
    state: oneOf(INBOUND_STATES, search.get('state')),
    outcome: oneOf(INBOUND_OUTCOMES, search.get('outcome')),
    mailbox: oneOf(INBOUND_MAILBOXES, search.get('mailbox')),
  };
  const mails = useInbox(filter);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  const choose = (name: keyof typeof filter, value: string) =>
    setSearch(
      (before) => {
        before.delete(name);
        if (value !== '') before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const choice = (name: keyof typeof filter, all: readonly string[]) => (
    <NativeSelect
      label={t(`filter.${name}`)}
      value={filter[name] ?? ''}
      onChange={(event) => choose(name, event.currentTarget.value)}
      data={[
        { value: '', label: t('filter.any') },
        ...all.map((value) => ({ value, label: t(`${name}.${value}`) })),
      ]}
    />
  );
  return (
    <>
      <PageHead title={t('title')} />
      <Stack gap="md">
        <Text c="dimmed" maw={720}>
          {t('words')}
        </Text>
        <div className={classes['filters']} role="search" aria-label={t('filter.title')}>
          {choice('state', INBOUND_STATES)}
          {choice('outcome', INBOUND_OUTCOMES)}
          {choice('mailbox', INBOUND_MAILBOXES)}
        </div>
        {mails.isPending ? <Loading /> : null}
        {mails.isError ? <Fault error={mails.error} onRetry={() => void mails.refetch()} /> : null}
        {mails.data !== undefined && mails.items.length === 0 ? (
          <Empty title={t(isFiltered ? 'noneSo' : 'none')}>{isFiltered ? undefined : t('noneWords')}</Empty>
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
