import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IssuedTokenView, TokenView } from '#libs/contracts';
import { useAccountChange, useOwnTokens } from '../../api/account.ts';
import { send } from '../../api/call.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Copy } from '../../ui/copy.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tell } from '../../ui/undo.tsx';
import { TokensTable } from '../access/tokens-table.tsx';
import { AccountFault } from './account-fault.tsx';
import { NewToken } from './new-token.tsx';
import classes from './page.module.css';

/** By what one's programs come in. */
export function TokensPanel() {
  const { t } = useTranslation('account');
  const ask = useAsk();
  const tokens = useOwnTokens();
  const [isMaking, setMaking] = useState(false);
  const [issued, setIssued] = useState<IssuedTokenView | null>(null);
  const revoke = useAccountChange((id: string) => send('DELETE', `account/tokens/${id}`));
  const revokeAfterAsking = async ({ id, name }: TokenView) => {
    const answer = await ask({
      title: t('tokens.revokeTitle', { name }),
      what: t('tokens.revokeWords'),
      act: t('tokens.revoke'),
      grave: true,
    });
    if (answer !== null) revoke.mutate(id, { onSuccess: () => tell(t('tokens.revoked')) });
  };
  const made = (token: IssuedTokenView) => {
    setMaking(false);
    setIssued(token);
  };
  return (
    <Panel
      title={t('tokens.title')}
      actions={
        isMaking ? null : (
          <Button variant="default" size="compact-sm" onClick={() => setMaking(true)}>
            {t('tokens.begin')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {issued === null ? null : <Issued issued={issued} onDone={() => setIssued(null)} />}
        {isMaking ? <NewToken onMade={made} onCancel={() => setMaking(false)} /> : null}
        {tokens.isPending ? <Loading lines={3} /> : null}
        {tokens.isError ? <Fault error={tokens.error} onRetry={() => void tokens.refetch()} /> : null}
        {tokens.data?.length === 0 ? <Empty title={t('tokens.none')}>{t('tokens.noneWords')}</Empty> : null}
        {tokens.data === undefined || tokens.data.length === 0 ? null : (
          <TokensTable tokens={tokens.data} onRevoke={(token) => void revokeAfterAsking(token)} />
        )}
        <AccountFault error={revoke.error} />
      </Stack>
    </Panel>
  );
}

/** The only time that it is shown. */
function Issued({ issued, onDone }: { issued: IssuedTokenView; onDone: () => void }) {
  const { t } = useTranslation('account');
  return (
    <Alert
      color="green"
      variant="outline"
      role="status"
      title={t('tokens.shownTitle', { name: issued.name })}
    >
      <Stack gap="sm">
        <Text>{t('tokens.shownWords')}</Text>
        <code className={classes['secret']}>{issued.token}</code>
        <Group gap="sm">
          <Copy text={issued.token} what={t('tokens.token')} />
          <Button variant="default" size="compact-sm" onClick={onDone}>
            {t('tokens.kept')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
