import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
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
import { VersionChoice } from '../../ui/version-choice.tsx';
import { useEdits } from './use-edits.ts';

interface Props {
  user: PersonView;
  etag: string;
  isSelf: boolean;
}

/** Name, role and operator. Whose role or operator changes is signed out and has to sign in as what they are now. */
export function UserForm({ user, etag, isSelf }: Props) {
  const { t } = useTranslation('user');
  const ask = useAsk();
  const { value, seenEtag, set, clear } = useEdits(user, etag);
  const { name, role, operator } = value;
  const edited = {
    ...(name.trim() === user.name ? {} : { name: name.trim() }),
    ...(role === user.role ? {} : { role }),
    ...(role === 'operator' && operator.trim() !== (user.operator?.slug ?? '')
      ? { operator: operator.trim() }
      : {}),
  };
  const isChanged = Object.keys(edited).length > 0;
  const changesRights = 'role' in edited || 'operator' in edited;
  const save = useUserChange((ifMatch: string) => send('PATCH', `users/${user.id}`, edited, { ifMatch }));
  const submit = async (ifMatch: string) => {
    const answer = changesRights
      ? await ask({
          title: t('rights.title', { name: user.name }),
          what: t('rights.words'),
          act: t('rights.act'),
        })
      : { reason: '' };
    if (answer === null) return;
    save.mutate(ifMatch, {
      onSuccess: () => {
        clear();
        tell(t('saved'));
      },
    });
  };
  // What is shown beside it was read anew meanwhile: it is the other's word.
  const isOvertaken = save.error instanceof ApiFault && save.error.problem.status === 412;
  const present = { name: user.name, role: t(`ui:roles.${user.role}`), operator: user.operator?.name ?? '–' };
  const typed = { name, role: t(`ui:roles.${role}`), operator };
  const clashes = (['name', 'role', 'operator'] as const)
    .filter((field) => field in edited)
    .map((field) => ({ name: t(field), theirs: present[field], mine: typed[field] }));
  const faultAt = (pointer: string) => (save.error instanceof ApiFault ? save.error.at(pointer) : null);
  return (
    <form
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        void submit(seenEtag);
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
            onChange={(event) => set('name', event.currentTarget.value)}
          />
          <NativeSelect
            label={t('role')}
            description={isSelf ? t('ownRole') : undefined}
            disabled={isSelf}
            value={role}
            onChange={(event) => set('role', ROLES.find((one) => one === event.currentTarget.value) ?? role)}
            data={ROLES.map((one) => ({ value: one, label: t(`ui:roles.${one}`) }))}
          />
          {role === 'operator' ? (
            <OperatorField
              label={t('operator')}
              value={operator}
              onChange={(slug) => set('operator', slug)}
              error={faultAt('/operator')}
            />
          ) : null}
        </Group>
        {save.error === null || isOvertaken ? null : <Fault error={save.error} safe={t('typedIsSafe')} />}
        {isOvertaken ? (
          <VersionChoice
            clashes={clashes}
            isBusy={save.isPending}
            onMine={() => void submit(etag)}
            onTheirs={() => {
              clear();
              save.reset();
            }}
          />
        ) : null}
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
