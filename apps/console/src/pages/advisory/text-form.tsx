import { Alert, Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFault } from '../../api/fault.ts';
import { Fault } from '../../ui/fault.tsx';
import type { Draft } from '../../ui/use-draft.ts';
import { Preview } from './preview.tsx';
import classes from './text-form.module.css';
import { linesOf } from './typed.ts';
import type { Typed } from './typed.ts';

interface Props {
  draft: Draft<Typed>;
  error: unknown;
  isSaving: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** The text, and beside it what the public would see. Kept in this browser until it is saved. */
export function TextForm({ draft, error, isSaving, onSave, onDiscard }: Props) {
  const { t } = useTranslation('advisories');
  const { value, set } = draft;
  const change = (changed: Partial<Typed>) => set({ ...value, ...changed });
  const faultAt = (pointer: string) => (error instanceof ApiFault ? error.at(pointer) : null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes['beside']}>
        <Stack gap="md">
          {draft.restored ? <Alert variant="outline">{t('restored')}</Alert> : null}
          {draft.kept ? null : (
            <Alert color="red" variant="outline">
              {t('notKept')}
            </Alert>
          )}
          <TextInput
            label={t('heading')}
            required
            maxLength={200}
            value={value.title}
            error={faultAt('/title')}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
          <Textarea
            label={t('summary')}
            description={t('summaryHint')}
            autosize
            minRows={2}
            maxLength={500}
            value={value.summary}
            error={faultAt('/summary')}
            onChange={(event) => change({ summary: event.currentTarget.value.replaceAll('\n', ' ') })}
          />
          <Textarea
            label={t('body')}
            description={t('bodyHint')}
            autosize
            minRows={8}
            value={value.body}
            error={faultAt('/body')}
            onChange={(event) => change({ body: event.currentTarget.value })}
          />
          <Textarea
            label={t('references')}
            description={t('referencesHint')}
            autosize
            minRows={2}
            value={value.references}
            error={referenceFault(error, value)}
            onChange={(event) => change({ references: event.currentTarget.value })}
          />
          <TextInput
            label={t('incident')}
            description={t('incidentHint')}
            value={value.incidentNumber}
            error={faultAt('/incidentId')}
            onChange={(event) => change({ incidentNumber: event.currentTarget.value })}
          />
          <div>
            <Text size="sm" fw={500} id="advisory-language">
              {t('language')}
            </Text>
            <SegmentedControl
              aria-labelledby="advisory-language"
              value={value.language}
              data={[
                { value: 'en', label: 'English' },
                { value: 'fr', label: 'Français' },
              ]}
              onChange={(language) => change({ language: language === 'fr' ? 'fr' : 'en' })}
            />
          </div>
          {error === null ? null : <Fault error={error} safe={t('safe')} />}
          <Group gap="sm">
            <Button type="submit" loading={isSaving}>
              {t('save')}
            </Button>
            <Button variant="default" onClick={onDiscard}>
              {t('discard')}
            </Button>
          </Group>
        </Stack>
        <section aria-label={t('previewNext')}>
          <Text size="sm" c="dimmed" mb="xs">
            {t('previewNext')}
          </Text>
          <Preview {...value} references={linesOf(value.references)} />
        </section>
      </div>
    </form>
  );
}

/** Faults of references, each with the line that it is about. */
function referenceFault(error: unknown, { references }: Typed): string | null {
  const lines = linesOf(references);
  const faults = lines.flatMap((line, index) => {
    const words = error instanceof ApiFault ? error.at(`/references/${index}`) : null;
    return words === null ? [] : [`${line}: ${words}`];
  });
  return faults.length === 0 ? null : faults.join('; ');
}
