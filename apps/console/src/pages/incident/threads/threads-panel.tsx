import { Select, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentOverviewView } from '#libs/contracts';
import { useKeys } from '../../../app/keys.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { matching } from '../grid/only.ts';
import { sorted } from '../grid/order.ts';
import { usePart } from '../use-part.ts';
import { OperatorList } from './operator-list.tsx';
import { Thread } from './thread.tsx';
import classes from './threads.module.css';

/** With each operator one thread: what we sent, what it answered. Who needs a person stands first; `j` and `k` go on. */
export default function ThreadsPanel({ overview }: { overview: IncidentOverviewView }) {
  const { t } = useTranslation('threads');
  const { operator: asked, showThread } = usePart();
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const [words, setWords] = useState('');
  const rows = useMemo(() => sorted(overview.grid, { by: 'need', down: false }), [overview.grid]);
  const found = matching(rows, words);
  const chosen = rows.find(({ operator }) => operator.id === asked) ?? rows[0];
  const step = (by: number) => {
    const place = found.findIndex(({ operator }) => operator.id === chosen?.operator.id);
    const next = found[Math.min(found.length - 1, Math.max(0, place + by))];
    if (next !== undefined) showThread(next.operator.id);
  };
  useKeys([
    { key: 'j', words: t('keys.next'), act: () => step(1) },
    { key: 'k', words: t('keys.previous'), act: () => step(-1) },
  ]);
  if (chosen === undefined)
    return (
      <Panel title={t('title')}>
        <Empty title={t('nobody')}>{t('nobodyWords')}</Empty>
      </Panel>
    );
  return (
    <div className={classes['whole']}>
      {isNarrow ? (
        <Select
          label={t('operator')}
          searchable
          allowDeselect={false}
          data={rows.map(({ operator }) => ({ value: operator.id, label: operator.name }))}
          value={chosen.operator.id}
          onChange={(id) => id !== null && showThread(id)}
        />
      ) : (
        <Panel title={t('operators')} beside={<Text c="dimmed">{found.length}</Text>}>
          <TextInput
            size="xs"
            mb="sm"
            type="search"
            aria-label={t('find')}
            placeholder={t('findHint')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <OperatorList rows={found} chosen={chosen.operator.id} onChoose={showThread} />
        </Panel>
      )}
      <Thread key={chosen.operator.id} incidentId={overview.incident.id} row={chosen} />
    </div>
  );
}
