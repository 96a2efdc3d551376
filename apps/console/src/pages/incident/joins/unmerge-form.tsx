import { Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIntent } from '../../../api/intent.ts';
import { unmerge } from '../../../api/joins.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { ReasonField } from '../../../ui/reason-field.tsx';
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
        <ReasonField value={reason} onChange={setReason} isFirst />
        <FormEnd
          sending={parting}
          safe={t('safe')}
          act={t('unmerge.act')}
          isReady={reason.trim() !== ''}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
