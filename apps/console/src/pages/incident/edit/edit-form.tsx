import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffIncidentView } from '#libs/contracts';
import { Fault } from '../../../ui/fault.tsx';
import { VersionChoice } from '../../../ui/version-choice.tsx';
import { changedBy, editOf } from './edit-draft.ts';
import type { EditDraft, Fields } from './edit-draft.ts';
import { JudgementFields } from './judgement-fields.tsx';
import { useClashes } from './use-clashes.tsx';
import { useEditing } from './use-editing.ts';

export function EditForm({ incident, onDone }: { incident: StaffIncidentView; onDone: () => void }) {
  const { t } = useTranslation('incident');
  const editing = useEditing(incident, onDone);
  const { draft, present, saving } = editing;
  const clashes = useClashes(draft.value, present);
  const change = (fields: Partial<Fields>) =>
    draft.set({ ...draft.value, fields: { ...draft.value.fields, ...fields } });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    saving.mutate(draft.value);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Kept draft={draft.value} restored={draft.restored} onStartAnew={editing.startAnew} />
        <TextInput
          label={t('edit.titleField')}
          required
          maxLength={200}
          data-autofocus
          value={draft.value.fields.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <JudgementFields fields={draft.value.fields} label={incident.tlp} onChange={change} />
        <Textarea
          label={t('edit.summary')}
          autosize
          minRows={3}
          maxRows={12}
          value={draft.value.fields.summary}
          onChange={(event) => change({ summary: event.currentTarget.value })}
        />
        <TextInput
          label={t('ui:ask.whyOptional')}
          description={t('ui:ask.whyRecorded')}
          maxLength={500}
          value={draft.value.reason}
          onChange={(event) => draft.set({ ...draft.value, reason: event.currentTarget.value })}
        />
        {present === null ? null : (
          <VersionChoice
            clashes={clashes}
            onMine={editing.keepMine}
            onTheirs={editing.takeTheirs}
            isBusy={saving.isPending}
          />
        )}
        {saving.isError && present === null ? <Fault error={saving.error} safe={t('edit.safe')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('edit.later')}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={editOf(draft.value) === null}>
            {t('edit.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** An earlier visit left something: says so, and offers to begin anew. */
function Kept(props: { draft: EditDraft; restored: boolean; onStartAnew: () => void }) {
  const { t } = useTranslation('incident');
  if (!props.restored || changedBy(props.draft).length === 0) return null;
  return (
    <Group justify="space-between" gap="sm">
      <Text>{t('edit.restored')}</Text>
      <Button variant="subtle" size="compact-sm" onClick={props.onStartAnew}>
        {t('edit.startAnew')}
      </Button>
    </Group>
  );
}
