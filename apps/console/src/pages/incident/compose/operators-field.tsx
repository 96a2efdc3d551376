import { Button, Checkbox, Fieldset, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridRowView } from '#libs/contracts';
import { StateMark } from '../../../ui/state-mark.tsx';
import classes from './compose.module.css';
import type { NoticeDraft } from './draft.ts';

interface Props {
  draft: NoticeDraft;
  grid: GridRowView[];
  onChange: (part: Partial<NoticeDraft>) => void;
}

/** Operators one by one: those of the incident to tick, others by their short name. */
export function OperatorsField({ draft, grid, onChange }: Props) {
  const { t } = useTranslation('compose');
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown = grid.filter(({ operator, tlds }) =>
    [operator.slug, operator.name, ...tlds.map(({ label }) => `.${label}`)].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  );
  const slugs = shown.map(({ operator }) => operator.slug);
  const areAll = slugs.every((slug) => draft.chosen.includes(slug));
  const toggle = (some: string[], isOn: boolean) =>
    onChange({
      chosen: isOn
        ? [...new Set([...draft.chosen, ...some])]
        : draft.chosen.filter((slug) => !some.includes(slug)),
    });
  return (
    <Fieldset legend={t('chosen.legend', { count: draft.chosen.length })}>
      <Group gap="sm" align="flex-end" mb="xs">
        <TextInput
          label={t('chosen.filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Button variant="default" onClick={() => toggle(slugs, !areAll)} disabled={slugs.length === 0}>
          {t(areAll ? 'chosen.none' : 'chosen.all', { count: slugs.length })}
        </Button>
      </Group>
      <div className={classes['operators']}>
        {shown.map(({ operator, state }) => (
          <Checkbox
            key={operator.id}
            checked={draft.chosen.includes(operator.slug)}
            onChange={(event) => toggle([operator.slug], event.currentTarget.checked)}
            label={
              <>
                <span className="foreign">{operator.name}</span> <StateMark of="affected" state={state} />
              </>
            }
          />
        ))}
      </div>
      <TextInput
        mt="sm"
        label={t('chosen.others')}
        description={t('chosen.othersHint')}
        value={draft.others}
        onChange={(event) => onChange({ others: event.currentTarget.value })}
      />
    </Fieldset>
  );
}
