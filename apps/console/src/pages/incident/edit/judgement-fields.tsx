import { Select, SimpleGrid, Text } from '@mantine/core';
import '@mantine/core/styles/SimpleGrid.css';
import { useTranslation } from 'react-i18next';
import { isWider, SEVERITIES, TLP_LABELS } from '#libs/contracts';
import type { Tlp } from '#libs/contracts';
import { useStaff } from '../../../api/staff.ts';
import type { Fields } from './edit-draft.ts';
import { KindField } from './kind-field.tsx';

interface Props {
  fields: Fields;
  /** The label that stands: a wider one takes its sources' consent. */
  label: Tlp;
  onChange: (fields: Partial<Fields>) => void;
}

export function JudgementFields({ fields, label, onChange }: Props) {
  const { t } = useTranslation('incident');
  const staff = useStaff();
  const people = [...(staff.data?.values() ?? [])].map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <KindField value={fields.kind} onChange={(kind) => onChange({ kind })} />
        <Select
          label={t('edit.fields.severity')}
          data={SEVERITIES.map((value) => ({ value, label: t(`ui:severity.${value}`) }))}
          value={fields.severity}
          allowDeselect={false}
          onChange={(value) => value !== null && onChange({ severity: value })}
        />
        <Select
          label={t('edit.fields.tlp')}
          data={TLP_LABELS.map((value) => ({ value, label: `TLP:${value}` }))}
          value={fields.tlp}
          allowDeselect={false}
          onChange={(value) => value !== null && onChange({ tlp: value })}
        />
        <Select
          label={t('edit.fields.assignee')}
          data={people}
          value={fields.assignee}
          placeholder={t('nobody')}
          clearable
          searchable
          onChange={(assignee) => onChange({ assignee })}
        />
      </SimpleGrid>
      {isWider(fields.tlp, label) ? <Text c="dimmed">{t('edit.wider')}</Text> : null}
    </>
  );
}
