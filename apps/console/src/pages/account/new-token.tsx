import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { TOKEN_DAYS, TOKEN_SCOPES } from '#libs/contracts';
import type { IssuedTokenView } from '#libs/contracts';
import { useAccountChange } from '../../api/account.ts';
import { send } from '../../api/call.ts';
import { AccountFault } from './account-fault.tsx';

const LIVES = [7, 30, TOKEN_DAYS.default, TOKEN_DAYS.most];

interface Props {
  onMade: (token: IssuedTokenView) => void;
  onCancel: () => void;
}

/** What it is for, what it may, until when. */
export function NewToken({ onMade, onCancel }: Props) {
  const { t } = useTranslation('account');
  const { t: access } = useTranslation('access');
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [days, setDays] = useState(TOKEN_DAYS.default);
  const issue = useAccountChange(() =>
    send<IssuedTokenView>('POST', 'account/tokens', { name: name.trim(), scopes, expiresInDays: days }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    issue.mutate(undefined, { onSuccess: onMade });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t('tokens.name')}
          description={t('tokens.nameWords')}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group label={t('tokens.scopes')} value={scopes} onChange={setScopes}>
          <Stack gap="xs" mt="xs">
            {TOKEN_SCOPES.map((scope) => (
              <Checkbox
                key={scope}
                value={scope}
                label={access(`scopes.${scope.replace(':', '-')}`)}
                description={t(`tokens.scopeWords.${scope.replace(':', '-')}`)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <NativeSelect
          label={t('tokens.life')}
          value={days}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
          data={LIVES.map((life) => ({ value: String(life), label: t('tokens.days', { count: life }) }))}
          maw={200}
        />
        <AccountFault error={issue.error} />
        <Group gap="sm">
          <Button
            type="submit"
            loading={issue.isPending}
            disabled={name.trim() === '' || scopes.length === 0}
          >
            {t('tokens.make')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('ui:ask.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
