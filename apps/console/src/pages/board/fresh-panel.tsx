import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BoardView, FreshIncidentView } from '#libs/contracts';
import { Empty } from '../../ui/empty.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Subject } from './acts.ts';
import classes from './board.module.css';
import { FreshItem } from './fresh-item.tsx';
import type { Acts } from './use-acts.ts';
import type { RowPlace } from './use-rows.ts';

interface Props {
  fresh: BoardView['fresh'];
  current: RowPlace | null;
  acts: Acts;
}

/** Nobody has it, or the service says whose it is when it is taken up. */
export const subjectOf = ({ id, number, title }: FreshIncidentView): Subject => ({
  id,
  number,
  title,
  state: 'new',
  assignee: null,
});

/** What has come in and waits for a person, the newest first. */
export function FreshPanel({ fresh: { items, total }, current, acts }: Props) {
  const { t } = useTranslation('board');
  const open = current?.list === 'fresh' ? current.id : items[0]?.id;
  return (
    <Panel title={t('fresh.title')} beside={<Text fw={600}>{total}</Text>}>
      {items.length === 0 ? (
        <Empty title={t('fresh.none')}>{t('fresh.noneWords')}</Empty>
      ) : (
        <ul className={classes['list']}>
          {items.map((item) => (
            <FreshItem
              key={item.id}
              item={item}
              isOpen={item.id === open}
              onAccept={() => void acts.takeUp([subjectOf(item)])}
              onReject={() => void acts.reject([subjectOf(item)])}
            />
          ))}
        </ul>
      )}
      {total > items.length ? (
        <Text c="dimmed">{t('fresh.more', { count: total - items.length })}</Text>
      ) : null}
    </Panel>
  );
}
