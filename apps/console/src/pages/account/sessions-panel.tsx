import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OpenSessionView } from '#libs/contracts';
import { useAccountChange, useOwnSessions } from '../../api/account.ts';
import { send } from '../../api/call.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tell } from '../../ui/undo.tsx';
import { browserWords } from '../access/browser-words.ts';
import { SessionsTable } from '../access/sessions-table.tsx';
import { AccountFault } from './account-fault.tsx';

/** Where one is signed in, and the end of all other places. */
export function SessionsPanel() {
  const { t } = useTranslation('account');
  const { t: access } = useTranslation('access');
  const ask = useAsk();
  const sessions = useOwnSessions();
  const end = useAccountChange((id: string | null) =>
    send('DELETE', id === null ? 'account/sessions' : `account/sessions/${id}`),
  );
  const others = (sessions.data ?? []).filter(({ current }) => !current).length;
  const endOne = async (session: OpenSessionView) => {
    const where = browserWords(session.agent) ?? access('sessions.unknown');
    const answer = await ask({
      title: t('sessions.endTitle', { where }),
      what: t('sessions.endWords'),
      act: t('sessions.end'),
    });
    if (answer !== null) end.mutate(session.id, { onSuccess: () => tell(t('sessions.ended')) });
  };
  const endOthers = async () => {
    const answer = await ask({
      title: t('sessions.endOthers'),
      what: t('sessions.endOthersWords', { count: others }),
      act: t('sessions.endOthers'),
    });
    if (answer !== null) end.mutate(null, { onSuccess: () => tell(t('sessions.endedOthers')) });
  };
  return (
    <Panel
      title={t('sessions.title')}
      actions={
        others === 0 ? null : (
          <Button variant="default" size="compact-sm" onClick={() => void endOthers()}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {sessions.isPending ? <Loading lines={3} /> : null}
        {sessions.isError ? <Fault error={sessions.error} onRetry={() => void sessions.refetch()} /> : null}
        {sessions.data === undefined ? null : (
          <SessionsTable sessions={sessions.data} onEnd={(session) => void endOne(session)} />
        )}
        <AccountFault error={end.error} />
      </Stack>
    </Panel>
  );
}
