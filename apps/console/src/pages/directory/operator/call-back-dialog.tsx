import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactChangeView } from '#libs/contracts';
import { send } from '../../../api/call.ts';
import { ApiFault } from '../../../api/fault.ts';
import { Fault } from '../../../ui/fault.tsx';
import { tell } from '../../../ui/undo.tsx';

interface Props {
  change: ContactChangeView;
  slug: string;
  opened: boolean;
  onClose: () => void;
}

/** A lead has called a number known before, and takes the change upon themselves. */
export function CallBackDialog({ change, slug, opened, onClose }: Props) {
  const { t } = useTranslation('directory');
  return (
    <Modal opened={opened} onClose={onClose} title={t('changes.callBack')} centered>
      <CallBackForm change={change} slug={slug} onDone={onClose} />
    </Modal>
  );
}

function CallBackForm({ change, slug, onDone }: Omit<Props, 'opened' | 'onClose'> & { onDone: () => void }) {
  const { t } = useTranslation('directory');
  const queries = useQueryClient();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setSending(true);
    try {
      await send('POST', `contact-changes/${change.id}/call-back`, { number, reason });
      tell(t('changes.confirmed'));
      await queries.invalidateQueries({ queryKey: ['operator', slug] });
      onDone();
    } catch (fault) {
      setError(fault);
      setSending(false);
    }
  };
  const faultAt = (pointer: string) => (error instanceof ApiFault ? error.at(pointer) : null);
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <Text>{t('changes.callBackWhat', { contact: change.contact })}</Text>
        <TextInput
          type="tel"
          label={t('changes.number')}
          description={t('changes.numberHint')}
          data-autofocus
          value={number}
          error={faultAt('/number')}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <Textarea
          label={t('changes.howKnown')}
          description={t('ui:ask.whyRecorded')}
          autosize
          minRows={2}
          maxLength={1_000}
          value={reason}
          error={faultAt('/reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {error === null ? null : <Fault error={error} safe={t('changes.safe')} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('ui:ask.cancel')}
          </Button>
          <Button type="submit" loading={isSending}>
            {t('changes.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
