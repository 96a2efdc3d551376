import { Button, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TokenView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';

interface Props {
  tokens: TokenView[];
  onRevoke: (token: TokenView) => void;
}

/** By what programs come in, in somebody's name. */
export function TokensTable({ tokens, onRevoke }: Props) {
  const { t } = useTranslation('access');
  return (
    <Table aria-label={t('tokens.title')} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('tokens.name')}</Table.Th>
          <Table.Th>{t('tokens.use')}</Table.Th>
          <Table.Th>
            <span className="spoken">{t('tokens.revoke')}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tokens.map((token) => (
          <Table.Tr key={token.id}>
            <Table.Td>
              <Text className="foreign">
                {token.name} <code>{token.prefix}…</code>
              </Text>
              <Text size="sm" c="dimmed">
                {token.scopes.map((scope) => t(`scopes.${scope.replace(':', '-')}`)).join(', ')}
              </Text>
            </Table.Td>
            <Table.Td>
              <Text>
                {token.lastUsedAt === null ? (
                  t('tokens.never')
                ) : (
                  <>
                    {t('tokens.lastUsed')} <Instant at={token.lastUsedAt} />
                  </>
                )}
              </Text>
              <Text size="sm" c="dimmed">
                {token.expiresAt === null ? (
                  t('tokens.endless')
                ) : (
                  <>
                    {t('tokens.ends')} <Instant at={token.expiresAt} />
                  </>
                )}
              </Text>
            </Table.Td>
            <Table.Td ta="right">
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => onRevoke(token)}
                aria-label={t('tokens.revokeOf', { name: token.name })}
              >
                {t('tokens.revoke')}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
