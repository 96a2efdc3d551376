import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AwarenessSet, IncidentOverviewView } from '#libs/contracts';
import { setAwareness, useClocksChanged } from '../../api/deadlines.ts';
import { useIntent } from '../../api/intent.ts';
import { Fault } from '../../ui/fault.tsx';
import { tell } from '../../ui/undo.tsx';
import { instantOf, WallTimeField } from '../../ui/wall-time-field.tsx';
import { WhoseField } from './whose-field.tsx';

const GUESSES = ['unknown', 'yes', 'no'] as const;
type Guess = (typeof GUESSES)[number];
const guessOf = (text: string): Guess => GUESSES.find((guess) => guess === text) ?? 'unknown';

interface Props {
  overview: IncidentOverviewView;
  opened: boolean;
  onClose: () => void;
}

/** A person's decision, from which 24 h and 72 h run; nothing in the console guesses it. */
export function AwarenessDialog(props: Props) {
  const { t } = useTranslation('clocks');
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('awareness.set')} size="lg">
      {props.opened ? <AwarenessForm {...props} /> : null}
    </Modal>
  );
}

function AwarenessForm({ overview, onClose }: Props) {
  const { t } = useTranslation('clocks');
  const changed = useClocksChanged();
  const { key } = useIntent();
  const [operatorId, setOperator] = useState('');
  const [time, setTime] = useState({ wall: '', zone: 'UTC' });
  const [reason, setReason] = useState('');
  const [unlawful, setUnlawful] = useState<Guess>('unknown');
  const [crossBorder, setCrossBorder] = useState<Guess>('unknown');
  const deciding = useMutation({
    mutationFn: (given: AwarenessSet) => setAwareness(overview.incident.id, given, key),
    networkMode: 'always',
    onSuccess: async () => {
      await changed();
      tell(t('awareness.done'));
      onClose();
    },
  });
  const awareAt = instantOf(time);
  const isWhole = awareAt !== null && reason.trim().length >= 3;
  const guesses = GUESSES.map((value) => ({ value, label: t(`guess.${value}`) }));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (awareAt === null) return;
        const whose = operatorId === '' ? {} : { operatorId };
        deciding.mutate({ ...whose, awareAt, reason: reason.trim(), unlawful, crossBorder });
      }}
    >
      <Stack gap="md">
        <Text>{t('awareness.words')}</Text>
        <WhoseField overview={overview} value={operatorId} onChange={setOperator} />
        <WallTimeField label={t('awareness.at')} value={time} onChange={setTime} />
        <NativeSelect
          label={t('awareness.unlawful')}
          data={guesses}
          value={unlawful}
          onChange={(event) => setUnlawful(guessOf(event.currentTarget.value))}
        />
        <NativeSelect
          label={t('awareness.crossBorder')}
          data={guesses}
          value={crossBorder}
          onChange={(event) => setCrossBorder(guessOf(event.currentTarget.value))}
        />
        <Textarea
          label={t('ui:ask.why')}
          description={t('ui:ask.whyRecorded')}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {deciding.isError ? <Fault error={deciding.error} safe={t('safe')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui:ask.cancel')}
          </Button>
          <Button type="submit" loading={deciding.isPending} disabled={!isWhole}>
            {t('awareness.act')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
