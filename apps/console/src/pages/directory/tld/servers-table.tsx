import { Anchor, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TldServerView } from '#libs/contracts';
import { Folding } from '../../../ui/folding.tsx';

/** Where one asks who else depends on a thing. */
const impactOf = (thing: string) => `/impact?${new URLSearchParams({ q: thing }).toString()}`;

/** Servers with their addresses, and how many TLDs share each; a number leads to who they are. */
export function ServersTable({ servers }: { servers: TldServerView[] }) {
  const { t } = useTranslation('directory');
  if (servers.length === 0) return t('tld.noServers');
  return (
    <Folding label={t('tld.servers')}>
      <Table verticalSpacing={4}>
        <caption className="spoken">{t('tld.servers')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('tld.server')}</Table.Th>
            <Table.Th scope="col">{t('tld.sharedBy')}</Table.Th>
            <Table.Th scope="col">{t('tld.addresses')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {servers.map((server) => (
            <Table.Tr key={server.name}>
              <Table.Th scope="row">
                <code className="foreign">{server.name}</code>
              </Table.Th>
              <Table.Td>
                <Anchor component={Link} to={impactOf(`nameserver ${server.name}`)}>
                  {t('tld.tldCount', { count: server.tlds })}
                </Anchor>
              </Table.Td>
              <Table.Td>
                {server.addresses.map(({ address, tlds }) => (
                  <div key={address}>
                    <code>{address}</code>{' '}
                    <Anchor component={Link} to={impactOf(address)}>
                      {t('tld.tldCount', { count: tlds })}
                    </Anchor>
                  </div>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Folding>
  );
}
