import { Button, Group, MultiSelect, Select, TextInput } from '@mantine/core';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { useTranslation } from 'react-i18next';
import { FAMILIES } from './families.ts';
import { EVERYTHING } from './filter.ts';
import type { EntryFilter } from './filter.ts';
import classes from './timeline.module.css';

interface Props {
  filter: EntryFilter;
  onFilter: (filter: EntryFilter) => void;
  parties: { value: string; label: string }[];
}

/** Whose entries, of what sort, with which words. */
export function EntryFilters({ filter, onFilter, parties }: Props) {
  const { t } = useTranslation('timeline');
  return (
    <div className={classes['filters']}>
      <Select
        label={t('party')}
        placeholder={t('everybody')}
        data={parties}
        value={filter.party === '' ? null : filter.party}
        clearable
        searchable
        onChange={(party) => onFilter({ ...filter, party: party ?? '' })}
      />
      <MultiSelect
        label={t('family')}
        placeholder={filter.families.length === 0 ? t('everything') : ''}
        data={FAMILIES.map((value) => ({ value, label: t(`families.${value}`) }))}
        value={filter.families}
        clearable
        onChange={(families) => onFilter({ ...filter, families: families })}
      />
      <TextInput
        label={t('search')}
        type="search"
        value={filter.words}
        onChange={(event) => onFilter({ ...filter, words: event.currentTarget.value })}
      />
      <Group>
        {filter === EVERYTHING ? null : (
          <Button variant="subtle" onClick={() => onFilter(EVERYTHING)}>
            {t('all')}
          </Button>
        )}
      </Group>
    </div>
  );
}
