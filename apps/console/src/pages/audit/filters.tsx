import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_TYPES } from '#libs/contracts';
import type { AuditEntryView } from '#libs/contracts';
import type { AuditFilter } from '../../api/audit.ts';
import classes from './page.module.css';
import { instantOf, typedOf } from './filter.ts';

interface Props {
  filter: AuditFilter;
  /** What is shown: tells the name behind an id. */
  known: AuditEntryView[];
  onChoose: (name: string, value: string) => void;
  onClear: () => void;
}

export function Filters({ filter, known, onChoose, onClear }: Props) {
  const { t } = useTranslation('audit');
  const types = [...AUDIT_TYPES]
    .map((type) => ({ value: type, label: t(`types.${type.replace('.', '-')}`) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <search className={classes['filters']}>
      <Words key={filter.q ?? ''} name="q" value={filter.q} onChoose={onChoose} />
      <NativeSelect
        label={t('what')}
        value={filter.type ?? ''}
        onChange={(event) => onChoose('type', event.currentTarget.value)}
        data={[{ value: '', label: t('anything') }, ...types]}
      />
      <Chosen filter={filter} known={known} onChoose={onChoose} />
      {Object.keys(filter).length === 0 ? null : (
        <Button variant="default" onClick={onClear}>
          {t('clear')}
        </Button>
      )}
      <Rest filter={filter} onChoose={onChoose} />
    </search>
  );
}

/** Asked less often: open where one of them is asked. */
function Rest({ filter, onChoose }: Pick<Props, 'filter' | 'onChoose'>) {
  const { t } = useTranslation('audit');
  const { network, operator, since, until } = filter;
  return (
    <details
      className={classes['rest']}
      open={[network, operator, since, until].some((value) => value !== undefined)}
    >
      <summary>{t('rest')}</summary>
      <div className={classes['filters']}>
        <Words key={`n${network ?? ''}`} name="network" value={network} onChoose={onChoose} />
        <Words key={`o${operator ?? ''}`} name="operator" value={operator} onChoose={onChoose} />
        {(['since', 'until'] as const).map((name) => (
          <TextInput
            key={name}
            type="datetime-local"
            label={t(name)}
            value={typedOf(filter[name])}
            onChange={(event) => onChoose(name, instantOf(event.currentTarget.value))}
          />
        ))}
      </div>
    </details>
  );
}

/** A person or a thing that was chosen in the list; it is taken back with one press. */
function Chosen({ filter, known, onChoose }: Omit<Props, 'onClear'>) {
  const { t } = useTranslation('audit');
  const nameOf = (id: string) => known.find(({ actor }) => actor.id === id)?.actor.name ?? id;
  return (['actor', 'subject'] as const).map((name) => {
    const id = filter[name];
    if (id === undefined) return null;
    return (
      <Button key={name} variant="light" onClick={() => onChoose(name, '')} className="foreign">
        {t(`chosen.${name}`, { name: name === 'actor' ? nameOf(id) : id.slice(0, 8) })} ✕
        <span className="spoken">{t('takeBack')}</span>
      </Button>
    );
  });
}

/** Asks when one pauses or leaves the field, not at each letter. */
function Words({
  name,
  value = '',
  onChoose,
}: {
  name: 'q' | 'network' | 'operator';
  value?: string | undefined;
  onChoose: Props['onChoose'];
}) {
  const { t } = useTranslation('audit');
  const [words, setWords] = useState(value);
  const askSoon = useDebouncedCallback((typed: string) => onChoose(name, typed.trim()), 600);
  return (
    <TextInput
      type="search"
      label={t(name)}
      maxLength={100}
      value={words}
      onChange={(event) => {
        setWords(event.currentTarget.value);
        askSoon(event.currentTarget.value);
      }}
    />
  );
}
