import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FILED_KINDS } from '#libs/contracts';
import type { FiledKind, FilingMade, IncidentOverviewView } from '#libs/contracts';
import { noteFiling, useClocksChanged } from '../../api/deadlines.ts';
import { useIntent } from '../../api/intent.ts';
import { Fault } from '../../ui/fault.tsx';
import { tell } from '../../ui/undo.tsx';
import { instantOf, WallTimeField } from '../../ui/wall-time-field.tsx';
import { WhoseField } from './whose-field.tsx';

interface Props {
  overview: IncidentOverviewView;
  opened: boolean;
  onClose: () => void;
}

/** A person's word that something was filed with the authority: it ends that clock. */
export function FilingDialog(props: Props) {
  const { t } = useTranslation('clocks');
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('filing.note')} size="lg">
      {props.opened ? <FilingForm {...props} /> : null}
    </Modal>
  );
}

function FilingForm({ overview, onClose }: Props) {
  const { t } = useTranslation('clocks');
  const changed = useClocksChanged();
  const { key } = useIntent();
  const [operatorId, setOperator] = useState('');
  const [kind, setKind] = useState<FiledKind>(FILED_KINDS[0]);
  const [time, setTime] = useState({ wall: '', zone: 'UTC' });
  const [reference, setReference] = useState('');
  const noting = useMutation({
    mutationFn: (given: FilingMade) => noteFiling(overview.incident.id, given, key),
    networkMode: 'always',
    onSuccess: async () => {
      await changed();
      tell(t('filing.done'));
      onClose();
    },
  });
  const filedAt = instantOf(time);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (filedAt === null) return;
        const whose = operatorId === '' ? {} : { operatorId };
        noting.mutate({ ...whose, kind, filedAt, reference: reference.trim() });
      }}
    >
      <Stack gap="md">
        <Text>{t('filing.words')}</Text>
        <WhoseField overview={overview} value={operatorId} onChange={setOperator} />
        <NativeSelect
          label={t('filing.kind')}
          data={FILED_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          onChange={(event) =>
            setKind(FILED_KINDS.find((one) => one === event.currentTarget.value) ?? FILED_KINDS[0])
          }
        />
        <WallTimeField label={t('filing.at')} value={time} onChange={setTime} />
        <TextInput
          label={t('filing.reference')}
          description={t('filing.referenceHint')}
          maxLength={200}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        {noting.isError ? <Fault error={noting.error} safe={t('safe')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui:ask.cancel')}
          </Button>
          <Button type="submit" loading={noting.isPending} disabled={filedAt === null}>
            {t('filing.act')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
