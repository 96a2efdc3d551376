import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '#libs/contracts';
import type { Role } from '#libs/contracts';
import { ApiFault } from '../../api/fault.ts';
import { useIntent } from '../../api/intent.ts';
import { invite, useInvitationChange } from '../../api/invitations.ts';
import { useSession } from '../../app/session.tsx';
import { Fault } from '../../ui/fault.tsx';
import { OperatorField } from '../../ui/operator-field.tsx';
import { tell } from '../../ui/undo.tsx';
import { useDraft } from '../../ui/use-draft.ts';

interface Typed {
  email: string;
  name: string;
  role: Role;
  operator: string;
}

const NOTHING: Typed = { email: '', name: '', role: 'responder', operator: '' };

/** A signed mail with a link that opens one account. */
export function InviteForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('invitations');
  const { userId } = useSession();
  const intent = useIntent();
  const { value, set, clear } = useDraft<Typed>(`invitation.${userId}`, NOTHING);
  const { email, name, role, operator } = value;
  const change = (part: Partial<Typed>) => {
    intent.renew();
    set({ ...value, ...part });
  };
  const send = useInvitationChange(() =>
    invite(
      {
        email: email.trim(),
        role,
        ...(role === 'operator' ? { operator: operator.trim() } : {}),
        ...(name.trim() === '' ? {} : { name: name.trim() }),
      },
      intent.key,
    ),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send.mutate(undefined, {
      onSuccess: (made) => {
        clear();
        intent.renew();
        tell(t('sent', { email: made.email }));
        onDone();
      },
    });
  };
  const faultAt = (pointer: string) => (send.error instanceof ApiFault ? send.error.at(pointer) : null);
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={560}>
        <TextInput
          label={t('email')}
          type="email"
          required
          maxLength={254}
          value={email}
          error={faultAt('/email')}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
        <TextInput
          label={t('name')}
          description={t('nameWords')}
          maxLength={100}
          value={name}
          error={faultAt('/name')}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('role')}
          description={t(`roleWords.${role}`)}
          value={role}
          onChange={(event) =>
            change({ role: ROLES.find((one) => one === event.currentTarget.value) ?? role })
          }
          data={ROLES.map((one) => ({ value: one, label: t(`ui:roles.${one}`) }))}
        />
        {role === 'operator' ? (
          <OperatorField
            label={t('operator')}
            value={operator}
            onChange={(slug) => change({ operator: slug })}
            error={faultAt('/operator')}
          />
        ) : null}
        {send.error === null ? null : <Fault error={send.error} safe={t('typedIsSafe')} />}
        <Group gap="sm">
          <Button type="submit" loading={send.isPending}>
            {t('send')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('ui:ask.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
