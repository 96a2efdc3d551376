import { Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { standIn, useRotaChanged } from '../../api/rota.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { tell } from '../../ui/undo.tsx';
import { useSaying } from '../../ui/use-saying.ts';
import { WallTimeField } from '../../ui/wall-time-field.tsx';
import { instantOf } from '../../ui/wall-time.ts';
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
    <FormDialog title={t('ins.add')} opened={props.opened} onClose={props.onClose}>
      <StandInForm {...props} />
    </FormDialog>
  );
}

function StandInForm({ zone, onClose }: Props) {
  const { t } = useTranslation('rota');
  const changed = useRotaChanged();
  const [userId, setUser] = useState('');
  const [begins, setBegins] = useState({ wall: '', zone });
  const [ends, setEnds] = useState({ wall: '', zone });
  const [reason, setReason] = useState('');
  const adding = useSaying({
    send: standIn,
    changed,
    onDone: () => {
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
        <FormEnd sending={adding} safe={t('safe')} act={t('ins.act')} isReady={isWhole} onCancel={onClose} />
      </Stack>
    </form>
  );
}
