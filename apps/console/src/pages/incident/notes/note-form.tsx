import { Button, Group, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { KeyboardEvent, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useIntent } from '../../../api/intent.ts';
import { addNote } from '../../../api/notes.ts';
import { useKeys } from '../../../app/keys.tsx';
import { useSession } from '../../../app/session.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { useDraft } from '../../../ui/use-draft.ts';

/** Writes a note. What is typed stays in this browser until it is stored, whatever happens. */
export function NoteForm({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation('notes');
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(`note.${useSession().userId}.${incidentId}`, '');
  const adding = useAdding(incidentId, draft.clear);
  useKeys([{ key: 'n', words: t('key'), act: () => field.current?.focus() }]);

  const add = () => {
    if (draft.value.trim() !== '' && !adding.isPending) adding.mutate(draft.value);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) add();
  };
  return (
    <form onSubmit={submit}>
      <Textarea
        ref={field}
        label={t('label')}
        autosize
        minRows={2}
        maxRows={16}
        value={draft.value}
        onChange={(event) => {
          adding.changed();
          draft.set(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <Group gap="sm" mt="xs" mb="md">
        <Button type="submit" loading={adding.isPending} disabled={draft.value.trim() === ''}>
          {t('add')}
        </Button>
        <Text size="sm" c="dimmed">
          {t(draft.kept ? (draft.value === '' ? 'hint' : 'kept') : 'notKept')}
        </Text>
      </Group>
      {adding.isError ? <Fault error={adding.error} safe={t('safe')} /> : null}
    </form>
  );
}

function useAdding(incidentId: string, onStored: () => void) {
  const queries = useQueryClient();
  const intent = useIntent();
  const adding = useMutation({
    mutationFn: (body: string) => addNote(incidentId, body, intent.key),
    onSuccess: async () => {
      onStored();
      intent.renew();
      await queries.invalidateQueries({ queryKey: ['incident', incidentId] });
    },
  });
  /** Words that were changed after a lost answer are another note. */
  const changed = () => {
    if (!adding.isError) return;
    intent.renew();
    adding.reset();
  };
  return { ...adding, changed };
}
