import { Button, Group, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { startDrill } from '../../api/drills.ts';
import { useIntent } from '../../api/intent.ts';
import { Fault } from '../../ui/fault.tsx';
import { tell } from '../../ui/undo.tsx';

/** h that contacts have unless somebody says otherwise, and the longest. */
const HOURS = 72;
const LONGEST = 336;

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Says whom it mails before it does; what goes out cannot be called back. */
export function StartDialog({ opened, onClose }: Props) {
  const { t } = useTranslation('drills');
  return (
    <Modal opened={opened} onClose={onClose} title={t('form.title')} centered>
      {opened ? <StartForm onClose={onClose} /> : null}
    </Modal>
  );
}

function StartForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('drills');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [hours, setHours] = useState<number>(HOURS);
  const { key } = useIntent();
  const starting = useMutation({
    mutationFn: () => startDrill({ note: note.trim(), answerWithin: hours }, key),
    networkMode: 'always',
    onSuccess: async ({ id, state }) => {
      await queries.invalidateQueries({ queryKey: ['drills'] });
      tell(t(state === 'waits_for_second' ? 'second.asked' : 'form.done'));
      onClose();
      await navigate(`/drills/${id}`);
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        starting.mutate();
      }}
    >
      <Stack gap="md">
        <Text>{t('form.words')}</Text>
        <Textarea
          label={t('form.note')}
          description={t('form.noteHint')}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <NumberInput
          label={t('form.hours')}
          min={1}
          max={LONGEST}
          allowDecimal={false}
          hideControls
          value={hours}
          onChange={(given) => setHours(Number(given))}
        />
        {starting.isError ? <Fault error={starting.error} safe={t('form.safe')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('form.cancel')}
          </Button>
          <Button type="submit" color="red.8" loading={starting.isPending}>
            {t('form.act')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
