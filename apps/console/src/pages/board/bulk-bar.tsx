import { Button, Group, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BoardItemView } from '#libs/contracts';
import { useStaff } from '../../api/staff.ts';
import { useSession } from '../../app/session.tsx';
import classes from './board.module.css';
import type { Acts } from './use-acts.ts';

interface Props {
  items: BoardItemView[];
  acts: Acts;
  onDone: () => void;
}

/** What is done with all that are selected; each act can be taken back. */
export function BulkBar({ items, acts, onDone }: Props) {
  const { t } = useTranslation('board');
  const { userId } = useSession();
  const staff = [...(useStaff().data?.values() ?? [])];
  const fresh = items.filter(({ state }) => state === 'new').length;
  const act = (doing: Promise<void>) => void doing.then(onDone);
  return (
    <div className={classes['bulk']} role="region" aria-label={t('bulk.title')}>
      <Text fw={600} role="status">
        {t('bulk.selected', { count: items.length })}
      </Text>
      <Group gap="xs">
        <Button variant="default" onClick={() => act(acts.assign(items, userId))}>
          {t('bulk.mine')}
        </Button>
        <Select
          aria-label={t('bulk.assign')}
          placeholder={t('bulk.assign')}
          w={180}
          searchable
          value={null}
          data={[
            { value: 'none', label: t('nobody') },
            ...staff.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => {
            if (value !== null) act(acts.assign(items, value === 'none' ? null : value));
          }}
        />
        <Button variant="default" disabled={fresh === 0} onClick={() => act(acts.takeUp(items))}>
          {t('bulk.takeUp', { count: fresh })}
        </Button>
        <Button variant="default" onClick={() => act(acts.reject(items))}>
          {t('bulk.reject')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('bulk.clear')}
        </Button>
      </Group>
    </div>
  );
}
