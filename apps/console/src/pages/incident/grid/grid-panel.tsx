import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridRowView, IncidentOverviewView } from '#libs/contracts';
import { Empty } from '../../../ui/empty.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { usePart } from '../use-part.ts';
import { GridCards } from './grid-cards.tsx';
import { GridTable } from './grid-table.tsx';
import { matching, onlyOf, rowsOf } from './only.ts';
import { sorted } from './order.ts';
import type { Sort } from './order.ts';
import { SetStateDialog } from './set-state-dialog.tsx';

/** Rows that are drawn at once; a person reads no more, and a browser draws them in a blink. */
const PAGE = 150;

/** Operator × state: who was told, who has answered what, who is silent, what comes next. */
export default function GridPanel({ overview }: { overview: IncidentOverviewView }) {
  const { t } = useTranslation('incident');
  const { only: asked, showOnly } = usePart();
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [words, setWords] = useState('');
  const [sort, setSort] = useState<Sort>({ by: 'need', down: false });
  const [drawn, setDrawn] = useState(PAGE);
  const [setting, setSetting] = useState<GridRowView | null>(null);
  const only = onlyOf(asked);
  const wanted = useDeferredValue(words);
  const found = useMemo(
    () => sorted(matching(rowsOf(overview.grid, only), wanted), sort),
    [overview.grid, only, wanted, sort],
  );
  const shown = found.slice(0, drawn);
  const Rows = isNarrow ? GridCards : GridTable;
  if (overview.grid.length === 0)
    return (
      <Panel title={t('grid.title')}>
        <Empty title={t('grid.nobody')}>{t('grid.nobodyWords')}</Empty>
      </Panel>
    );
  return (
    <Panel
      title={t('grid.title')}
      beside={<Text c="dimmed">{t('grid.shown', { shown: found.length, all: overview.grid.length })}</Text>}
      actions={
        <Group gap="sm">
          {only === null ? null : (
            <Button variant="subtle" size="compact-sm" onClick={() => showOnly(null)}>
              {t('grid.showAll')}
            </Button>
          )}
          <TextInput
            size="xs"
            type="search"
            aria-label={t('grid.filter')}
            placeholder={t('grid.filterHint')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </Group>
      }
    >
      {found.length === 0 ? (
        <Empty title={t('grid.noneFits')}>{t('grid.noneFitsWords')}</Empty>
      ) : (
        <Rows
          incidentId={overview.incident.id}
          rows={shown}
          sort={sort}
          onSort={setSort}
          onSet={setSetting}
        />
      )}
      {drawn < found.length ? (
        <Group justify="center" pt="sm">
          <Button variant="default" onClick={() => setDrawn(drawn + PAGE)}>
            {t('grid.more', { count: found.length - drawn })}
          </Button>
        </Group>
      ) : null}
      <SetStateDialog incidentId={overview.incident.id} row={setting} onClose={() => setSetting(null)} />
    </Panel>
  );
}
