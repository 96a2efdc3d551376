import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIntent } from '../../../api/intent.ts';
import { unmerge } from '../../../api/joins.ts';
import { Fault } from '../../../ui/fault.tsx';
import { tell } from '../../../ui/undo.tsx';

interface Props {
  incident: { id: string; number: string };
  onClose: () => void;
}

export function UnmergeForm({ incident, onClose }: Props) {
  const { t } = useTranslation('joins');
  const queries = useQueryClient();
  const { key } = useIntent();
  const [reason, setReason] = useState('');
  const parting = useMutation({
    mutationFn: () => unmerge(incident.id, reason.trim(), key),
    onSuccess: async () => {
      onClose();
      tell(t('unmerge.done', { number: incident.number }));
      await queries.invalidateQueries();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        parting.mutate();
      }}
    >
      <Stack gap="md">
        <Text>{t('unmerge.what')}</Text>
        <Textarea
          label={t('ui:ask.why')}
          description={t('ui:ask.whyRecorded')}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        {parting.isError ? <Fault error={parting.error} safe={t('safe')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui:ask.cancel')}
          </Button>
          <Button type="submit" loading={parting.isPending} disabled={reason.trim() === ''}>
            {t('unmerge.act')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
