import '@mantine/core/styles/PasswordInput.css';
import { Anchor, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MIN_PASSWORD_LENGTH } from '#libs/contracts';
import { useAccount, useAccountChange } from '../../api/account.ts';
import { send } from '../../api/call.ts';
import { Panel } from '../../ui/panel.tsx';
import { tell } from '../../ui/undo.tsx';
import { AccountFault } from './account-fault.tsx';

export function PasswordPanel() {
  const { t } = useTranslation('account');
  const account = useAccount();
  if (account.data === undefined) return null;
  const { hasPassword, email } = account.data.view;
  return (
    <Panel title={t('password.title')}>
      {hasPassword ? (
        <PasswordChange email={email} />
      ) : (
        <Text>
          {t('password.none')} <Anchor href="/password-reset">{t('password.set')}</Anchor>
        </Text>
      )}
    </Panel>
  );
}

function PasswordChange({ email }: { email: string }) {
  const { t } = useTranslation('account');
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const change = useAccountChange(() => send('POST', 'account/password', { current, new: wanted }));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate(undefined, {
      onSuccess: () => {
        setCurrent('');
        setWanted('');
        tell(t('password.changed'));
      },
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" align="flex-start">
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          required
          maxLength={1_000}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          w="100%"
          maw={360}
        />
        <PasswordInput
          label={t('password.new')}
          description={t('password.newWords', { count: MIN_PASSWORD_LENGTH })}
          autoComplete="new-password"
          required
          minLength={MIN_PASSWORD_LENGTH}
          maxLength={1_000}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          w="100%"
          maw={360}
        />
        <Text c="dimmed">{t('password.ends')}</Text>
        <AccountFault error={change.error} />
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('password.change')}
        </Button>
      </Stack>
    </form>
  );
}
