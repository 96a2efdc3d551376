import { Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffIncidentView } from '#libs/contracts';
import { useIntent } from '../../../api/intent.ts';
import { merge, unmerge } from '../../../api/joins.ts';
import type { JoinCandidate } from '../../../api/joins.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { ReasonField } from '../../../ui/reason-field.tsx';
import { offerUndo } from '../../../ui/undo.tsx';
import { SimilarChoice } from './similar-choice.tsx';

interface Props {
  incident: Pick<StaffIncidentView, 'id' | 'number' | 'title'>;
  opened: boolean;
  onClose: () => void;
}

/** Which incident is this one of? The likest first, each with why. Joining loses nothing, and can be undone. */
export function JoinDialog({ incident, opened, onClose }: Props) {
  const { t } = useTranslation('joins');
  return (
    <FormDialog title={t('join.title', { number: incident.number })} opened={opened} onClose={onClose}>
      <JoinForm incident={incident} onClose={onClose} />
    </FormDialog>
  );
}

function JoinForm({ incident, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('joins');
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), 300);
  const [into, setInto] = useState<JoinCandidate | null>(null);
  const [reason, setReason] = useState('');
  const joining = useJoining(incident, onClose);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (into !== null) joining.mutate({ into, reason: reason.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text className="foreign">{t('join.what', { title: incident.title })}</Text>
        <TextInput
          type="search"
          label={t('join.search')}
          description={t('join.searchHint')}
          maxLength={200}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          data-autofocus
        />
        <SimilarChoice incidentId={incident.id} words={asked} chosen={into} onChoose={setInto} />
        <ReasonField value={reason} onChange={setReason} />
        <FormEnd
          sending={joining}
          safe={t('safe')}
          act={into === null ? t('join.choose') : t('join.act', { number: into.number })}
          isReady={into !== null && reason.trim() !== ''}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}

function useJoining(incident: Props['incident'], onDone: () => void) {
  const { t } = useTranslation('joins');
  const queries = useQueryClient();
  const { key } = useIntent();
  const refresh = () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => ['incident', 'incidents', 'board'].includes(String(queryKey[0])),
    });
  return useMutation({
    mutationFn: ({ into, reason }: { into: JoinCandidate; reason: string }) =>
      merge(incident.id, into.id, reason, key),
    onSuccess: async (_merged, { into }) => {
      onDone();
      offerUndo(t('join.done', { number: incident.number, into: into.number }), async () => {
        await unmerge(incident.id, t('join.undone'));
        await refresh();
      });
      await refresh();
    },
  });
}
