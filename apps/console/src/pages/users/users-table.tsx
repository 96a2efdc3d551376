import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PersonView } from '#libs/contracts';
import { Folding } from '../../ui/folding.tsx';
import { Instant } from '../../ui/instant.tsx';
import { RoleOf } from '../../ui/role-of.tsx';

export function UsersTable({ users }: { users: PersonView[] }) {
  const { t } = useTranslation('users');
  return (
    <Folding label={t('title')} isFramed>
      <Table aria-label={t('title')} highlightOnHover verticalSpacing={6} horizontalSpacing={12}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('role')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th>{t('since')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {users.map((user) => (
            <Table.Tr key={user.id}>
              <Table.Td>
                <Anchor component={Link} to={`/users/${user.id}`} className="foreign">
                  {user.name}
                </Anchor>
                <Text size="sm" c="dimmed" className="foreign">
                  {user.email}
                </Text>
              </Table.Td>
              <Table.Td>
                <RoleOf {...user} />
              </Table.Td>
              <Table.Td>
                {user.deactivatedAt === null ? t('active') : <Text fw={600}>{t('left')}</Text>}
              </Table.Td>
              <Table.Td>
                <Instant at={user.createdAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Folding>
  );
}
