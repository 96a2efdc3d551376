import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OperatorListView, PageView } from '#libs/contracts';
import { read } from '../api/call.ts';

interface Props {
  label: string;
  /** Slug. */
  value: string;
  onChange: (slug: string) => void;
  error?: string | null;
}

/** An operator by its short name; what is typed is looked for in names, countries and TLDs as well. */
export function OperatorField({ label, value, onChange, error = null }: Props) {
  const { t } = useTranslation('ui');
  const [words] = useDebouncedValue(value.trim(), 200);
  const found = useQuery({
    queryKey: ['operators', 'suggested', words],
    queryFn: ({ signal }) => read<PageView<OperatorListView>>('operators', { q: words, limit: 8 }, signal),
    enabled: words !== '',
    placeholderData: (previous) => previous,
  });
  const operators = found.data?.items ?? [];
  return (
    <Autocomplete
      label={label}
      description={t('operator.how')}
      value={value}
      onChange={onChange}
      error={error}
      data={operators.map(({ slug }) => slug)}
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const operator = operators.find(({ slug }) => slug === option.value);
        return (
          <span className="foreign">
            <b>{option.value}</b> {operator?.name}
          </span>
        );
      }}
      autoComplete="off"
    />
  );
}
