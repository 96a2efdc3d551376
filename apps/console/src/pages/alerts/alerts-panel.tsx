import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useHeldAlerts } from '../../api/alerts.ts';
import { Panel } from '../../ui/panel.tsx';
import { AlertItem } from './alert-item.tsx';
import cards from '../../ui/cards.module.css';

/** Those shown beside other work; the page has all. */
const FEW = 3;

/** On the duty board: what goes out by itself unless somebody stops it, the next first. Nothing where nothing waits. */
export default function AlertsPanel() {
  const { t } = useTranslation('alerts');
  const { items, hasNextPage } = useHeldAlerts(['held', 'gathering']);
  if (items.length === 0) return null;
  const next = [...items].sort((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1)).slice(0, FEW);
  return (
    <Panel
      title={t('onBoard')}
      beside={
        <Text fw={600}>
          {items.length}
          {hasNextPage ? '+' : ''}
        </Text>
      }
      actions={
        <Anchor component={Link} to="/alerts">
          {t('all')}
        </Anchor>
      }
    >
      <ul className={`${cards['list']} ${cards['plain']}`}>
        {next.map((alert) => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
      </ul>
    </Panel>
  );
}
