import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '#libs/contracts';
import type { PersonView } from '#libs/contracts';
import { send } from '../../api/call.ts';
import { ApiFault } from '../../api/fault.ts';
import { useUserChange } from '../../api/users.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Fault } from '../../ui/fault.tsx';
import { OperatorField } from '../../ui/operator-field.tsx';
import { tell } from '../../ui/undo.tsx';

interface Props {
  user: PersonView;
  etag: string;
  isSelf: boolean;
}

/** Name, role and operator. Whose role or operator changes is signed out and has to sign in as what they are now. */
export function UserForm({ user, etag, isSelf }: Props) {
  const { t } = useTranslation('user');
  const ask = useAsk();
  const [name, setName] = useState(user.name);
  const [role, setRole] = useState(user.role);
  const [operator, setOperator] = useState(user.operator?.slug ?? '');
  const edited = {
    ...(name.trim() === user.name ? {} : { name: name.trim() }),
    ...(role === user.role ? {} : { role }),
    ...(role === 'operator' && operator.trim() !== (user.operator?.slug ?? '')
      ? { operator: operator.trim() }
      : {}),
  };
  const isChanged = Object.keys(edited).length > 0;
  const changesRights = 'role' in edited || 'operator' in edited;
  const save = useUserChange(() => send('PATCH', `users/${user.id}`, edited, { ifMatch: etag }));
  const submit = async () => {
    const answer = changesRights
      ? await ask({
          title: t('rights.title', { name: user.name }),
          what: t('rights.words'),
          act: t('rights.act'),
        })
      : { reason: '' };
    if (answer !== null) save.mutate(undefined, { onSuccess: () => tell(t('saved')) });
  };
  const faultAt = (pointer: string) => (save.error instanceof ApiFault ? save.error.at(pointer) : null);
  return (
    <form
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <Group align="flex-start" gap="md" grow preventGrowOverflow={false}>
          <TextInput
            label={t('name')}
            required
            maxLength={100}
            value={name}
            error={faultAt('/name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('role')}
            description={isSelf ? t('ownRole') : undefined}
            disabled={isSelf}
            value={role}
            onChange={(event) => setRole(ROLES.find((one) => one === event.currentTarget.value) ?? role)}
            data={ROLES.map((one) => ({ value: one, label: t(`ui:roles.${one}`) }))}
          />
          {role === 'operator' ? (
            <OperatorField
              label={t('operator')}
              value={operator}
              onChange={setOperator}
              error={faultAt('/operator')}
            />
          ) : null}
        </Group>
        {save.error === null ? null : <Fault error={save.error} safe={t('typedIsSafe')} />}
        <Group gap="sm">
          <Button type="submit" loading={save.isPending} disabled={!isChanged}>
            {t('save')}
          </Button>
          {isChanged && changesRights ? <Text c="dimmed">{t('rights.ahead')}</Text> : null}
        </Group>
      </Stack>
    </form>
  );
}
