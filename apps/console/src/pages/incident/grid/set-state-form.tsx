import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AFFECTED_STATES, SERVICE_STATES } from '#libs/contracts';
import type { AffectedState, GridRowView } from '#libs/contracts';
import { Fault } from '../../../ui/fault.tsx';
import { VersionChoice } from '../../../ui/version-choice.tsx';
import { saysSomething } from './state-draft.ts';
import { CallLine } from './call-line.tsx';
import type { StateDraft } from './state-draft.ts';
import { useSettingState } from './use-setting-state.ts';

interface Props {
  incidentId: string;
  row: GridRowView;
  onDone: () => void;
}

export function SetStateForm({ incidentId, row, onDone }: Props) {
  const { t } = useTranslation('incident');
  const setting = useSettingState(incidentId, row, onDone);
  const { draft, present, storing } = setting;
  const change = (part: Partial<StateDraft>) => draft.set({ ...draft.value, ...part });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    storing.mutate(draft.value);
  };
  const stateWords = (state: AffectedState) => t(`ui:states.affected.${state}`);
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text c="dimmed">{t('set.words')}</Text>
        <CallLine row={row} />
        <Select
          label={t('set.state')}
          data={AFFECTED_STATES.map((value) => ({ value, label: stateWords(value) }))}
          value={draft.value.state}
          allowDeselect={false}
          data-autofocus
          onChange={(value) => value !== null && change({ state: value })}
        />
        <Select
          label={t('set.service')}
          data={SERVICE_STATES.map((value) => ({ value, label: t(`ui:states.service.${value}`) }))}
          value={draft.value.serviceState}
          allowDeselect={false}
          onChange={(value) => value !== null && change({ serviceState: value })}
        />
        <Textarea
          label={t('set.reason')}
          description={t('ui:ask.whyRecorded')}
          placeholder={t('set.reasonHint')}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={draft.value.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        {present === null ? null : (
          <VersionChoice
            clashes={[
              {
                name: t('set.state'),
                theirs: `${stateWords(present.state)}, ${t(`ui:states.service.${present.serviceState}`)}`,
                mine: `${stateWords(draft.value.state)}, ${t(`ui:states.service.${draft.value.serviceState}`)}`,
              },
            ]}
            onMine={setting.keepMine}
            onTheirs={setting.takeTheirs}
            isBusy={storing.isPending}
          />
        )}
        {storing.isError && present === null ? <Fault error={storing.error} safe={t('edit.safe')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('edit.later')}
          </Button>
          <Button
            type="submit"
            loading={storing.isPending}
            disabled={present !== null || !saysSomething(draft.value)}
          >
            {t('set.act', { state: stateWords(draft.value.state) })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
