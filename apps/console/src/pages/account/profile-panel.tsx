import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '#libs/contracts';
import { useAccount, useAccountChange } from '../../api/account.ts';
import { send } from '../../api/call.ts';
import type { Versioned } from '../../api/call.ts';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tell } from '../../ui/undo.tsx';
import { AccountFault } from './account-fault.tsx';

export function ProfilePanel() {
  const { t } = useTranslation('account');
  const account = useAccount();
  return (
    <Panel title={t('profile.title')}>
      {account.isPending ? <Loading lines={3} /> : null}
      {account.isError ? <Fault error={account.error} onRetry={() => void account.refetch()} /> : null}
      {account.data === undefined ? null : <Profile {...account.data} key={account.data.etag} />}
    </Panel>
  );
}

function Profile({ view, etag }: Versioned<AccountView>) {
  const { t } = useTranslation('account');
  const [name, setName] = useState(view.name);
  const rename = useAccountChange(() => send('PATCH', 'account', { name: name.trim() }, { ifMatch: etag }));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    rename.mutate(undefined, { onSuccess: () => tell(t('profile.saved')) });
  };
  return (
    <Stack gap="md">
      <Text className="foreign">
        {view.email} · {t(`ui:roles.${view.role}`)}
      </Text>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('profile.name')}
            description={t('profile.nameWords')}
            autoComplete="name"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            flex="1 1 220px"
          />
          <Button
            type="submit"
            variant="default"
            loading={rename.isPending}
            disabled={name.trim() === view.name}
          >
            {t('profile.save')}
          </Button>
        </Group>
      </form>
      <AccountFault error={rename.error} />
    </Stack>
  );
}
