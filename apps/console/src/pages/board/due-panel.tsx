import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BoardItemView } from '#libs/contracts';
import { useEmbargoes } from '../../api/deadlines.ts';
import { Empty } from '../../ui/empty.tsx';
import { More } from '../../ui/more.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './board.module.css';
import { DueRow } from './due-row.tsx';
import type { Selection } from './use-selection.ts';

interface Props {
  items: BoardItemView[];
  total: number;
  isFiltered: boolean;
  selection: Selection;
  more: { hasMore: boolean; isLoading: boolean; onMore: () => void };
}

/** All that is open, in the order in which our promises end. */
export function DuePanel({ items, total, isFiltered, selection, more }: Props) {
  const { t } = useTranslation('board');
  const { data: embargoes } = useEmbargoes();
  return (
    <Panel title={t('due.title')} beside={<Text c="dimmed">{t('due.open', { count: total })}</Text>}>
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
              embargoUntil={embargoes?.get(item.id) ?? null}
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
