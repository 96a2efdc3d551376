import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PasskeyView } from '#libs/contracts';
import { useAccountChange } from '../../api/account.ts';
import { send } from '../../api/call.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Instant } from '../../ui/instant.tsx';
import { tell } from '../../ui/undo.tsx';
import { AccountFault } from './account-fault.tsx';
import classes from './page.module.css';

/** One that is there: what it is called, and its end. */
export function Passkey({ passkey }: { passkey: PasskeyView }) {
  const { t } = useTranslation('account');
  const ask = useAsk();
  const [isNaming, setNaming] = useState(false);
  const remove = useAccountChange(() => send('DELETE', `account/passkeys/${passkey.id}`));
  const removeAfterAsking = async () => {
    const answer = await ask({
      title: t('passkeys.removeTitle', { name: passkey.name }),
      what: t('passkeys.removeWords'),
      act: t('passkeys.remove'),
      grave: true,
    });
    if (answer !== null) remove.mutate(undefined, { onSuccess: () => tell(t('passkeys.removed')) });
  };
  return (
    <li className={classes['entry']}>
      {isNaming ? (
        <Naming passkey={passkey} onDone={() => setNaming(false)} />
      ) : (
        <>
          <div className={classes['facts']}>
            <Text fw={600} className="foreign">
              {passkey.name}
            </Text>
            <Text size="sm" c="dimmed">
              {t('passkeys.since')} <Instant at={passkey.createdAt} />
              {' · '}
              {passkey.lastUsedAt === null ? (
                t('neverUsed')
              ) : (
                <>
                  {t('lastUsed')} <Instant at={passkey.lastUsedAt} />
                </>
              )}
              {passkey.synced ? ` · ${t('passkeys.synced')}` : ''}
            </Text>
          </div>
          <Group gap="xs">
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => setNaming(true)}
              aria-label={t('passkeys.renameOf', { name: passkey.name })}
            >
              {t('passkeys.rename')}
            </Button>
            <Button
              variant="default"
              size="compact-sm"
              loading={remove.isPending}
              onClick={() => void removeAfterAsking()}
              aria-label={t('passkeys.removeOf', { name: passkey.name })}
            >
              {t('passkeys.remove')}
            </Button>
          </Group>
        </>
      )}
      <AccountFault error={remove.error} />
    </li>
  );
}

function Naming({ passkey, onDone }: { passkey: PasskeyView; onDone: () => void }) {
  const { t } = useTranslation('account');
  const [name, setName] = useState(passkey.name);
  const rename = useAccountChange(() =>
    send('PUT', `account/passkeys/${passkey.id}/name`, { name: name.trim() }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    rename.mutate(undefined, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className={classes['facts']}>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('passkeys.newName')}
          data-autofocus
          required
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          flex="1 1 180px"
        />
        <Button type="submit" loading={rename.isPending}>
          {t('passkeys.rename')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('ui:ask.cancel')}
        </Button>
      </Group>
      <AccountFault error={rename.error} />
    </form>
  );
}
