import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function KindField({ value, onChange }: { value: string; onChange: (kind: string) => void }) {
  const { t } = useTranslation('incident');
  return (
    <TextInput
      label={t('edit.fields.kind')}
      value={value}
      required
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
