import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useKinds, useKindTitle } from '../../api/kinds.ts';

interface Props {
  /** Empty: not said; then triage finds out. */
  kind: string;
  onChange: (kind: string) => void;
  error: string | null;
}

/** What kind of failure it is, for whoever knows. Without a network there is nothing to choose from, and none is needed. */
export function KindField({ kind, onChange, error }: Props) {
  const { t } = useTranslation('report-new');
  const titleOf = useKindTitle();
  const names = useKinds().data?.map(({ name }) => name) ?? [];
  return (
    <Select
      label={t('kind.label')}
      description={t('kind.help')}
      error={error}
      data={[...new Set([...(kind === '' ? [] : [kind]), ...names])].map((value) => ({
        value,
        label: titleOf(value),
      }))}
      value={kind === '' ? null : kind}
      onChange={(chosen) => onChange(chosen ?? '')}
      searchable
      clearable
    />
  );
}
