import { Button, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OpenSessionView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import { browserWords } from './browser-words.ts';

interface Props {
  sessions: OpenSessionView[];
  /** Absent where single ones cannot be ended. */
  onEnd?: ((session: OpenSessionView) => void) | undefined;
}

/** Where somebody is signed in. */
export function SessionsTable({ sessions, onEnd }: Props) {
  const { t } = useTranslation('access');
  return (
    <Table aria-label={t('sessions.title')} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('sessions.where')}</Table.Th>
          <Table.Th>{t('sessions.seen')}</Table.Th>
          {onEnd === undefined ? null : (
            <Table.Th>
              <span className="spoken">{t('sessions.end')}</span>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sessions.map((session) => (
          <Table.Tr key={session.id}>
            <Table.Td>
              <Text fw={session.current ? 600 : 400}>
                {browserWords(session.agent) ?? t('sessions.unknown')}
                {session.current ? ` · ${t('sessions.current')}` : ''}
              </Text>
              <Text size="sm" c="dimmed" className="foreign" title={session.agent ?? undefined}>
                {t(`sessions.by.${session.method}`)}
                {session.network === null ? '' : ` · ${session.network}`}
              </Text>
            </Table.Td>
            <Table.Td>
              <Instant at={session.lastSeenAt ?? session.createdAt} />
              <Text size="sm" c="dimmed">
                {t('sessions.since')} <Instant at={session.createdAt} />
              </Text>
            </Table.Td>
            {onEnd === undefined ? null : (
              <Table.Td ta="right">
                {session.current ? null : (
                  <Button
                    variant="default"
                    size="compact-sm"
                    onClick={() => onEnd(session)}
                    aria-label={t('sessions.endOf', {
                      where: browserWords(session.agent) ?? t('sessions.unknown'),
                    })}
                  >
                    {t('sessions.end')}
                  </Button>
                )}
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
