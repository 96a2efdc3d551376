import { NumberInput, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RotaView } from '#libs/contracts';
import { setRota, useRotaChanged } from '../../api/rota.ts';
import { ownZone } from '../../ui/time-words.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { tell } from '../../ui/undo.tsx';
import { WallTimeField } from '../../ui/wall-time-field.tsx';
import { MembersField } from './members-field.tsx';

/** Days of a turn, and the longest. */
const WEEK = 7;
const LONGEST = 28;

interface Props {
  rota: RotaView;
  opened: boolean;
  onClose: () => void;
}

/** Who takes turns, from when on, for how long each. In force at once; stand-ins stay. */
export function RotaDialog(props: Props) {
  const { t } = useTranslation('rota');
  return (
    <FormDialog title={t('set.title')} opened={props.opened} onClose={props.onClose}>
      <RotaForm {...props} />
    </FormDialog>
  );
}

function RotaForm({ rota, onClose }: Props) {
  const { t } = useTranslation('rota');
  const changed = useRotaChanged();
  // As it was read when this form opened: whoever was faster is not written over.
  const [version] = useState(rota.version);
  const [members, setMembers] = useState(rota.members);
  const [first, setFirst] = useState({ wall: rota.firstHandOver ?? '', zone: rota.zone ?? ownZone() });
  const [turnDays, setDays] = useState(rota.turnDays ?? WEEK);
  const setting = useMutation({
    mutationFn: () =>
      setRota(
        {
          members: members.map(({ userId }) => userId),
          firstHandOver: first.wall,
          zone: first.zone,
          turnDays,
        },
        version,
      ),
    networkMode: 'always',
    onSuccess: async () => {
      await changed();
      tell(t('set.done'));
      onClose();
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setting.mutate();
      }}
    >
      <Stack gap="md">
        <Text>{t('set.words')}</Text>
        <MembersField members={members} onChange={setMembers} />
        <WallTimeField
          label={t('set.begins')}
          value={first}
          onChange={setFirst}
          zones={rota.zone === null ? [] : [rota.zone]}
        />
        <NumberInput
          label={t('set.days')}
          min={1}
          max={LONGEST}
          allowDecimal={false}
          hideControls
          value={turnDays}
          onChange={(given) => setDays(Number(given))}
        />
        <FormEnd
          sending={setting}
          safe={t('safe')}
          act={t('set.act')}
          isReady={members.length > 0 && first.wall !== ''}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
