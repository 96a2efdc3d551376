import { Anchor, Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { StaffListView } from '#libs/contracts';
import { SUBSCRIPTION_STATES } from '#libs/contracts';
import { useMembers } from '../../../api/lists.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { More } from '../../../ui/more.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { MemberForm } from './member-form.tsx';
import { MembersTable } from './members-table.tsx';

/** Who is on the list, with which key, and who is not any more and why. */
export default function MembersPanel({ list }: { list: StaffListView }) {
  const { t } = useTranslation('list');
  const [search, setSearch] = useSearchParams();
  const [isAdding, setAdding] = useState(false);
  const state = SUBSCRIPTION_STATES.find((one) => one === search.get('state')) ?? '';
  const members = useMembers(list.slug, state);
  const isByHand = list.membership === 'by_hand';
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end" gap="sm">
        <NativeSelect
          label={t('member.state')}
          value={state}
          onChange={(event) =>
            setSearch({
              tab: 'members',
              ...(event.currentTarget.value === '' ? {} : { state: event.currentTarget.value }),
            })
          }
          data={[
            { value: '', label: t('member.all') },
            ...SUBSCRIPTION_STATES.map((value) => ({
              value,
              label: `${t(`member.states.${value}`)} (${list.members[value]})`,
            })),
          ]}
        />
        {isByHand && !isAdding ? <Button onClick={() => setAdding(true)}>{t('member.add')}</Button> : null}
      </Group>
      {isAdding ? (
        <Panel title={t('member.add')}>
          <MemberForm slug={list.slug} onDone={() => setAdding(false)} />
        </Panel>
      ) : null}
      {members.isPending ? <Loading /> : null}
      {members.isError ? <Fault error={members.error} onRetry={() => void members.refetch()} /> : null}
      {members.data !== undefined && members.items.length === 0 ? (
        <Empty title={t(state === '' ? 'member.none' : 'member.noneSo')}>
          {isByHand ? (
            t('member.noneByHand')
          ) : (
            <>
              {t('member.noneFollowing')}{' '}
              <Anchor component={Link} to="/directory/gaps" underline="always">
                {t('member.toGaps')}
              </Anchor>
            </>
          )}
        </Empty>
      ) : null}
      {members.items.length === 0 ? null : <MembersTable list={list} members={members.items} />}
      <More
        hasMore={members.hasNextPage}
        isLoading={members.isFetchingNextPage}
        onMore={() => void members.fetchNextPage()}
      />
    </Stack>
  );
}
