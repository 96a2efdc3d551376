import { Button, MultiSelect, Select, TextInput } from '@mantine/core';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { useTranslation } from 'react-i18next';
import { INCIDENT_STATES, SEVERITIES, TLP_LABELS } from '#libs/contracts';
import { useKinds } from '../../api/kinds.ts';
import { useSession } from '../../app/session.tsx';
import classes from './incidents.module.css';
import type { AddressedFilter } from './use-filter.ts';
import { WordsField } from './words-field.tsx';

const listOf = (text: string | undefined) => (text === undefined ? [] : text.split(','));

export function Filters({ filter: { asked, choose, clear } }: { filter: AddressedFilter }) {
  const { t } = useTranslation('incidents');
  const { userId } = useSession();
  const kinds = useKinds().data ?? [];
  return (
    <div className={classes['filters']} role="search" aria-label={t('filter')}>
      <WordsField label={t('words')} value={asked.q ?? ''} onChange={(words) => choose('q', words)} />
      <MultiSelect
        label={t('state')}
        placeholder={asked.state === undefined ? t('any') : ''}
        data={INCIDENT_STATES.map((value) => ({ value, label: t(`ui:states.incident.${value}`) }))}
        value={listOf(asked.state)}
        onChange={(states) => choose('state', states.join(','))}
        clearable
      />
      <MultiSelect
        label={t('severity')}
        placeholder={asked.severity === undefined ? t('any') : ''}
        data={SEVERITIES.map((value) => ({ value, label: t(`ui:severity.${value}`) }))}
        value={listOf(asked.severity)}
        onChange={(severities) => choose('severity', severities.join(','))}
        clearable
      />
      <Select
        label={t('kind')}
        placeholder={t('any')}
        data={kinds.map(({ name, title }) => ({ value: name, label: title }))}
        value={asked.kind ?? null}
        onChange={(kind) => choose('kind', kind ?? '')}
        searchable
        clearable
      />
      <Select
        label={t('tlp')}
        placeholder={t('any')}
        data={TLP_LABELS.map((value) => ({ value, label: `TLP:${value}` }))}
        value={asked.tlp ?? null}
        onChange={(tlp) => choose('tlp', tlp ?? '')}
        clearable
      />
      <TextInput
        label={t('tld')}
        placeholder="nz"
        defaultValue={asked.tld ?? ''}
        onBlur={(event) => choose('tld', event.currentTarget.value.trim())}
      />
      <Select
        label={t('assignee')}
        placeholder={t('any')}
        data={[{ value: userId, label: t('me') }]}
        value={asked.assignee === 'me' ? userId : (asked.assignee ?? null)}
        onChange={(assignee) => choose('assignee', assignee ?? '')}
        clearable
      />
      {Object.keys(asked).length === 0 ? null : (
        <Button variant="subtle" onClick={clear}>
          {t('clear')}
        </Button>
      )}
    </div>
  );
}
