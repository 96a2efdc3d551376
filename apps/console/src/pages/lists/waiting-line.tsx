import { Alert, Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useHeldAlerts } from '../../api/alerts.ts';
import { Countdown } from '../../ui/countdown.tsx';

/** In one line: how many alerts go out by themselves unless somebody stops them, and when the first does. */
export function WaitingLine() {
  const { t } = useTranslation('lists');
  const { data, items, hasNextPage } = useHeldAlerts(['held', 'gathering']);
  if (data === undefined) return null;
  const [first] = items
    .flatMap(({ dueAt, createdAt }) => (dueAt === null ? [] : [{ at: dueAt, from: createdAt }]))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const toAlerts = (
    <Anchor component={Link} to="/alerts" underline="always">
      {t('toAlerts')}
    </Anchor>
  );
  if (items.length === 0)
    return (
      <div>
        {t('waitingNone')} {toAlerts}
      </div>
    );
  return (
    <Alert color="yellow" variant="outline">
      {t('waiting', { count: items.length, more: hasNextPage ? '+' : '' })}{' '}
      {first === undefined ? null : (
        <>
          {t('waitingFirst')} <Countdown {...first} />{' '}
        </>
      )}
      {toAlerts}
    </Alert>
  );
}
