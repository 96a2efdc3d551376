import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StaffListView } from '#libs/contracts';
import { isStaffList } from '../../api/lists.ts';
import type { AnyListView } from '../../api/lists.ts';
import { Folding } from '../../ui/folding.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';

export function ListsTable({ lists }: { lists: AnyListView[] }) {
  const { t } = useTranslation('lists');
  const isStaffs = lists.some(isStaffList);
  return (
    <Folding label={t('title')} isFramed>
      <Table verticalSpacing={6} horizontalSpacing={12}>
        <caption className="spoken">{t('title')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.list')}</Table.Th>
            <Table.Th>{t('column.label')}</Table.Th>
            <Table.Th>{t('column.kind')}</Table.Th>
            {isStaffs ? <Table.Th>{t('column.members')}</Table.Th> : null}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lists.map((list) => (
            <Table.Tr key={list.slug}>
              <Table.Td>
                <Anchor component={Link} to={`/lists/${list.slug}`} fw={600} inherit className="foreign">
                  {list.name}
                </Anchor>{' '}
                {list.state === 'closed' ? <strong>{t('closed')}</strong> : null}
                {list.description === '' ? null : (
                  <Text size="sm" c="dimmed" className="foreign">
                    {list.description}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <TlpMark tlp={list.tlp} />
              </Table.Td>
              <Table.Td>
                {t(`kind.${list.kind}`)}
                {list.encryptedOnly ? `, ${t('encryptedOnly')}` : ''}
                {list.open ? `, ${t('open')}` : ''}
              </Table.Td>
              {isStaffList(list) ? (
                <Table.Td>
                  <Members list={list} />
                </Table.Td>
              ) : null}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Folding>
  );
}

function Members({ list: { kind, address, membership, members } }: { list: StaffListView }) {
  const { t } = useTranslation('lists');
  if (kind === 'outside') return <span className="mono foreign">{address}</span>;
  return (
    <>
      {t('members', { count: members.active })}
      {members.paused === 0 ? null : (
        <strong style={{ color: 'var(--over)' }}> {t('paused', { count: members.paused })}</strong>
      )}
      <Text size="sm" c="dimmed">
        {t(`membership.${membership}`)}
      </Text>
    </>
  );
}
