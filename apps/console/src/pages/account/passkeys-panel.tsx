import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PasskeyView, RecoveryCodesView } from '#libs/contracts';
import { useAccountChange, usePasskeys } from '../../api/account.ts';
import { send } from '../../api/call.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tell } from '../../ui/undo.tsx';
import { AccountFault } from './account-fault.tsx';
import classes from './page.module.css';
import { Passkey } from './passkey.tsx';
import { canUsePasskeys, makePasskey } from './webauthn.ts';
import type { CreationOptions } from './webauthn.ts';

interface Props {
  /** Recovery codes were made along with the first one. */
  onCodes: (codes: string[]) => void;
}

export function PasskeysPanel({ onCodes }: Props) {
  const { t } = useTranslation('account');
  const passkeys = usePasskeys();
  return (
    <Panel title={t('passkeys.title')}>
      {passkeys.isPending ? <Loading lines={2} /> : null}
      {passkeys.isError ? <Fault error={passkeys.error} onRetry={() => void passkeys.refetch()} /> : null}
      {passkeys.data === undefined ? null : <Passkeys items={passkeys.data} />}
      {canUsePasskeys() ? <NewPasskey onCodes={onCodes} /> : <Text c="dimmed">{t('passkeys.cannot')}</Text>}
    </Panel>
  );
}

function Passkeys({ items }: { items: PasskeyView[] }) {
  const { t } = useTranslation('account');
  if (items.length === 0) return <Empty title={t('passkeys.none')}>{t('passkeys.noneWords')}</Empty>;
  return (
    <ul className={classes['list']} aria-label={t('passkeys.title')}>
      {items.map((passkey) => (
        <Passkey key={passkey.id} passkey={passkey} />
      ))}
    </ul>
  );
}

/** The browser, or whoever sits before it, made none: no fault of the service. */
class NoPasskeyMade extends Error {}

async function addPasskey(name: string): Promise<PasskeyView & RecoveryCodesView> {
  const options = await send<CreationOptions>('POST', 'account/passkeys/options');
  const credential = await makePasskey(options).catch(() => {
    throw new NoPasskeyMade();
  });
  return send('POST', 'account/passkeys', { name, credential });
}

function NewPasskey({ onCodes }: Props) {
  const { t } = useTranslation('account');
  const [name, setName] = useState('');
  const add = useAccountChange(addPasskey);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(name.trim(), {
      onSuccess: ({ recoveryCodes }) => {
        setName('');
        tell(t('passkeys.added'));
        if (recoveryCodes !== null) onCodes(recoveryCodes);
      },
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('passkeys.name')}
            description={t('passkeys.nameWords')}
            required
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            flex="1 1 220px"
          />
          <Button type="submit" loading={add.isPending}>
            {t('passkeys.add')}
          </Button>
        </Group>
        {add.error instanceof NoPasskeyMade ? (
          <Text role="alert">{t('passkeys.notMade')}</Text>
        ) : (
          <AccountFault error={add.error} />
        )}
      </Stack>
    </form>
  );
}
