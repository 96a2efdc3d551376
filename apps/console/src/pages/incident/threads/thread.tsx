import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { GridRowView, ThreadItemView, ThreadSentView } from '#libs/contracts';
import { useThread } from '../../../api/threads.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { CallLine } from '../grid/call-line.tsx';
import { RawMessage } from '../notices/raw-message.tsx';
import { MailItem } from './mail-item.tsx';
import { SaidItem } from './said-item.tsx';
import { SentItem } from './sent-item.tsx';
import classes from './threads.module.css';

/** What was sent to one operator and what it said, the oldest first, as it happened. */
export function Thread({ incidentId, row }: { incidentId: string; row: GridRowView }) {
  const { t } = useTranslation('threads');
  // Ready before a part of the page asks for them.
  useTranslation('inbox');
  const asked = useThread(incidentId, row.operator.id);
  const zone = asked.data?.timezone ?? undefined;
  return (
    <Panel
      title={row.operator.name}
      beside={
        zone === undefined ? null : (
          <Text c="dimmed" size="sm">
            {t('zone', { zone })}
          </Text>
        )
      }
      actions={
        <Button
          component={Link}
          to={`/directory/operators/${row.operator.slug}`}
          variant="default"
          size="compact-sm"
        >
          {t('directory')}
        </Button>
      }
    >
      <CallLine row={row} />
      {asked.isPending ? <Loading lines={6} /> : null}
      {asked.isError ? <Fault error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.data === undefined ? null : (
        <Items items={asked.data.items} zone={zone} tellAt={`/incidents/${incidentId}/tell`} />
      )}
    </Panel>
  );
}

interface ItemsProps {
  items: ThreadItemView[];
  zone: string | undefined;
  tellAt: string;
}

function Items({ items, zone, tellAt }: ItemsProps) {
  const { t } = useTranslation('threads');
  const [shown, setShown] = useState<ThreadSentView | null>(null);
  if (items.length === 0)
    return (
      <Empty title={t('empty')}>
        <Link to={tellAt}>{t('tell')}</Link>
      </Empty>
    );
  return (
    <>
      <ol className={classes['items']} aria-label={t('label')}>
        {items.map((item) => (
          <li
            key={`${item.what} ${item.id}`}
            className={item.what === 'sent' ? classes['ours'] : classes['theirs']}
          >
            <Item item={item} zone={zone} onMessage={setShown} />
          </li>
        ))}
      </ol>
      {shown === null ? null : <RawMessage delivery={shown.delivery} onClose={() => setShown(null)} />}
    </>
  );
}

interface ItemProps {
  item: ThreadItemView;
  zone: string | undefined;
  onMessage: (item: ThreadSentView) => void;
}

function Item({ item, zone, onMessage }: ItemProps) {
  if (item.what === 'sent') return <SentItem item={item} zone={zone} onMessage={() => onMessage(item)} />;
  return item.what === 'mail' ? <MailItem item={item} zone={zone} /> : <SaidItem item={item} zone={zone} />;
}
