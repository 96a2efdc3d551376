import { Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RotaView } from '#libs/contracts';
import { handOverTo, useRotaChanged } from '../../api/rota.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { tell } from '../../ui/undo.tsx';
import { useSaying } from '../../ui/use-saying.ts';
import { PersonField } from './person-field.tsx';

interface Props {
  rota: RotaView;
  opened: boolean;
  onClose: () => void;
}

/** From now until the next hand-over somebody else is on duty. It can be taken back: it is a stand-in like others. */
export function HandOverDialog(props: Props) {
  const { t } = useTranslation('rota');
  return (
    <FormDialog title={t('hand.title')} opened={props.opened} onClose={props.onClose}>
      <HandOverForm {...props} />
    </FormDialog>
  );
}

function HandOverForm({ rota, onClose }: Props) {
  const { t } = useTranslation('rota');
  const changed = useRotaChanged();
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const handing = useSaying({
    send: handOverTo,
    changed,
    onDone: () => {
      tell(t('hand.done'));
      onClose();
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (to !== '') handing.mutate({ to, note: note.trim() });
      }}
    >
      <Stack gap="md">
        <Text>{t('hand.words')}</Text>
        <PersonField
          label={t('hand.to')}
          value={to}
          onChange={setTo}
          without={rota.onDuty === null ? [] : [rota.onDuty.userId]}
        />
        <Textarea
          label={t('hand.note')}
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value.replaceAll('\n', ' '))}
        />
        <FormEnd
          sending={handing}
          safe={t('safe')}
          act={t('hand.act')}
          isReady={to !== ''}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
