import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentOverviewView } from '#libs/contracts';

interface Props {
  overview: IncidentOverviewView;
  /** Operator id; empty: of the incident as a whole. */
  value: string;
  onChange: (operatorId: string) => void;
}

/** Whom a fact is about: the incident as a whole, as we judge it, or one of its operators. */
export function WhoseField({ overview, value, onChange }: Props) {
  const { t } = useTranslation('clocks');
  return (
    <NativeSelect
      label={t('whose')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t('whole') },
        ...overview.grid.map(({ operator }) => ({ value: operator.id, label: operator.name })),
      ]}
    />
  );
}
