import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BoardItemView } from '#libs/contracts';
import { Empty } from '../../ui/empty.tsx';
import { More } from '../../ui/more.tsx';
import { Panel } from '../../ui/panel.tsx';
import { BulkBar } from './bulk-bar.tsx';
import classes from './board.module.css';
import { DueRow } from './due-row.tsx';
import type { Selection } from './use-selection.ts';
import type { Acts } from './use-acts.ts';

interface Props {
  items: BoardItemView[];
  total: number;
  isFiltered: boolean;
  selection: Selection;
  acts: Acts;
  more: { hasMore: boolean; isLoading: boolean; onMore: () => void };
}

/** All that is open, in the order in which our promises end. */
export function DuePanel({ items, total, isFiltered, selection, acts, more }: Props) {
  const { t } = useTranslation('board');
  const selected = items.filter(({ id }) => selection.has(id));
  return (
    <Panel title={t('due.title')} beside={<Text c="dimmed">{t('due.open', { count: total })}</Text>}>
      {selected.length === 0 ? null : <BulkBar items={selected} acts={acts} onDone={selection.clear} />}
      {items.length === 0 ? (
        <Empty title={t(isFiltered ? 'due.noneFits' : 'due.none')}>
          {t(isFiltered ? 'due.noneFitsWords' : 'due.noneWords')}
        </Empty>
      ) : (
        <ul className={classes['list']}>
          {items.map((item) => (
            <DueRow
              key={item.id}
              item={item}
              isSelected={selection.has(item.id)}
              onSelect={selection.toggle}
            />
          ))}
        </ul>
      )}
      <More {...more} />
    </Panel>
  );
}
