import { Checkbox, Input, SegmentedControl, Select, Textarea } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { SEVERITIES, TLP_LABELS } from '#libs/contracts';
import type { ReportDraft } from './draft.ts';
import type { FieldFaults } from './field-faults.ts';
import { Fold } from './fold.tsx';
import { KindField } from './kind-field.tsx';
import { SinceField } from './since-field.tsx';
import { ThingsField } from './things-field.tsx';

interface Props {
  draft: ReportDraft;
  change: (changed: Partial<ReportDraft>) => void;
  faults: FieldFaults;
  /** Changes when something has to be mended here. */
  need: unknown;
}

/** What helps us most, where one knows it now: six short questions. */
export function Details({
  draft,
  change,
  faults,
  need,
  list,
}: Props & { list: RefObject<HTMLUListElement | null> }) {
  const { t } = useTranslation('report-new');
  return (
    <Fold
      title={t('details.title')}
      isFilled={
        draft.things.length > 0 ||
        draft.pasting !== '' ||
        draft.since !== '' ||
        draft.severity !== '' ||
        draft.kind !== ''
      }
      need={need}
    >
      <ThingsField draft={draft} change={change} error={faults.things} list={list} />
      <Input.Wrapper label={t('ongoing.label')} labelElement="div">
        <div>
          <SegmentedControl
            aria-label={t('ongoing.label')}
            data={(['unknown', 'yes', 'no'] as const).map((value) => ({
              value,
              label: t(`ongoing.${value}`),
            }))}
            value={draft.ongoing}
            onChange={(ongoing) => change({ ongoing })}
          />
        </div>
      </Input.Wrapper>
      <SinceField draft={draft} change={change} error={faults.since} />
      <KindField kind={draft.kind} onChange={(kind) => change({ kind })} error={faults.kind} />
      <Select
        label={t('severity.label')}
        description={t('severity.help')}
        error={faults.severity}
        data={SEVERITIES.filter((one) => one !== 'info').map((value) => ({
          value,
          label: t(`severity.${value}`),
        }))}
        value={draft.severity === '' ? null : draft.severity}
        onChange={(severity) => change({ severity: severity ?? '' })}
        clearable
      />
      <Select
        label={t('tlp.label')}
        description={t(`tlp.${draft.tlp}`)}
        error={faults.tlp}
        allowDeselect={false}
        data={TLP_LABELS.map((value) => ({ value, label: `TLP:${value}` }))}
        value={draft.tlp}
        onChange={(tlp) => change({ tlp: tlp ?? 'AMBER' })}
      />
    </Fold>
  );
}

/** What can wait, and mostly does. */
export function Later({ draft, change, faults, need }: Props) {
  const { t } = useTranslation('report-new');
  return (
    <Fold
      title={t('later.title')}
      isFilled={draft.references !== '' || draft.nis2 !== 'no' || draft.exercise}
      need={need}
    >
      <Textarea
        label={t('references.label')}
        description={t('references.help')}
        error={faults.references}
        autosize
        minRows={2}
        value={draft.references}
        onChange={(event) => change({ references: event.currentTarget.value })}
      />
      <Select
        label={t('nis2.label')}
        description={t('nis2.help')}
        allowDeselect={false}
        data={(['no', 'national', 'crossBorder'] as const).map((value) => ({
          value,
          label: t(`nis2.${value}`),
        }))}
        value={draft.nis2}
        onChange={(nis2) => change({ nis2: nis2 ?? 'no' })}
      />
      <Checkbox
        label={t('exercise.label')}
        description={t('exercise.help')}
        checked={draft.exercise}
        onChange={(event) => change({ exercise: event.currentTarget.checked })}
      />
    </Fold>
  );
}
