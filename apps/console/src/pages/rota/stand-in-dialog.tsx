import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverrideMade } from '#libs/contracts';
import { useIntent } from '../../api/intent.ts';
import { standIn, useRotaChanged } from '../../api/rota.ts';
import { Fault } from '../../ui/fault.tsx';
import { tell } from '../../ui/undo.tsx';
import { instantOf, WallTimeField } from '../../ui/wall-time-field.tsx';
import { PersonField } from './person-field.tsx';

interface Props {
  /** Of the rota; times are given in it unless another is chosen. */
  zone: string;
  opened: boolean;
  onClose: () => void;
}

/** Somebody is on duty from when until when, whoever's turn it is. */
export function StandInDialog(props: Props) {
  const { t } = useTranslation('rota');
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('ins.add')} size="lg">
      {props.opened ? <StandInForm {...props} /> : null}
    </Modal>
  );
}

function StandInForm({ zone, onClose }: Props) {
  const { t } = useTranslation('rota');
  const changed = useRotaChanged();
  const { key } = useIntent();
  const [userId, setUser] = useState('');
  const [begins, setBegins] = useState({ wall: '', zone });
  const [ends, setEnds] = useState({ wall: '', zone });
  const [reason, setReason] = useState('');
  const adding = useMutation({
    mutationFn: (given: OverrideMade) => standIn(given, key),
    networkMode: 'always',
    onSuccess: async () => {
      await changed();
      tell(t('ins.done'));
      onClose();
    },
  });
  const [from, until] = [instantOf(begins), instantOf(ends)];
  const isTurned = from !== null && until !== null && until <= from;
  const isWhole = userId !== '' && from !== null && until !== null && !isTurned && reason.trim() !== '';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) adding.mutate({ userId, from, until, reason: reason.trim() });
      }}
    >
      <Stack gap="md">
        <Text>{t('ins.words')}</Text>
        <PersonField label={t('weeks.who')} value={userId} onChange={setUser} />
        <WallTimeField label={t('weeks.from')} value={begins} onChange={setBegins} zones={[zone]} />
        <WallTimeField
          label={t('weeks.until')}
          value={ends}
          onChange={setEnds}
          zones={[zone]}
          error={isTurned ? t('ins.turned') : null}
        />
        <TextInput
          label={t('ins.reason')}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {adding.isError ? <Fault error={adding.error} safe={t('safe')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui:ask.cancel')}
          </Button>
          <Button type="submit" loading={adding.isPending} disabled={!isWhole}>
            {t('ins.act')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
