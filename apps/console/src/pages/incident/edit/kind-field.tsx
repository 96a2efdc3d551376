import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useKinds, useKindTitle } from '../../../api/kinds.ts';

/** The kinds that this installation knows; the one that stands is among them even before they have come. */
export function KindField({ value, onChange }: { value: string; onChange: (kind: string) => void }) {
  const { t } = useTranslation('incident');
  const titleOf = useKindTitle();
  const names = new Set([value, ...(useKinds().data ?? []).map(({ name }) => name)]);
  return (
    <Select
      label={t('edit.fields.kind')}
      data={[...names].map((name) => ({ value: name, label: titleOf(name) }))}
      value={value}
      allowDeselect={false}
      searchable
      onChange={(kind) => kind !== null && onChange(kind)}
    />
  );
}
