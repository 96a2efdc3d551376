import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TLP_LABELS } from '#libs/contracts';
import { useKinds, useKindTitle } from '../../api/kinds.ts';
import classes from './board.module.css';
import type { FilterName, Filtering } from './filter.ts';

/** ms after the last letter. */
const TYPED = 300;
const OPEN = ['new', 'triaging', 'coordinating', 'monitoring'];

/** What narrows the board beside the severity. */
export function Filters({ filtering }: { filtering: Filtering }) {
  const { t } = useTranslation('board');
  const kindTitle = useKindTitle();
  const kinds = useKinds().data ?? [];
  const choice = (name: FilterName, options: { value: string; label: string }[]) => (
    <Select
      aria-label={t(`filters.${name}`)}
      placeholder={t(`filters.${name}`)}
      className={classes['choice'] ?? ''}
      clearable
      searchable={options.length > 8}
      data={options}
      value={filtering.filter[name] ?? null}
      onChange={(value) => filtering.set(name, value ?? '')}
    />
  );
  return (
    <div className={classes['filters']} role="search" aria-label={t('filters.title')}>
      <Words key={filtering.filter.q ?? ''} filtering={filtering} />
      {choice('assignee', [
        { value: 'me', label: t('filters.mine') },
        { value: 'none', label: t('nobody') },
      ])}
      {choice(
        'state',
        OPEN.map((state) => ({ value: state, label: t(`ui:states.incident.${state}`) })),
      )}
      {choice(
        'kind',
        kinds.map(({ name }) => ({ value: name, label: kindTitle(name) })),
      )}
      {choice(
        'tlp',
        TLP_LABELS.map((label) => ({ value: label, label: `TLP:${label}` })),
      )}
      {choice('exercise', [
        { value: 'false', label: t('filters.real') },
        { value: 'true', label: t('filters.exercises') },
      ])}
    </div>
  );
}

function Words({ filtering }: { filtering: Filtering }) {
  const { t } = useTranslation('board');
  const [words, setWords] = useState(filtering.filter.q ?? '');
  const search = useDebouncedCallback((text: string) => filtering.set('q', text.trim()), TYPED);
  return (
    <TextInput
      type="search"
      aria-label={t('filters.q')}
      placeholder={t('filters.q')}
      className={classes['choice'] ?? ''}
      maxLength={200}
      value={words}
      onChange={(event) => {
        setWords(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
    />
  );
}
