import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../api/staff.ts';

interface Props {
  label: string;
  /** User id; empty: nobody was chosen. */
  value: string;
  onChange: (userId: string) => void;
  /** Not offered. */
  without?: readonly string[];
}

/** One of the CERT's own people. */
export function PersonField({ label, value, onChange, without = [] }: Props) {
  const { t } = useTranslation('rota');
  const people = [...(useStaff().data?.values() ?? [])].filter(({ id }) => !without.includes(id));
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t('choose') },
        ...people.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
