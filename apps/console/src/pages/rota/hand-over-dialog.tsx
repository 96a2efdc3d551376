import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RotaView } from '#libs/contracts';
import { useIntent } from '../../api/intent.ts';
import { handOverTo, useRotaChanged } from '../../api/rota.ts';
import { Fault } from '../../ui/fault.tsx';
import { tell } from '../../ui/undo.tsx';
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
    <Modal opened={props.opened} onClose={props.onClose} title={t('hand.title')} centered>
      {props.opened ? <HandOverForm {...props} /> : null}
    </Modal>
  );
}

function HandOverForm({ rota, onClose }: Props) {
  const { t } = useTranslation('rota');
  const changed = useRotaChanged();
  const { key } = useIntent();
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const handing = useMutation({
    mutationFn: () => handOverTo({ to, note: note.trim() }, key),
    networkMode: 'always',
    onSuccess: async () => {
      await changed();
      tell(t('hand.done'));
      onClose();
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (to !== '') handing.mutate();
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
        {handing.isError ? <Fault error={handing.error} safe={t('safe')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui:ask.cancel')}
          </Button>
          <Button type="submit" loading={handing.isPending} disabled={to === ''}>
            {t('hand.act')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
