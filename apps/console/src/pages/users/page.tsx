import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ROLES } from '#libs/contracts';
import { useUsers } from '../../api/users.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { UsersTable } from './users-table.tsx';

/** Who can get in here, and as what? The question stands in the address. */
export default function UsersPage() {
  const { t } = useTranslation('users');
  const [asked, setAsked] = useSearchParams();
  const filter = {
    q: asked.get('q') ?? undefined,
    role: ROLES.find((role) => role === asked.get('role')),
  };
  const choose = (name: string, value: string) =>
    setAsked(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const users = useUsers(filter);
  const items = users.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead title={t('title')}>
        <Button component={Link} to="/invitations?new">
          {t('invite')}
        </Button>
      </PageHead>
      <Group gap="md" mb="md" align="flex-end">
        <Words value={filter.q ?? ''} onChange={(words) => choose('q', words)} />
        <NativeSelect
          label={t('role')}
          value={filter.role ?? ''}
          onChange={(event) => choose('role', event.currentTarget.value)}
          data={[
            { value: '', label: t('everyRole') },
            ...ROLES.map((role) => ({ value: role, label: t(`ui:roles.${role}`) })),
          ]}
        />
      </Group>
      {users.isPending ? <Loading /> : null}
      {users.isError ? <Fault error={users.error} onRetry={() => void users.refetch()} /> : null}
      {users.data !== undefined && items.length === 0 ? (
        <Empty title={t('nobody')}>{t('nobodyWords')}</Empty>
      ) : null}
      {items.length === 0 ? null : <UsersTable users={items} />}
      <More
        hasMore={users.hasNextPage}
        isLoading={users.isFetchingNextPage}
        onMore={() => void users.fetchNextPage()}
      />
    </>
  );
}

/** Asks when one pauses, not at each letter. */
function Words({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const { t } = useTranslation('users');
  const [words, setWords] = useState(value);
  const askSoon = useDebouncedCallback(onChange, 300);
  return (
    <TextInput
      type="search"
      label={t('search')}
      maxLength={200}
      value={words}
      onChange={(event) => {
        setWords(event.currentTarget.value);
        askSoon(event.currentTarget.value.trim());
      }}
    />
  );
}
