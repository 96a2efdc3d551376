import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardView, FreshIncidentView } from '#libs/contracts';
import { Empty } from '../../ui/empty.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Subject } from './acts.ts';
import classes from './board.module.css';
import { FreshItem } from './fresh-item.tsx';
import type { Acts } from './use-acts.ts';
import type { RowPlace } from './use-rows.ts';

/** More are folded away on a phone, and more than five everywhere. */
const FEW = 2;

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
  const [isWhole, setWhole] = useState(false);
  const open = current?.list === 'fresh' ? current.id : items[0]?.id;
  return (
    <Panel title={t('fresh.title')} beside={<Text fw={600}>{total}</Text>}>
      {items.length === 0 ? (
        <Empty title={t('fresh.none')}>{t('fresh.noneWords')}</Empty>
      ) : (
        <ul className={`${classes['list']} ${isWhole ? '' : classes['folded']}`}>
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
      {isWhole || items.length <= FEW ? null : (
        <Group justify="center" pt="lg">
          <Button variant="default" onClick={() => setWhole(true)}>
            {t('fresh.all', { count: items.length })}
          </Button>
        </Group>
      )}
      {total > items.length ? (
        <Text c="dimmed" pt="lg">
          {t('fresh.more', { count: total - items.length })}
        </Text>
      ) : null}
    </Panel>
  );
}
