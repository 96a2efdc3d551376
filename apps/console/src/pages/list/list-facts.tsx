import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isStaffList } from '../../api/lists.ts';
import type { AnyListView } from '../../api/lists.ts';
import { Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';

/** What it may carry, and whom it reaches. */
export function ListFacts({ list }: { list: AnyListView }) {
  const { t } = useTranslation('list');
  const facts: [string, ReactNode][] = [
    [t('fact.label'), <TlpMark key="label" tlp={list.tlp} />],
    [
      t('fact.kind'),
      [
        t(`lists:kind.${list.kind}`),
        ...(list.open ? [t('lists:open')] : []),
        ...(list.encryptedOnly ? [t('lists:encryptedOnly')] : []),
      ].join(', '),
    ],
  ];
  if (isStaffList(list)) {
    const { members, membership, address, createdBy, createdAt } = list;
    facts.push(
      list.kind === 'own'
        ? [
            t('fact.members'),
            `${t('active', { count: members.active })}, ${t('paused', { count: members.paused })}, ${t('asked', { count: members.asked })}; ${t(`lists:membership.${membership}`)}`,
          ]
        : [
            t('fact.address'),
            <span key="address" className="mono">
              {address}
            </span>,
          ],
      [
        t('fact.made'),
        <span key="made">
          <Instant at={createdAt} /> {t('by', { name: createdBy.name })}
        </span>,
      ],
    );
  }
  return (
    <>
      {list.state === 'closed' ? (
        <Text fw={600} mb="sm">
          {t('isClosed')}
        </Text>
      ) : null}
      {list.description === '' ? null : (
        <Text className="foreign" mb="sm" maw={720}>
          {list.description}
        </Text>
      )}
      <Facts facts={facts} />
    </>
  );
}
