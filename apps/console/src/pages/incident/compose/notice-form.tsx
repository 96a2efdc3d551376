import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridRowView, StaffIncidentView } from '#libs/contracts';
import { useTemplates } from '../../../api/templates.ts';
import { Panel } from '../../../ui/panel.tsx';
import type { Draft } from '../../../ui/use-draft.ts';
import { AudienceField } from './audience-field.tsx';
import type { NoticeDraft } from './draft.ts';
import { LabelField } from './label-field.tsx';

interface Props {
  incident: StaffIncidentView;
  grid: GridRowView[];
  draft: Draft<NoticeDraft>;
  onLook: () => void;
  /** What was looked at is what stands here. */
  isFresh: boolean;
  /** Somebody is chosen. */
  isReady: boolean;
}

/** What is told, to whom, under which label, and in whose words. */
export function NoticeForm({ incident, grid, draft, onLook, isFresh, isReady }: Props) {
  const { t } = useTranslation('compose');
  const change = (part: Partial<NoticeDraft>) => draft.set({ ...draft.value, ...part });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onLook();
  };
  return (
    <Panel title={t('write')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TemplateField value={draft.value.template} onChange={(template) => change({ template })} />
          <AudienceField draft={draft.value} grid={grid} onChange={change} />
          <LabelField draft={draft.value} incident={incident.tlp} onChange={(tlp) => change({ tlp })} />
          <TextInput
            label={t('subject')}
            description={t('subjectHint')}
            maxLength={150}
            value={draft.value.subject}
            onChange={(event) => change({ subject: event.currentTarget.value })}
          />
          <Textarea
            label={t('body')}
            description={t('bodyHint')}
            autosize
            minRows={6}
            maxRows={20}
            value={draft.value.body}
            onChange={(event) => change({ body: event.currentTarget.value })}
          />
          <Group gap="sm">
            <Button type="submit" variant={isFresh ? 'default' : 'filled'} disabled={!isReady}>
              {t('look')}
            </Button>
            <Text size="sm" c="dimmed">
              {t(isReady ? (draft.kept ? 'kept' : 'notKept') : 'chooseSomebody')}
            </Text>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function TemplateField({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  const { t } = useTranslation('compose');
  const asked = useTemplates();
  const names = asked.data?.flatMap(({ name, kind }) => (kind === 'notice' ? [name] : [])) ?? [value];
  return (
    <div>
      <Text fw={600} size="sm" id="notice-template">
        {t('template')}
      </Text>
      <SegmentedControl
        aria-labelledby="notice-template"
        value={value}
        onChange={onChange}
        data={names.map((name) => ({ value: name, label: t(`kind.${name}`, { defaultValue: name }) }))}
      />
      <Text size="xs" c="dimmed">
        {t(`kindHint.${value}`, { defaultValue: '' })}
      </Text>
    </div>
  );
}
