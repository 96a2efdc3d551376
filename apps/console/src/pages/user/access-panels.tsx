import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TokenView } from '#libs/contracts';
import { send } from '../../api/call.ts';
import { useSessionsOf, useTokensOf, useUserChange } from '../../api/users.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tell } from '../../ui/undo.tsx';
import { SessionsTable } from '../access/sessions-table.tsx';
import { TokensTable } from '../access/tokens-table.tsx';
import classes from './page.module.css';

interface Props {
  userId: string;
  name: string;
  isSelf: boolean;
}

/** By what somebody comes in. */
export const AccessPanels = (props: Props) => (
  <div className={classes['columns']}>
    <Sessions {...props} />
    <Tokens {...props} />
  </div>
);

function Sessions({ userId, name, isSelf }: Props) {
  const { t } = useTranslation('user');
  const ask = useAsk();
  const sessions = useSessionsOf(userId);
  const end = useUserChange(() => send('DELETE', `users/${userId}/sessions`));
  const endAll = async () => {
    const answer = await ask({
      title: t('sessions.title', { name }),
      what: t('sessions.words', { count: sessions.data?.length ?? 0 }),
      act: t('sessions.act'),
      grave: true,
    });
    if (answer !== null) end.mutate(undefined, { onSuccess: () => tell(t('sessions.done')) });
  };
  return (
    <Panel
      title={t('sessions.heading')}
      actions={
        isSelf || (sessions.data ?? []).length === 0 ? null : (
          <Button variant="default" size="compact-sm" onClick={() => void endAll()}>
            {t('sessions.act')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {sessions.isPending ? <Loading lines={3} /> : null}
        {sessions.isError ? <Fault error={sessions.error} onRetry={() => void sessions.refetch()} /> : null}
        {sessions.data === undefined ? null : sessions.data.length === 0 ? (
          <Empty title={t('sessions.none')} />
        ) : (
          <SessionsTable sessions={sessions.data} />
        )}
        {end.error === null ? null : <Fault error={end.error} />}
      </Stack>
    </Panel>
  );
}

function Tokens({ userId, name }: Props) {
  const { t } = useTranslation('user');
  const ask = useAsk();
  const tokens = useTokensOf(userId);
  const revoke = useUserChange((id: string) => send('DELETE', `users/${userId}/tokens/${id}`));
  const revokeAfterAsking = async (token: TokenView) => {
    const answer = await ask({
      title: t('tokens.title', { token: token.name, name }),
      what: t('tokens.words'),
      act: t('tokens.act'),
      grave: true,
    });
    if (answer !== null) revoke.mutate(token.id, { onSuccess: () => tell(t('tokens.done')) });
  };
  return (
    <Panel title={t('tokens.heading')}>
      <Stack gap="sm">
        {tokens.isPending ? <Loading lines={3} /> : null}
        {tokens.isError ? <Fault error={tokens.error} onRetry={() => void tokens.refetch()} /> : null}
        {tokens.data === undefined ? null : tokens.data.length === 0 ? (
          <Empty title={t('tokens.none')} />
        ) : (
          <TokensTable tokens={tokens.data} onRevoke={(token) => void revokeAfterAsking(token)} />
        )}
        {revoke.error === null ? null : <Fault error={revoke.error} />}
      </Stack>
    </Panel>
  );
}
